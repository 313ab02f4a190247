/** The time of day, the time that is left, and the time since something began. Never read out second by second. */
import { clockTime, duration } from './format.ts';
import { useClock } from './use-now.ts';

export function Clock() {
  const now = useClock();
  return <time dateTime={new Date(now).toISOString()}>{clockTime(now)}</time>;
}

/** Below zero it counts on with a sign in front: who speaks too long shall see by how much. */
export function Countdown({ untilMs }: { untilMs: number }) {
  const leftMs = untilMs - useClock();
  return (
    <span className="countdown-time" role="timer" aria-live="off" data-over={leftMs < 0}>
      {leftMs < 0 ? `−${duration(-leftMs)}` : duration(leftMs + 999)}
    </span>
  );
}

export function Elapsed({ sinceMs }: { sinceMs: number }) {
  return (
    <span role="timer" aria-live="off">
      {duration(useClock() - sinceMs)}
    </span>
  );
}
