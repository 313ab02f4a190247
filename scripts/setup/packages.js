/** npm packages, exactly as locked. No package's own install script runs; what is needed of them, other steps do. */
import { join } from 'node:path';
import { npm } from '../lib/npm.js';
import { hashFile, readStamp, writeStamp } from '../lib/stamp.js';

/** @param {string} root */
const stampPath = (root) => join(root, 'node_modules', '.rostrum', 'packages');

/**
 * Some packages ship one binary per processor, so a folder copied from another machine counts as old.
 *
 * @param {string} root
 */
const wantedStamp = (root) => hashFile(join(root, 'package-lock.json'), process.arch);

/** @type {import('../lib/steps.js').Step} */
export const packagesStep = {
  title: 'Packages',
  isReady: ({ root }) => readStamp(stampPath(root)) === wantedStamp(root),
  async make({ root, env }) {
    const stamp = wantedStamp(root);
    await npm(['ci', '--ignore-scripts'], { cwd: root, env });
    writeStamp(stampPath(root), stamp);
  },
};
