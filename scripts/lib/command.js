/**
 * Runs one tool of the set-up to its end. Its output is not shown but its tail is kept, for the error message.
 * When the set-up is told to stop, so are the tools that are running, and it waits for them.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';

const tailLength = 40;

/** @type {Map<import('node:child_process').ChildProcess, NodeJS.Signals>} */
const running = new Map();

export class CommandError extends Error {
  /**
   * @param {string} commandLine
   * @param {string} outcome
   * @param {string} tail
   */
  constructor(commandLine, outcome, tail) {
    super(`${commandLine}\n${outcome}. Its last lines:\n${tail}`);
    this.name = 'CommandError';
    this.tail = tail;
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(line: string) => void} [options.onLine]
 * @param {NodeJS.Signals} [options.stopSignal] what it gets when the set-up is told to stop
 * @returns {Promise<string>} what it printed last, stdout and stderr together
 */
export function run(command, args, { cwd, env = process.env, onLine, stopSignal = 'SIGTERM' } = {}) {
  const commandLine = [command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.set(child, stopSignal);
    /** @type {string[]} */
    const lines = [];
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        lines.push(line);
        if (lines.length > tailLength) lines.shift();
        onLine?.(line);
      });
    }
    child.on('error', (cause) => {
      running.delete(child);
      reject(new CommandError(commandLine, `could not be started (${cause.message})`, ''));
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      const tail = lines.join('\n');
      if (code === 0) resolve(tail);
      else reject(new CommandError(commandLine, `ended with ${signal ?? `code ${code}`}`, tail));
    });
  });
}

export async function stopRunningCommands() {
  const closed = [...running.keys()].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const [child, stopSignal] of running) child.kill(stopSignal);
  await Promise.all(closed);
  // Let the steps that waited for these commands clear away what they had begun.
  await setImmediate();
}
