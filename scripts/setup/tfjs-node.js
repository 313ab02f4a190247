/**
 * Tries to bring about `@tensorflow/tfjs-node`, one of the engines for faces. Its native library comes from its makers'
 * download page only, so most closed networks cannot have it; faces are found without it too. Whatever comes of it is said
 * and noted, and the set-up goes on.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, run } from '../lib/command.js';
import { npm } from '../lib/npm.js';
import { readStamp, writeStamp } from '../lib/stamp.js';

/** That of `@tensorflow/tfjs` in package.json: both must share one core. */
const version = '4.22.0';
const name = '@tensorflow/tfjs-node';
const downloadHost = 'https://storage.googleapis.com/tensorflow/';
const reachLimitMs = 5_000;
const installLimitSeconds = 180;

/** What it calls of `util` and Node 23 took away; the engine brings these back in the same way. */
const loadScript = `
  const util = require('node:util');
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
  const runtime = require(${JSON.stringify(name)});
  runtime.ready().then(() => process.exit(runtime.getBackend() === 'tensorflow' ? 0 : 1));
`;

/** @param {string} root */
const stampPath = (root) => join(root, 'node_modules', '.rostrum', 'tfjs-node');
const wantedStamp = `${version} ${process.arch}: `;

/** @type {import('../lib/steps.js').Step} */
export const tfjsNodeStep = {
  title: `${name}, if it can be had`,
  isReady: ({ root }) => readStamp(stampPath(root)).startsWith(wantedStamp),
  async make(setup, stepLine) {
    const outcome = await tryInstall(setup, stepLine).then(
      () => 'installed',
      (error) => `not available (${reasonOf(error)}); faces are found without it`,
    );
    writeStamp(stampPath(setup.root), wantedStamp + outcome);
    return outcome;
  },
};

/**
 * @param {import('../lib/steps.js').Setup} setup
 * @param {import('../lib/say.js').StepLine} stepLine
 */
async function tryInstall({ root, cacheDir, node, env }, stepLine) {
  await assertReachable(node, cacheDir, env);
  const tempDir = mkdtempSync(join(cacheDir, 'tfjs-node.'));
  try {
    stepLine.progress('fetching');
    await npm(['install', '--prefix', tempDir, '--ignore-scripts', `${name}@${version}`], { cwd: tempDir, env });
    const packages = join(tempDir, 'node_modules');
    const packageDir = join(packages, name);
    stepLine.progress('installing its native library');
    await run('timeout', [String(installLimitSeconds), node, 'scripts/install.js'], { cwd: packageDir, env });
    await run('timeout', ['60', node, '--eval', loadScript], { cwd: tempDir, env });
    moveIn(packages, join(root, 'node_modules', name));
  } finally {
    rmSync(tempDir, { recursive: true, force: true });
  }
}

/**
 * Without this, a network that reaches the npm registry only would fetch a hundred packages in vain.
 *
 * @param {string} node
 * @param {string} cacheDir
 * @param {NodeJS.ProcessEnv} env
 */
async function assertReachable(node, cacheDir, env) {
  const file = join(cacheDir, 'tfjs-node.reachable');
  const script = join(import.meta.dirname, '..', 'lib', 'download.js');
  try {
    await run(node, [script, downloadHost, file, String(reachLimitMs)], { env: { ...env, NODE_USE_ENV_PROXY: '1' } });
  } catch (error) {
    // Any answer, a refusal too, comes from the host.
    if (!(error instanceof CommandError && error.tail.includes(' answered '))) {
      throw new Error(`${new URL(downloadHost).host} cannot be reached`, { cause: error });
    }
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * The package with what it alone needs goes below the project's packages; TensorFlow.js itself it then shares with them.
 *
 * @param {string} packages
 * @param {string} targetDir
 */
function moveIn(packages, targetDir) {
  const packageDir = join(packages, name);
  const ownPackages = join(packageDir, 'node_modules');
  mkdirSync(ownPackages, { recursive: true });
  for (const entry of readdirSync(packages)) {
    const isShared = entry === '@tensorflow' || entry.startsWith('.');
    if (!isShared && !existsSync(join(ownPackages, entry))) {
      renameSync(join(packages, entry), join(ownPackages, entry));
    }
  }
  rmSync(targetDir, { recursive: true, force: true });
  // Cache and checkout may lie on different disks, where nothing can be renamed.
  cpSync(packageDir, targetDir, { recursive: true });
}

/**
 * One line of what went wrong: of a tool, the first line of its last words that names an error.
 *
 * @param {unknown} error
 */
export function reasonOf(error) {
  if (error instanceof CommandError) {
    const words = error.tail.split('\n').find((line) => /\b(\w*Error:|E[A-Z]{4,})/.test(line));
    return words?.trim() || 'its install step failed';
  }
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}
