/**
 * Turns ninja's `[12/261] …` into `5 % after 20 s, about 6 min left`: every step on a terminal, and elsewhere
 * (a log file, a CI page) once per 10 % or 20 s, so that a long build neither floods nor looks dead.
 */
import { formatDuration } from './say.js';

/**
 * @param {(text: string) => void} report
 * @param {{ isLive?: boolean, now?: () => number }} [options]
 * @returns {(line: string) => void}
 */
export function createNinjaProgress(report, { isLive = false, now = () => performance.now() } = {}) {
  const startedMs = now();
  let reportedPercent = 0;
  let reportedMs = startedMs;

  return (line) => {
    const match = /^\[(\d+)\/(\d+)\]/.exec(line);
    if (!match) return;
    const [done, all] = [Number(match[1]), Number(match[2])];
    const percent = Math.floor((done / all) * 100);
    const nowMs = now();
    const isDue = percent >= reportedPercent + 10 || nowMs - reportedMs >= 20_000;
    if (!isLive && !isDue) return;
    reportedPercent = percent;
    reportedMs = nowMs;
    const elapsedMs = nowMs - startedMs;
    // The first few steps only generate headers and say nothing about the speed of the compiler.
    const left = percent >= 3 && done < all ? `, about ${formatDuration((elapsedMs / done) * (all - done))} left` : '';
    report(`${percent} % after ${formatDuration(elapsedMs)}${left}`);
  };
}
