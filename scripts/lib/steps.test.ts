import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSay } from './say.js';
import { prepare } from './steps.js';

let cacheDir = '';
let printed = '';

beforeEach(() => {
  cacheDir = join(mkdtempSync(join(tmpdir(), 'rostrum-steps-')), 'cache');
  printed = '';
});

afterEach(() => rmSync(join(cacheDir, '..'), { recursive: true, force: true }));

function setup() {
  const say = createSay({ stream: { write: (text) => (printed += text) }, now: () => 0 });
  return { root: '/', cacheDir, node: '', env: {} as NodeJS.ProcessEnv, purpose: 'npm run test', say };
}

function step(title: string, isReady: boolean) {
  return {
    title,
    isReady: () => isReady,
    make: async () => `made ${title}`,
    use: ({ env }: { env: NodeJS.ProcessEnv }) => {
      env.USED = `${env.USED ?? ''}${title} `;
    },
  };
}

test('when all is ready nothing is written, and every step is used in order', async () => {
  const given = setup();
  await prepare([step('A', true), step('B', true)], given);
  expect(given.env.USED).toBe('A B ');
  expect(printed).toBe('');
  expect(existsSync(cacheDir)).toBe(false);
});

test('only what is missing is made, and the lock is gone afterwards', async () => {
  const given = setup();
  await prepare([step('A', true), step('B', false), step('C', true)], given);
  expect(given.env.USED).toBe('A B C ');
  expect(printed).toBe('▸ B …\n▸ B … done, made B (0.0 s)\n');
  expect(existsSync(join(cacheDir, 'lock'))).toBe(false);
});

test('a step that fails stops the rest and releases the lock', async () => {
  const given = setup();
  const broken = { ...step('B', false), make: () => Promise.reject(new Error('no disk')) };
  await expect(prepare([broken, step('C', true)], given)).rejects.toThrow('no disk');
  expect(given.env.USED).toBeUndefined();
  expect(existsSync(join(cacheDir, 'lock'))).toBe(false);
});
