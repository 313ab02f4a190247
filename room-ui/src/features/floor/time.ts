/** Time of a speech, derived from what the server says once: it sends no ticks, and every page counts the same. */
import type { FloorHead, SpeakerView } from '#contract';

export type SpeechClock = Pick<SpeakerView, 'since' | 'budgetMs' | 'extendedMs' | 'pausedSince' | 'pausedMs'>;

/** For how long the microphone has been open to the meeting. */
export function openMsAt({ since, pausedSince, pausedMs }: SpeechClock, now: number): number {
  return Math.max(0, (pausedSince ?? now) - since - pausedMs);
}

/** What is left of the speech: below zero by how much it is over; null without a limit. */
export function remainingMsAt(speaker: SpeechClock, now: number): number | null {
  return speaker.budgetMs === null ? null : speaker.budgetMs + speaker.extendedMs - openMsAt(speaker, now);
}

/** How a clock is to be shown: calm, in its last stretch, or over. */
export function clockStateOf(
  speaker: SpeechClock,
  rules: Pick<FloorHead['rules'], 'warningMs'>,
  now: number,
): 'calm' | 'warning' | 'over' {
  const remainingMs = remainingMsAt(speaker, now);
  if (remainingMs === null || remainingMs > rules.warningMs) return 'calm';
  return remainingMs > 0 ? 'warning' : 'over';
}
