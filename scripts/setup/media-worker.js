/**
 * mediasoup's worker, the native program that carries sound and picture. In order: the operator's own
 * (ROSTRUM_MEDIA_WORKER), the one in the cache, mediasoup's release, a build on Debian's libraries. Beside it lies
 * media-worker.json, by which the server refuses a worker of another mediasoup version.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { recipeHash } from '../../sfu/worker-build/recipe.js';
import { SetupError } from '../lib/setup-error.js';
import { systemName } from '../lib/system.js';
import { buildWorker, opensslVersion } from './worker-build.js';
import { canStart, fetchWorker } from './worker-release.js';

/**
 * @typedef {object} WorkerRecord content of media-worker.json
 * @property {string} mediasoupVersion
 * @property {'release' | 'built'} source
 * @property {string} libc
 * @property {string | null} openssl the system's, for a built one; a released one brings its own
 * @property {string} sha256
 * @property {string | null} recipe
 */

/** @param {string} root */
const packageDir = (root) => join(root, 'node_modules', 'mediasoup');

/** @param {string} root */
function mediasoupVersion(root) {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(packageDir(root), 'package.json'), 'utf8'));
  return version;
}

/**
 * The system's name stands for the versions of its libraries: they change with a release of the system only, and
 * within one they stay compatible, so that a security update of OpenSSL does not cost a new build.
 *
 * @param {import('../lib/steps.js').Setup} setup
 */
function workerDir({ root, cacheDir }) {
  const { distribution, libc } = systemName();
  const name = [mediasoupVersion(root), process.arch, distribution, libc, recipeHash()].join('-');
  return join(cacheDir, 'media-worker', name);
}

/** @param {import('../lib/steps.js').Setup} setup */
function workerPath(setup) {
  const own = setup.env.ROSTRUM_MEDIA_WORKER;
  return own ? resolve(own) : join(workerDir(setup), 'mediasoup-worker');
}

/** @type {import('../lib/steps.js').Step} */
export const mediaWorkerStep = {
  title: 'Media worker',
  // Starting it takes some milliseconds, and shows as nothing else does that its libraries are still there.
  isReady: (setup) => existsSync(join(dirname(workerPath(setup)), 'media-worker.json')) && canStart(workerPath(setup)),
  async make(setup, stepLine) {
    if (setup.env.ROSTRUM_MEDIA_WORKER) {
      throw new SetupError(
        `ROSTRUM_MEDIA_WORKER names ${setup.env.ROSTRUM_MEDIA_WORKER}, which does not run here or has no media-worker.json beside it.`,
        'Set it to a worker that runs on this system, or unset it to let the set-up fetch or build one.',
      );
    }
    const targetDir = workerDir(setup);
    mkdirSync(dirname(targetDir), { recursive: true });
    const tempDir = mkdtempSync(`${targetDir}.`);
    try {
      const record = await makeWorker(setup, tempDir, stepLine);
      writeFileSync(join(tempDir, 'media-worker.json'), `${JSON.stringify(record, null, 2)}\n`);
      // mkdtemp shuts others out; a cache that users share must let them in.
      chmodSync(tempDir, 0o755);
      rmSync(targetDir, { recursive: true, force: true });
      renameSync(tempDir, targetDir);
      return record.source === 'built' ? 'built here' : 'fetched';
    } finally {
      rmSync(tempDir, { recursive: true, force: true });
    }
  },
  use(setup) {
    setup.env.MEDIASOUP_WORKER_BIN = workerPath(setup);
  },
};

/**
 * @param {import('../lib/steps.js').Setup} setup
 * @param {string} dir where to put it
 * @param {import('../lib/say.js').StepLine} stepLine
 * @returns {Promise<WorkerRecord>}
 */
async function makeWorker(setup, dir, stepLine) {
  const { root, node, cacheDir, say } = setup;
  const targetPath = join(dir, 'mediasoup-worker');
  const base = { mediasoupVersion: mediasoupVersion(root), libc: systemName().libc };
  try {
    stepLine.progress('asking for a ready one');
    await fetchWorker({ node, packageDir: packageDir(root), targetPath });
    return { ...base, source: 'release', openssl: null, sha256: sha256(targetPath), recipe: null };
  } catch (error) {
    say.detail(String(error));
  }
  stepLine.progress('no ready one can be had here; building it, once (about 7 minutes on 2 cores)');
  const buildDir = join(cacheDir, 'build', `media-worker-${recipeHash()}-${base.mediasoupVersion}`);
  await buildWorker({ workerDir: join(packageDir(root), 'worker'), buildDir, targetPath, stepLine });
  if (!canStart(targetPath)) throw new Error(`The media worker was built but does not start: ${targetPath}`);
  const openssl = await opensslVersion();
  return { ...base, source: 'built', openssl, sha256: sha256(targetPath), recipe: recipeHash() };
}

/** @param {string} path */
function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
