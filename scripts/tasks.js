/** Every `npm run …`: the steps that must have been taken, and what runs afterwards. */
import { join } from 'node:path';
import { runChecks } from './lib/checks.js';
import { runTask } from './lib/run-task.js';
import { browserStep } from './setup/browser.js';
import { ffmpegStep } from './setup/ffmpeg.js';
import { mediaWorkerStep } from './setup/media-worker.js';
import { nodeStep } from './setup/node.js';
import { packagesStep } from './setup/packages.js';
import { tfjsNodeStep } from './setup/tfjs-node.js';
import { uiStep } from './setup/ui.js';

/** @typedef {import('./lib/steps.js').Setup} Setup */

/**
 * @typedef {object} Task
 * @property {readonly import('./lib/steps.js').Step[]} steps
 * @property {(args: readonly string[]) => readonly import('./lib/steps.js').Step[]} [stepsFor] what some arguments need besides
 * @property {(args: readonly string[], setup: Setup) => Promise<number>} run resolves with the exit code
 */

const tools = [nodeStep, packagesStep];
const server = [...tools, mediaWorkerStep, uiStep];
const everything = [...server, browserStep];

/**
 * @param {string} path below the checkout
 * @param {readonly string[]} [before] arguments that stand in front of those from the command line
 * @returns {Task['run']}
 */
const script =
  (path, before = []) =>
  (args, setup) =>
    runTask([{ args: [path, ...before, ...args] }], setup);

/**
 * @param {Setup} setup
 * @param {string} tool name in node_modules/.bin
 * @param {readonly string[]} args
 */
const toolProcess = ({ root }, tool, args) => ({ args: [join(root, 'node_modules', '.bin', tool), ...args] });

/** @param {readonly string[]} args */
const hasSites = (args) => args.some((arg) => arg.startsWith('--sites'));

/** Pictures of virtual sites and of the demo's room. @param {readonly string[]} args */
const demoSteps = (args) => {
  const isWithoutRoom = /--demo-room[= ](no|false|0)\b/.test(args.join(' '));
  return isWithoutRoom && !hasSites(args) ? [] : [ffmpegStep];
};

/** @type {Task} */
const test = { steps: everything, run: runChecks };

/** @type {Readonly<Record<string, Task>>} */
export const tasks = {
  start: {
    steps: server,
    stepsFor: (args) => (args.includes('--demo') || hasSites(args) ? demoSteps(args) : []),
    run: script('control/main.ts'),
  },
  demo: { steps: server, stepsFor: demoSteps, run: script('control/main.ts', ['--demo']) },
  dev: {
    steps: [...tools, mediaWorkerStep],
    run: (args, setup) =>
      runTask(
        [
          { args: ['--watch', 'control/main.ts', '--watch-ui', ...args], hasLifeline: false },
          toolProcess(setup, 'vite', ['build', '--watch', 'room-ui']),
        ],
        setup,
      ),
  },
  build: {
    steps: tools,
    run: (args, setup) => runTask([toolProcess(setup, 'vite', ['build', 'room-ui', ...args])], setup),
  },
  test,
  check: test,
  bench: { steps: everything, run: script('test/bench/main.ts') },
  faces: {
    steps: [...tools, tfjsNodeStep],
    run: (args, setup) => {
      const wanted = setup.env.ROSTRUM_FACE_ENGINE;
      return script('camera/faces/main.ts', wanted ? ['--engine', wanted] : [])(args, setup);
    },
  },
  screens: { steps: everything, run: script('test/screens/main.ts') },
  format: {
    steps: tools,
    run: (args, setup) => runTask([toolProcess(setup, 'biome', ['check', '--write', '.', ...args])], setup),
  },
  verify: { steps: tools, run: script('control/store/verify-main.ts') },
  setup: { steps: [...everything, tfjsNodeStep], run: async () => 0 },
};
