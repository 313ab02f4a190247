/** Whether this server can hold a meeting now, in sentences: what is not ready, and what to do about it. */
import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { MediaPlane } from '#sfu';

export type HealthCheck = { name: 'media' | 'journal' | 'disk'; isReady: boolean; message: string };
export type Health = { isReady: boolean; checks: HealthCheck[] };

export type HealthSources = {
  plane: MediaPlane;
  /** Resolves when the journal answers. */
  probeJournal(): Promise<unknown>;
  dataFolder: string;
};

/** Below this the record could stop in the middle of a meeting. */
const minFreeBytes = 500 * 1024 ** 2;
const journalPatienceMs = 2_000;

export async function readHealth(sources: HealthSources): Promise<Health> {
  const checks = [checkMedia(sources.plane), await checkJournal(sources), await checkDisk(sources)];
  return { isReady: checks.every(({ isReady }) => isReady), checks };
}

export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

function checkMedia({ isRunning }: MediaPlane): HealthCheck {
  return {
    name: 'media',
    isReady: isRunning,
    message: isRunning
      ? 'The media workers run.'
      : 'No media worker runs: meetings go on without picture and sound. A worker is started again by itself; if this stays for a minute, read the log and restart the server.',
  };
}

async function checkJournal({ probeJournal }: HealthSources): Promise<HealthCheck> {
  const patience = new AbortController();
  const tooLate = delay(journalPatienceMs, 'late' as const, { signal: patience.signal, ref: false }).catch(
    () => 'late',
  );
  const answer = await Promise.race([
    probeJournal().then(
      () => 'answered' as const,
      () => 'failed' as const,
    ),
    tooLate,
  ]);
  patience.abort();
  const messages: Record<string, string> = {
    answered: 'The journal answers.',
    failed: 'The journal cannot be read or written: no command is taken. Check the disk, then restart the server.',
    late: 'The journal does not answer within 2 seconds: the disk is too slow or fails. Check the disk and what else writes to it.',
  };
  return { name: 'journal', isReady: answer === 'answered', message: messages[answer] ?? '' };
}

async function checkDisk({ dataFolder }: HealthSources): Promise<HealthCheck> {
  const free = await freeBytes(dataFolder);
  if (free === null) {
    const message = 'The data folder cannot be looked at. Check that its disk is mounted.';
    return { name: 'disk', isReady: false, message };
  }
  const isReady = free >= minFreeBytes;
  const mebibytes = Math.floor(free / 1024 ** 2);
  const message = isReady
    ? `The disk of the data folder has ${mebibytes} MiB free.`
    : `The disk of the data folder has only ${mebibytes} MiB free, and 500 are needed. Remove old files from that disk or give it more room.`;
  return { name: 'disk', isReady, message };
}
