/**
 * One server owns a data folder. The lock is a SQLite lock on a small file: the system releases it when the process ends,
 * however it ends. A note beside it tells a second server who has the folder.
 */
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';

export type DataFolder = { readonly path: string; close(): void };

/** Throws `AppError` with `DATA_FOLDER_NOT_WRITABLE` or `DATA_FOLDER_IN_USE`. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError(
      'DATA_FOLDER_NOT_WRITABLE',
      `The data folder ${path} cannot be written. Choose another with --data, or change its owner.`,
      { cause },
    );
  }
  const lock = takeLock(path);
  writeFileSync(join(path, 'owner.json'), JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  let isClosed = false;
  return {
    path,
    close() {
      if (isClosed) return;
      isClosed = true;
      lock.close();
    },
  };
}

function takeLock(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, 'owner.lock'));
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return lock;
  } catch (cause) {
    lock?.close();
    if (!(cause instanceof Error && /locked|busy/.test(cause.message))) {
      throw new AppError(
        'DATA_FOLDER_NOT_WRITABLE',
        `The data folder ${path} cannot be written. Choose another with --data, or change its owner.`,
        { cause },
      );
    }
    throw new AppError(
      'DATA_FOLDER_IN_USE',
      `The data folder ${path} belongs to another server (${ownerOf(path)}). Stop that one, or choose another folder with --data.`,
    );
  }
}

function ownerOf(path: string): string {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'));
    if (owner && typeof owner === 'object' && 'pid' in owner && 'since' in owner) {
      return `process ${owner.pid}, since ${owner.since}`;
    }
  } catch {
    // The note is only a help: the lock itself is what counts.
  }
  return 'process unknown';
}
