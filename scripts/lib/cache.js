/** The folder that holds what the set-up fetches or builds: shared by all checkouts of one user, safe to delete. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SetupError } from './setup-error.js';

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function cacheFolder(env) {
  if (env.ROSTRUM_CACHE_DIR) return resolve(env.ROSTRUM_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rostrum');
}

/** @param {string} dir */
export function assertWritable(dir) {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (cause) {
    throw new SetupError(
      `The cache folder ${dir} cannot be written.`,
      'Set ROSTRUM_CACHE_DIR to a folder that this user may write, and run the same command again.',
      { cause },
    );
  }
}
