/**
 * Brings the wanted steps about, in order. When all are ready nothing is locked, written or started: a second
 * `npm start` pays a few reads. Otherwise one run works and the others wait for it and then find all ready.
 */
import { join } from 'node:path';
import { assertWritable } from './cache.js';
import { takeLock } from './lock.js';

/**
 * @typedef {object} Setup
 * @property {string} root the checkout
 * @property {string} cacheDir
 * @property {string} node path of Node 24, once the step `node` is there
 * @property {NodeJS.ProcessEnv} env what the task will get; steps add to it
 * @property {string} purpose what another run is told that it waits for
 * @property {import('./say.js').Say} say
 */

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {(setup: Setup) => boolean} isReady cheap: reads small files, at most
 * @property {(setup: Setup, stepLine: import('./say.js').StepLine) => Promise<string | void>} make may return a note
 * @property {(setup: Setup) => void} [use] hands the result to later steps and to the task
 */

/**
 * @param {readonly Step[]} steps
 * @param {Setup} setup
 */
export async function prepare(steps, setup) {
  const pending = skipReady(steps, setup);
  if (pending.length === 0) return;
  assertWritable(setup.cacheDir);
  const release = await takeLock(join(setup.cacheDir, 'lock'), setup.purpose, ({ pid, purpose }) => {
    setup.say.line(`Waiting for another set-up to finish (process ${pid}, ${purpose}).`);
  });
  try {
    let rest = skipReady(pending, setup);
    while (rest[0]) {
      await makeStep(rest[0], setup);
      rest = skipReady(rest.slice(1), setup);
    }
  } finally {
    release();
  }
}

/**
 * @param {readonly Step[]} steps
 * @param {Setup} setup
 * @returns {readonly Step[]} the steps from the first one on that is not ready
 */
function skipReady(steps, setup) {
  for (const [index, step] of steps.entries()) {
    if (!step.isReady(setup)) return steps.slice(index);
    setup.say.detail(`▸ ${step.title}: ready`);
    step.use?.(setup);
  }
  return [];
}

/**
 * @param {Step} step
 * @param {Setup} setup
 */
async function makeStep(step, setup) {
  const stepLine = setup.say.step(step.title);
  try {
    const note = await step.make(setup, stepLine);
    step.use?.(setup);
    stepLine.done(note ?? '');
  } catch (error) {
    stepLine.failed();
    throw error;
  }
}
