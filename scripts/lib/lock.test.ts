import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTimeOf, takeLock } from './lock.js';

let dir = '';
let path = '';
const children: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rostrum-lock-'));
  path = join(dir, 'lock');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

/** A process that takes the lock, says so, and releases it when its input ends. */
function startHolder(purpose: string) {
  const code = `
    import { takeLock } from '${import.meta.dirname}/lock.js';
    const release = await takeLock('${path}', '${purpose}', (holder) => console.log('waits for', holder.pid, holder.purpose));
    console.log('holds');
    for await (const _ of process.stdin);
    release();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, nextLine: async () => (await lines.next()).value };
}

function lockContent(pid: number, startTime: string) {
  return JSON.stringify({ pid, startTime, purpose: 'npm run test' });
}

const neverWaits = () => expect.unreachable('waited for a holder that is not alive');

test('a second run says who it waits for and goes on when the first is done', async () => {
  const first = startHolder('npm run test');
  expect(await first.nextLine()).toBe('holds');

  const second = startHolder('npm run start');
  expect(await second.nextLine()).toBe(`waits for ${first.child.pid} npm run test`);

  first.child.stdin?.end();
  expect(await second.nextLine()).toBe('holds');
});

test('a holder that is killed does not keep the others out', async () => {
  const first = startHolder('npm run test');
  expect(await first.nextLine()).toBe('holds');
  const second = startHolder('npm run start');
  expect(await second.nextLine()).toContain('waits for');

  first.child.kill('SIGKILL');
  expect(await second.nextLine()).toBe('holds');
});

test('the lock of a dead process is taken over at once', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(path, lockContent(pid, '1'));

  const release = await takeLock(path, 'npm run start', neverWaits);

  release();
  expect(existsSync(path)).toBe(false);
});

test('another process that got the id of a dead holder is not taken for it', async () => {
  writeFileSync(path, lockContent(process.pid, `${startTimeOf(process.pid)}0`));

  const release = await takeLock(path, 'npm run start', neverWaits);

  release();
});

test('a damaged lock file keeps nobody out', async () => {
  writeFileSync(path, '');

  const release = await takeLock(path, 'npm run start', neverWaits);

  release();
});
