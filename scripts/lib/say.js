/**
 * What the set-up prints: one line per step that had something to do, `▸ Packages … done (9.3 s)`.
 * A step that was ready is silent unless `verbose`. Goes to stderr: stdout belongs to the task.
 */

/**
 * @typedef {object} Say
 * @property {(text: string) => void} line
 * @property {(text: string) => void} detail only with --verbose
 * @property {(title: string) => StepLine} step
 */

/**
 * @typedef {object} StepLine
 * @property {(text: string) => void} progress replaces the last progress on a terminal, else a line of its own
 * @property {(note?: string) => void} done
 * @property {() => void} failed
 */

/**
 * @param {{ verbose?: boolean, stream?: { write: (text: string) => unknown, isTTY?: boolean, columns?: number }, now?: () => number }} [options]
 * @returns {Say}
 */
export function createSay({ verbose = false, stream = process.stderr, now = performance.now.bind(performance) } = {}) {
  const isLive = stream.isTTY === true;
  /** @param {string} text */
  const line = (text) => void stream.write(`${text}\n`);

  // A line that wraps could not be replaced by the next one.
  const shorten = (/** @type {string} */ text) => text.slice(0, (stream.columns || 80) - 1);

  /** @param {string} title */
  function step(title) {
    const startedMs = now();
    const head = `▸ ${title} …`;
    const clear = isLive ? '\r\x1b[2K' : '';
    stream.write(isLive ? head : `${head}\n`);
    const seconds = () => `${((now() - startedMs) / 1000).toFixed(1)} s`;
    return {
      progress: (/** @type {string} */ text) =>
        void stream.write(isLive ? `${clear}${shorten(`${head} ${text}`)}` : `  ${text}\n`),
      done: (note = '') => line(`${clear}${head} done${note && `, ${note}`} (${seconds()})`),
      failed: () => line(`${clear}${head} failed (${seconds()})`),
    };
  }

  return { line, detail: verbose ? line : () => {}, step };
}

/** @param {number} ms */
export function formatDuration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
