/**
 * `node scripts/run.js [--verbose] <task> [arguments]`: what every npm script calls. Runs on any Node from 20 on
 * and without packages; it brings about what the task needs and then runs the task on Node 24.
 */
import { join } from 'node:path';
import { cacheFolder } from './lib/cache.js';
import { stopRunningCommands } from './lib/command.js';
import { endWithNpm } from './lib/npm-parent.js';
import { signalCode } from './lib/run-task.js';
import { createSay } from './lib/say.js';
import { SetupError } from './lib/setup-error.js';
import { onSignals } from './lib/signals.js';
import { prepare } from './lib/steps.js';
import { tasks } from './tasks.js';

/** @param {readonly string[]} argv */
async function main(argv) {
  const verbose = argv[0] === '--verbose';
  const [name = '', ...args] = verbose ? argv.slice(1) : argv;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (!task) {
    throw new SetupError(`There is no task "${name}".`, `Use one of: ${Object.keys(tasks).join(', ')}.`);
  }
  const setup = {
    root: join(import.meta.dirname, '..'),
    cacheDir: cacheFolder(process.env),
    node: process.execPath,
    env: { ...process.env },
    purpose: `npm run ${name}`,
    say: createSay({ verbose }),
  };
  endWithNpm();
  const stopListening = onSignals(stop);
  await prepare([...task.steps, ...(task.stepsFor?.(args) ?? [])], setup);
  stopListening();
  return task.run(args, setup);
}

let isStopping = false;

/** @param {NodeJS.Signals} signal */
async function stop(signal) {
  if (isStopping) return;
  isStopping = true;
  await stopRunningCommands();
  process.stderr.write('\nThe set-up was stopped. The same command goes on with it.\n');
  process.exit(signalCode(signal));
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof SetupError) return `\n${error.what}\n→ ${error.mend}\n`;
  return `\n${error instanceof Error ? error.stack : error}\n`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A step whose tool was stopped fails too; `stop` has the last word then.
  if (!isStopping) {
    process.stderr.write(explain(error));
    process.exitCode = 1;
  }
}
