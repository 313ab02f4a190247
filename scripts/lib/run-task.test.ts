import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const wrappers: ChildProcess[] = [];

afterEach(() => {
  for (const wrapper of wrappers.splice(0)) wrapper.kill('SIGKILL');
});

/** A wrapper process that runs each code as one task process; they all write to the same output. */
function startWrapper(...codes: string[]) {
  const processes = JSON.stringify(codes.map((code) => ({ args: ['-e', code] })));
  const code = `
    import { runTask } from '${import.meta.dirname}/run-task.js';
    const setup = { node: process.execPath, env: process.env, root: process.cwd() };
    process.exitCode = await runTask(${processes}, setup);
  `;
  // A group of its own, as a shell makes for a command, so that a test can send it what Ctrl-C sends.
  const wrapper = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  wrappers.push(wrapper);
  const lines = createInterface({ input: wrapper.stdout })[Symbol.asyncIterator]();
  return {
    pid: wrapper.pid ?? 0,
    kill: (signal: NodeJS.Signals) => wrapper.kill(signal),
    nextLine: async () => (await lines.next()).value,
    /** Exit code once the wrapper has ended and nobody holds its output any more. */
    end: async () => (await once(wrapper, 'close'))[0],
  };
}

/**
 * Ends on SIGTERM only, with the number of SIGINTs before it. SIGTERM has the higher number, and the kernel hands
 * out the lower one first, so no SIGINT that was sent before is missed.
 */
const countingServer = `
  let count = 0;
  process.on('SIGINT', () => console.log('SIGINT', ++count));
  process.on('SIGTERM', () => process.exit(10 + count));
  setInterval(() => {}, 1000);
  console.log('ready');
`;

test('the exit code is passed on', async () => {
  expect(await startWrapper('process.exit(7)').end()).toBe(7);
});

test('a task that died of a signal gives the code that shells use', async () => {
  expect(await startWrapper('process.kill(process.pid, "SIGKILL")').end()).toBe(137);
});

test('one Ctrl-C reaches the task once, although the whole group and npm send it', async () => {
  const wrapper = startWrapper(countingServer);
  expect(await wrapper.nextLine()).toBe('ready');

  process.kill(-wrapper.pid, 'SIGINT');
  expect(await wrapper.nextLine()).toBe('SIGINT 1');
  wrapper.kill('SIGINT');
  wrapper.kill('SIGTERM');

  expect(await wrapper.end()).toBe(11);
});

test('SIGTERM ends the task and nothing is left', async () => {
  const wrapper = startWrapper('setInterval(() => {}, 1000); console.log(process.pid)');
  const taskPid = Number(await wrapper.nextLine());

  wrapper.kill('SIGTERM');

  expect(await wrapper.end()).toBe(143);
  expect(isRunning(taskPid)).toBe(false);
});

test('the task ends cleanly even when its wrapper is killed', async () => {
  const wrapper = startWrapper(`
    process.on('SIGTERM', () => { console.log('clean stop'); process.exit(); });
    setInterval(() => {}, 1000);
    console.log('ready');
  `);
  expect(await wrapper.nextLine()).toBe('ready');

  const ended = wrapper.end();
  wrapper.kill('SIGKILL');

  expect(await wrapper.nextLine()).toBe('clean stop');
  await ended;
});

test('of two processes side by side, the end of one ends the other', async () => {
  expect(await startWrapper('setInterval(() => {}, 1000)', 'process.exit(5)').end()).toBe(5);
});

test('of two processes that are told to end, the slower one is told once', async () => {
  const slow = `
    let count = 0;
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => { count += 1; });
    process.on('SIGHUP', () => { console.log('SIGTERM', count); process.exit(); });
    setInterval(() => {}, 1000);
    console.log('ready');
  `;
  const quick = "process.on('SIGINT', () => process.exit(3)); setInterval(() => {}, 1000); console.log(process.pid)";
  const wrapper = startWrapper(slow, quick);
  const ready = [await wrapper.nextLine(), await wrapper.nextLine()];
  const quickPid = Number(ready.find((line) => line !== 'ready'));

  wrapper.kill('SIGINT');
  await expect.poll(() => isRunning(quickPid)).toBe(false);
  wrapper.kill('SIGHUP');

  expect(await wrapper.nextLine()).toBe('SIGTERM 0');
  expect(await wrapper.end()).toBe(3);
});

function isRunning(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
