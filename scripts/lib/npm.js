/** Runs npm and turns "the registry cannot be reached" into a sentence. */
import { CommandError, run } from './command.js';
import { SetupError } from './setup-error.js';

const networkCodes =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|E50[234]|E40[37])\b/;

/** npm's own pauses between tries add up to more than a minute of silence where there is no network. */
const options = ['--no-audit', '--no-fund', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/**
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
export async function npm(args, { cwd, env }) {
  try {
    // On a softer signal npm first finishes its work, which takes as long as the rest of the installation. What it
    // leaves is of no use to anybody: the step has no stamp yet and starts afresh.
    await run('npm', [...args, ...options], { cwd, ...(env && { env }), stopSignal: 'SIGKILL' });
  } catch (cause) {
    if (!(cause instanceof CommandError)) throw cause;
    const code = networkCodes.exec(cause.tail)?.[0];
    if (code) {
      throw new SetupError(
        `The npm registry could not be reached (${code}).`,
        'Check the network, the proxy and `npm config get registry`, then run the same command again.',
        { cause },
      );
    }
    throw new SetupError(
      `npm failed: ${cause.message}`,
      'Mend what npm names above, then run the same command again.',
      { cause },
    );
  }
}
