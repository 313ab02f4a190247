/**
 * Watches the npm that called us. npm starts a script through a shell, and a signal that is sent to npm alone
 * (`kill`, `timeout`, a service manager) ends npm and that shell but never reaches us: the server would be left.
 * A parent other than npm is not watched, so that `nohup node scripts/run.js start &` outlives its shell.
 */
import { readFileSync } from 'node:fs';
import { startTimeOf } from './lock.js';
import { onSignals } from './signals.js';

const pollMs = 300;

/**
 * When npm is gone this process sends itself SIGTERM, unless it has been asked to end already.
 *
 * @returns {boolean} whether there is an npm to watch
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return false;
  const watched = npmAncestors(process.ppid);
  if (watched.length === 0) return false;
  const timer = setInterval(() => {
    if (watched.every(({ pid, startTime }) => startTimeOf(pid) === startTime)) return;
    process.kill(process.pid, 'SIGTERM');
  }, pollMs);
  timer.unref();
  onSignals(() => clearInterval(timer));
  return true;
}

/**
 * npm names its process `npm start` or the like.
 *
 * @param {number} pid
 * @returns {{ pid: number, startTime: string }[]} from the given process up to npm; empty when npm is not among them
 */
function npmAncestors(pid) {
  const chain = [];
  for (let depth = 0; depth < 3 && pid > 1; depth += 1) {
    chain.push({ pid, startTime: startTimeOf(pid) });
    if (readStatus(pid, 'Name').startsWith('npm')) return chain;
    pid = Number(readStatus(pid, 'PPid'));
  }
  return [];
}

/**
 * @param {number} pid
 * @param {string} key
 */
function readStatus(pid, key) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  } catch {
    return '';
  }
}
