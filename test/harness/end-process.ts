import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Answers with how it ended; null where a signal ended it, or where there was none. */
export async function endProcess(child: ChildProcess | null, signal: NodeJS.Signals): Promise<number | null> {
  if (!child || child.exitCode !== null) return child?.exitCode ?? null;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return code;
}
