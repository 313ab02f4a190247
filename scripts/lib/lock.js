/**
 * One set-up at a time: a lock file with the holder's process id and start time. The start time tells a living
 * holder from another process that got the same id later, so the lock of a dead one is taken over at once.
 */
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 200;
/** The guard is held for two file operations; one as old as this was left by a process that died in between. */
const deadGuardMs = 10_000;

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} startTime
 * @property {string} purpose
 */

/**
 * @param {string} path of the lock file, in a folder that exists
 * @param {string} purpose what a waiting run says that it waits for
 * @param {(holder: Holder) => void} onWait called once per holder that is in the way
 * @returns {Promise<() => void>} call it to release the lock; it also ends with the process
 */
export async function takeLock(path, purpose, onWait) {
  const mine = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid), purpose });
  let waitsFor = '';
  while (!tryCreate(path, mine)) {
    const found = readText(path);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (!(holder && isAlive(holder))) {
      if (removeStale(path, found)) continue;
    } else if (found !== waitsFor) {
      waitsFor = found;
      onWait(holder);
    }
    await delay(pollMs);
  }
  const release = () => {
    process.off('exit', release);
    if (readText(path) === mine) rmSync(path, { force: true });
  };
  process.on('exit', release);
  return release;
}

/**
 * Links a finished file into place, so that nobody ever reads a lock that is only half written.
 *
 * @param {string} path
 * @param {string} content
 */
function tryCreate(path, content) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Two waiting runs may find the same dead holder. Without the guard the slower one would remove the lock that the
 * faster one has just taken.
 *
 * @param {string} path
 * @param {string} staleContent
 * @returns {boolean} whether it was this process's turn to look
 */
function removeStale(path, staleContent) {
  const guard = `${path}.takeover`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > deadGuardMs)
      rmdirSync(guard);
    return false;
  }
  try {
    if (readText(path) === staleContent) rmSync(path, { force: true });
    return true;
  } finally {
    rmdirSync(guard);
  }
}

/**
 * @param {string} content
 * @returns {Holder | undefined}
 */
function parseHolder(content) {
  try {
    const { pid, startTime, purpose } = JSON.parse(content);
    return { pid: Number(pid), startTime: String(startTime), purpose: String(purpose) };
  } catch {
    return undefined;
  }
}

/** @param {Holder} holder */
function isAlive(holder) {
  const startTime = startTimeOf(holder.pid);
  return startTime !== '' && startTime === holder.startTime;
}

/**
 * Start of a process in kernel ticks since boot; empty when there is no such process.
 *
 * @param {number} pid
 */
export function startTimeOf(pid) {
  const stat = readText(`/proc/${pid}/stat`) ?? '';
  // The command's name, in brackets, may itself hold spaces and brackets: count fields after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isZombie = fields[0] === 'Z';
  return isZombie ? '' : (fields[19] ?? '');
}

/**
 * @param {string} path
 * @returns {string | undefined} undefined when there is no such file
 */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
