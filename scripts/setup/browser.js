/**
 * What only the tests and measurements need: a real browser, ffmpeg for test media, strace to see the order of writes,
 * coturn as a relay, ip and python3 for networks with poor lines, onvif-util as a client of cameras that is not ours.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from '../lib/apt.js';
import { SetupError } from '../lib/setup-error.js';

/** @type {Readonly<Record<string, string>>} program and the Debian package that has it */
const packageOf = {
  chromium: 'chromium',
  ffmpeg: 'ffmpeg',
  strace: 'strace',
  turnserver: 'coturn',
  ip: 'iproute2',
  python3: 'python3',
  'onvif-util': 'onvif-tools',
};
/** Not in the path of everybody, and only looked at here. */
const systemDirs = ['/usr/sbin', '/sbin'];

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
function find(name, env) {
  const dirs = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...dirs, ...systemDirs].map((dir) => join(dir, name)).find((path) => existsSync(path));
}

/** @param {NodeJS.ProcessEnv} env */
function missingTools(env) {
  return Object.keys(packageOf).filter((name) => !(name === 'chromium' && env.ROSTRUM_CHROMIUM) && !find(name, env));
}

/** @type {import('../lib/steps.js').Step} */
export const browserStep = {
  title: 'Browser and test tools',
  isReady: ({ env }) => missingTools(env).length === 0,
  make: ({ env }, stepLine) => {
    const packages = missingTools(env).map((name) => packageOf[name] ?? name);
    return installPackages(packages, 'the tests', stepLine);
  },
  use({ env }) {
    if (env.ROSTRUM_CHROMIUM && !existsSync(env.ROSTRUM_CHROMIUM)) {
      throw new SetupError(
        `ROSTRUM_CHROMIUM names ${env.ROSTRUM_CHROMIUM}, and there is no such file.`,
        'Set it to the path of a Chromium, or unset it to take the one of the system.',
      );
    }
    env.ROSTRUM_CHROMIUM ||= find('chromium', env);
  },
};
