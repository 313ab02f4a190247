import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const groups: number[] = [];

afterEach(() => {
  for (const pid of groups.splice(0)) killGroup(pid);
});

function killGroup(pid: number) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** A process that calls itself `title` and starts one that ends with its npm through a shell, as npm does. */
function startParent(title: string) {
  const child = `
    import { endWithNpm } from '${import.meta.dirname}/npm-parent.js';
    process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(); });
    console.log(endWithNpm() ? 'watches' : 'does not watch');
    setTimeout(() => {}, 10_000);
  `;
  const parent = `
    process.title = ${JSON.stringify(title)};
    const command = process.execPath + ' --input-type=module -e "$CODE"; true';
    require('node:child_process').spawn('sh', ['-c', command], { stdio: 'inherit' });
  `;
  const env = { ...process.env, CODE: child, npm_lifecycle_event: 'start' };
  const started = spawn(process.execPath, ['-e', parent], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
    detached: true,
  });
  if (started.pid) groups.push(started.pid);
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  return { process: started, nextLine: async () => (await lines.next()).value };
}

test('when npm is killed, its script is asked to end', async () => {
  const npm = startParent('npm start');
  expect(await npm.nextLine()).toBe('watches');

  npm.process.kill('SIGKILL');

  expect(await npm.nextLine()).toBe('SIGTERM');
});

test('a parent that is not npm may end without ending the script', async () => {
  const shell = startParent('bash');
  expect(await shell.nextLine()).toBe('does not watch');
});
