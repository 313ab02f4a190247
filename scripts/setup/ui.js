/** The built room UI. Fresh as long as no source, contract or locked package changed since the last build. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, run } from '../lib/command.js';
import { SetupError } from '../lib/setup-error.js';
import { hashTree, readStamp, writeStamp } from '../lib/stamp.js';

/** @param {string} root */
const stampPath = (root) => join(root, 'node_modules', '.rostrum', 'ui');
/** @param {string} root */
const wantedStamp = (root) => hashTree(root, ['room-ui', 'control/contract', 'package-lock.json'], ['dist']);

/** @type {import('../lib/steps.js').Step} */
export const uiStep = {
  title: 'Room UI',
  isReady: ({ root }) =>
    existsSync(join(root, 'room-ui', 'dist', 'index.html')) && readStamp(stampPath(root)) === wantedStamp(root),
  async make({ root, env, node }) {
    const stamp = wantedStamp(root);
    try {
      await run(node, [join(root, 'node_modules', '.bin', 'vite'), 'build', 'room-ui'], { cwd: root, env });
    } catch (cause) {
      if (!(cause instanceof CommandError)) throw cause;
      throw new SetupError(`The room UI could not be built: ${cause.message}`, 'Mend what vite names above.', {
        cause,
      });
    }
    writeStamp(stampPath(root), stamp);
  },
};
