/**
 * Builds mediasoup's worker on Debian's libraries: about seven minutes on two cores, once per mediasoup version
 * and system. A build that was interrupted goes on where it stopped.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { debianPackages, mesonOptions, prepareSource } from '../../sfu/worker-build/recipe.js';
import { installPackages } from '../lib/apt.js';
import { CommandError, run } from '../lib/command.js';
import { createNinjaProgress } from '../lib/ninja-progress.js';
import { SetupError } from '../lib/setup-error.js';

/**
 * @param {object} options
 * @param {string} options.workerDir `worker` folder of the mediasoup package
 * @param {string} options.buildDir work folder; kept after a failure, removed after success
 * @param {string} options.targetPath where the worker goes
 * @param {import('../lib/say.js').StepLine} options.stepLine
 */
export async function buildWorker({ workerDir, buildDir, targetPath, stepLine }) {
  await installPackages(debianPackages, 'the build of the media worker', stepLine);
  const outDir = join(buildDir, 'out');
  const readyMark = join(buildDir, 'ready-to-compile');
  try {
    if (!existsSync(readyMark)) {
      rmSync(buildDir, { recursive: true, force: true });
      mkdirSync(dirname(buildDir), { recursive: true });
      prepareSource(workerDir, buildDir);
      stepLine.progress('configuring the build');
      await run('meson', ['setup', ...mesonOptions, outDir], { cwd: buildDir });
      writeFileSync(readyMark, '');
    }
    const onLine = createNinjaProgress(stepLine.progress, { isLive: process.stderr.isTTY });
    await run('ninja', ['-C', outDir, 'mediasoup-worker'], {
      onLine,
      env: { ...process.env, NINJA_STATUS: '[%f/%t] ' },
    });
    await run('strip', ['-o', targetPath, join(outDir, 'mediasoup-worker')]);
  } catch (cause) {
    if (!(cause instanceof CommandError)) throw cause;
    throw new SetupError(
      `The media worker could not be built: ${cause.message}`,
      `Run the same command again: it goes on where it stopped. If it stops at the same place, see whether disk (2 GB) or memory (2 GB) is short. The build is in ${buildDir}.`,
      { cause },
    );
  }
  rmSync(buildDir, { recursive: true, force: true });
}

/** Version of the OpenSSL that the build stands on, for the record beside the worker. */
export async function opensslVersion() {
  return (await run('pkg-config', ['--modversion', 'openssl'])).trim();
}
