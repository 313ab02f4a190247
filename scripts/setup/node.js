/**
 * Node 24: the one that runs this, or one from npm's `node-linux-…` package in the cache. The npm registry is
 * the only host that the set-up may count on, so the runtime comes from there too.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from '../lib/command.js';
import { npm } from '../lib/npm.js';
import { SetupError } from '../lib/setup-error.js';

/** Known to be right; any other Node 24 from 24.7 on is taken as it is. */
const pinnedVersion = '24.21.0';

/**
 * 24.7 is the first with argon2 in node:crypto; the next major has not been tried.
 *
 * @param {string} version such as `v24.21.0`
 */
export function isRightNode(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major === 24 && minor >= 7;
}

/** @param {import('../lib/steps.js').Setup} setup */
function nodePath(setup) {
  if (isRightNode(process.version)) return process.execPath;
  return join(setup.cacheDir, 'node', `${pinnedVersion}-${process.arch}`, 'bin', 'node');
}

/** @type {import('../lib/steps.js').Step} */
export const nodeStep = {
  title: 'Node 24',
  isReady: (setup) => existsSync(nodePath(setup)),
  async make(setup, stepLine) {
    if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
      throw new SetupError(
        `There is no ready Node 24 for ${process.platform} on ${process.arch}.`,
        'Install Node 24.7 or newer (but not 25) and run the same command with it.',
      );
    }
    stepLine.progress(`fetching ${pinnedVersion}, because this is ${process.version}`);
    const targetDir = dirname(dirname(nodePath(setup)));
    mkdirSync(dirname(targetDir), { recursive: true });
    const tempDir = mkdtempSync(`${targetDir}.`);
    try {
      const name = `node-linux-${process.arch}`;
      await npm(['install', '--prefix', tempDir, '--ignore-scripts', `${name}@${pinnedVersion}`], { cwd: tempDir });
      const packageDir = join(tempDir, 'node_modules', name);
      const version = await run(join(packageDir, 'bin', 'node'), ['--version']);
      if (!isRightNode(version))
        throw new Error(`The package ${name} holds Node ${version}, expected ${pinnedVersion}`);
      renameSync(packageDir, targetDir);
    } finally {
      rmSync(tempDir, { recursive: true, force: true });
    }
  },
  use(setup) {
    setup.node = nodePath(setup);
    // Tools that are started by name, npm's own `#!/usr/bin/env node` among them, then run on it too.
    setup.env.PATH = dirname(setup.node) + delimiter + (setup.env.PATH ?? '');
  },
};
