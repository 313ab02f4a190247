/** Times as minutes write them. Viet Nam has one time and no summer time. */
const offsetMs = 7 * 3_600_000;

export type Moment = { year: number; month: number; day: number; hour: number; minute: number };

export function momentOf(timeMs: number): Moment {
  const local = new Date(timeMs + offsetMs);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

export function isSameDay(oneMs: number, otherMs: number): boolean {
  return Math.floor((oneMs + offsetMs) / 86_400_000) === Math.floor((otherMs + offsetMs) / 86_400_000);
}

/** Whole seconds, cut and not rounded, as the timers show them. */
export function spanOf(spanMs: number): { hours: number; minutes: number; seconds: number } {
  const seconds = Math.max(0, Math.floor(spanMs / 1_000));
  return { hours: Math.floor(seconds / 3_600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}
