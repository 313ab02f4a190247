/**
 * Runs what was asked for, on Node 24, with the terminal's input and output, and ends with its exit code.
 *
 * Signals. A Ctrl-C goes to every process of the terminal's group, and npm sends its own copy on top, so a child
 * in that group would get it two or three times; a server takes the second as "stop at once". Hence each child has
 * a session of its own, where the terminal does not reach it, and this process is the only one to pass signals on:
 * one per press. Copies of a signal within `samePressMs` belong to the same press; a later one is meant.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onSignals } from './signals.js';

const samePressMs = 1000;
const lifelineFd = 3;
const lifelineModule = pathToFileURL(join(import.meta.dirname, 'end-with-parent.js')).href;

/**
 * @typedef {object} TaskProcess
 * @property {readonly string[]} args of Node 24
 * @property {boolean} [hasLifeline] false for `node --watch`, which gives its own child another pipe under that number
 */

/**
 * Runs the processes side by side; when one ends, so do the others.
 *
 * @param {readonly TaskProcess[]} processes
 * @param {{ node: string, env: NodeJS.ProcessEnv, root: string }} setup
 * @returns {Promise<number>} exit code of the first one that ended
 */
export async function runTask(processes, setup) {
  const children = processes.map((taskProcess) => startProcess(taskProcess, setup));
  /** @type {Map<string, number>} when each signal was last passed on; another one may come between two copies */
  const passedOnAtMs = new Map();
  const stopListening = onSignals((signal) => {
    const atMs = performance.now();
    if (atMs - (passedOnAtMs.get(signal) ?? Number.NEGATIVE_INFINITY) < samePressMs) return;
    passedOnAtMs.set(signal, atMs);
    for (const child of children) child.kill(signal);
  });
  const ends = children.map(endOf);
  const code = await Promise.race(ends);
  // After a press the others have had their signal; a second one would cut their clean stop short.
  if (passedOnAtMs.size === 0) for (const child of children) child.kill('SIGTERM');
  await Promise.all(ends);
  stopListening();
  return code;
}

/**
 * @param {TaskProcess} taskProcess
 * @param {{ node: string, env: NodeJS.ProcessEnv, root: string }} setup
 */
function startProcess({ args, hasLifeline = true }, { node, env, root }) {
  if (!hasLifeline) return spawn(node, args, { cwd: root, env, stdio: 'inherit', detached: true });
  return spawn(node, ['--import', lifelineModule, ...args], {
    cwd: root,
    env: { ...env, ROSTRUM_LIFELINE_FD: String(lifelineFd) },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    detached: true,
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signalCode(signal)));
  });
}

/**
 * @param {NodeJS.Signals | null} signal
 * @returns {number} the code that shells use for it
 */
export function signalCode(signal) {
  return signal ? 128 + constants.signals[signal] : 1;
}
