/** Debian packages: which are missing, and their installation, or the exact line for someone who may install them. */
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandError, run } from './command.js';
import { SetupError } from './setup-error.js';

const aptGet = '/usr/bin/apt-get';
const lockWaitSeconds = 300;
const installOptions = ['install', '-y', '--no-install-recommends'];

/** @param {readonly string[]} packages */
export function aptLine(packages) {
  return `sudo apt-get ${installOptions.join(' ')} ${packages.join(' ')}`;
}

/**
 * @param {readonly string[]} packages
 * @returns {Promise<string[]>}
 */
export async function missingPackages(packages) {
  const format = `-f=\${db:Status-Status} \${Package}\\n`;
  // dpkg-query fails when it does not know one of the packages, and still lists the others.
  const listed = await run('dpkg-query', ['-W', format, ...packages]).catch((error) => error.tail ?? '');
  const installed = new Set(listed.split('\n').filter(isInstalled).map(packageName));
  return packages.filter((name) => !installed.has(name));
}

/** @param {string} line */
const isInstalled = (line) => line.startsWith('installed ');
/** @param {string} line */
const packageName = (line) => line.split(' ')[1];

/**
 * @param {readonly string[]} packages
 * @param {string} purpose completes "… is needed for": "the build of the media worker"
 * @param {{ progress: (text: string) => void }} stepLine
 */
export async function installPackages(packages, purpose, stepLine) {
  if (!existsSync(aptGet)) {
    throw new SetupError(
      `This system has no apt-get, and ${purpose} needs: ${packages.join(' ')}.`,
      'Install these on the system, or use Debian 12 or newer.',
    );
  }
  const missing = await missingPackages(packages);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `These Debian packages are needed for ${purpose} and only root may install them.`,
      aptLine(missing),
    );
  }
  stepLine.progress(`installing ${missing.length} Debian packages: ${missing.join(' ')}`);
  try {
    if (!hasPackageLists()) await runApt(['update']);
    await runApt([...installOptions, ...missing]).catch(async (error) => {
      if (!isOutdatedLists(error)) throw error;
      await runApt(['update']);
      await runApt([...installOptions, ...missing]);
    });
  } catch (cause) {
    const tail = cause instanceof CommandError ? cause.tail : String(cause);
    throw new SetupError(
      `apt-get could not install what is needed for ${purpose}. Its last lines:\n${lastLines(tail, 8)}`,
      `Check the network and /etc/apt, then run: ${aptLine(missing)}`,
      { cause },
    );
  }
}

function hasPackageLists() {
  const lists = '/var/lib/apt/lists';
  return existsSync(lists) && readdirSync(lists).some((name) => name.includes('_Packages'));
}

/** @param {unknown} error */
function isOutdatedLists(error) {
  return (
    error instanceof CommandError && /Unable to locate|has no installation candidate|404 +Not Found/.test(error.tail)
  );
}

/**
 * apt-get waits by itself for another one's dpkg lock, but not for its lock on the lists. On SIGINT it stops where
 * that is safe and finishes a package that it is unpacking.
 *
 * @param {readonly string[]} args
 */
async function runApt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  for (let waitedSeconds = 0; ; waitedSeconds += 2) {
    try {
      return await run(aptGet, ['-o', `DPkg::Lock::Timeout=${lockWaitSeconds}`, ...args], {
        env,
        stopSignal: 'SIGINT',
      });
    } catch (error) {
      const isBusy = error instanceof CommandError && error.tail.includes('Could not get lock');
      if (!isBusy || waitedSeconds >= lockWaitSeconds) throw error;
      await delay(2000);
    }
  }
}

/**
 * @param {string} text
 * @param {number} count
 */
function lastLines(text, count) {
  return text.split('\n').slice(-count).join('\n');
}
