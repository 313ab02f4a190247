/**
 * Looks at the media worker's binary before it is started. A missing or foreign worker shows up as a crash in the first
 * call otherwise, far from its cause.
 */
import { access, constants, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { MediaError, textOf } from './media-error.ts';

const REMEDY = 'Run "npm run setup", which fetches or builds it.';

/** Rejects unless `workerPath` is a worker for this version of mediasoup. Answers its absolute path. */
export async function checkWorker(workerPath: string, mediasoupVersion: string): Promise<string> {
  const path = resolve(workerPath);
  await assertExecutable(path);
  const madeFor = await readVersionBeside(path);
  if (madeFor !== mediasoupVersion) {
    throw new MediaError(
      'WORKER_WRONG_VERSION',
      `The media worker ${path} was made for mediasoup ${madeFor}, but mediasoup ${mediasoupVersion} is installed. ${REMEDY}`,
    );
  }
  return path;
}

async function assertExecutable(path: string): Promise<void> {
  try {
    if (!(await stat(path)).isFile()) {
      throw new Error('not a file');
    }
  } catch (cause) {
    throw new MediaError('WORKER_MISSING', `The media worker ${path} is missing (${textOf(cause)}). ${REMEDY}`, {
      cause,
    });
  }
  try {
    await access(path, constants.X_OK);
  } catch (cause) {
    throw new MediaError('WORKER_MISSING', `The media worker ${path} may not be executed. ${REMEDY}`, { cause });
  }
}

async function readVersionBeside(path: string): Promise<string> {
  const note = join(dirname(path), 'media-worker.json');
  try {
    const content: unknown = JSON.parse(await readFile(note, 'utf8'));
    if (typeof content === 'object' && content !== null && 'mediasoupVersion' in content) {
      return String(content.mediasoupVersion);
    }
    throw new Error('it names no mediasoupVersion');
  } catch (cause) {
    throw new MediaError(
      'WORKER_WRONG_VERSION',
      `Nobody can tell which version the media worker ${path} is, because ${note} is unreadable (${textOf(cause)}). ${REMEDY}`,
      { cause },
    );
  }
}
