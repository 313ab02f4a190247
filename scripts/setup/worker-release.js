/** The worker that mediasoup's makers built: a few seconds where their release page can be reached. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../lib/command.js';

const fetchLimitMs = 10_000;
/** The worker's own code for "started by something that is not mediasoup": it was loaded with all its libraries. */
const startedAloneCode = 41;

/**
 * Same name and place as mediasoup's own install script, `npm-scripts.mjs`, would use.
 *
 * @param {{ version: string, repository: { url: string } }} mediasoupPackage
 * @param {{ arch: string, kernelRelease: string }} system
 */
export function releaseUrl({ version, repository }, { arch, kernelRelease }) {
  const page = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  const kernelMajor = Number(kernelRelease.split('.')[0]);
  return `${page}/releases/download/${version}/mediasoup-worker-${version}-linux-${arch}-kernel${kernelMajor}.tgz`;
}

/**
 * @param {object} options
 * @param {string} options.node Node 24
 * @param {string} options.packageDir folder of the mediasoup package
 * @param {string} options.targetPath where the worker goes
 */
export async function fetchWorker({ node, packageDir, targetPath }) {
  const mediasoupPackage = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const url = releaseUrl(mediasoupPackage, { arch: process.arch, kernelRelease: release() });
  const archive = `${targetPath}.tgz`;
  const script = join(import.meta.dirname, '..', 'lib', 'download.js');
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1' };
  await run(node, [script, url, archive, String(fetchLimitMs)], { env });
  await run('tar', ['-xzf', archive, '-C', dirname(targetPath), 'mediasoup-worker']);
  chmodSync(targetPath, 0o755);
  if (!canStart(targetPath)) throw new Error('The released worker does not run on this system');
}

/**
 * @param {string} workerPath
 * @returns {boolean} whether this system can load the worker
 */
export function canStart(workerPath) {
  return spawnSync(workerPath, [], { env: {}, stdio: 'ignore', timeout: 5000 }).status === startedAloneCode;
}
