import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

it.each([
  [['--server', 'http://127.0.0.1:1'], '--server must be an address that begins with https://'],
  [['--server', 'https://127.0.0.1:1'], 'Name a file with the link by --token-file'],
  [['--server', 'https://127.0.0.1:1', '--token-file', '/nonexistent'], 'cannot be read'],
  [['--colour'], '--colour'],
])('says in words what is wrong with how it was started: %s', async (args, words) => {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(2);
  expect(said).toContain(words);
  expect(said).not.toContain('    at ');
});
