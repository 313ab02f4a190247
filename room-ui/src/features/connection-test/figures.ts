/** Figures of a test in words. */
import type { TFunction } from '../../i18n/translate.ts';
import { numberText } from '../../ui/format.ts';

export function bitrateWords(t: TFunction, bitsPerSecond: number | null): string {
  if (bitsPerSecond === null) return t('connectionTest.unknown');
  return t('connectionTest.megabits', { value: numberText(Math.round(bitsPerSecond / 1e5) / 10) });
}

/** Never below one: nothing is at once. */
export function delayWords(t: TFunction, milliseconds: number | null): string {
  if (milliseconds === null) return t('connectionTest.unknown');
  return t('connectionTest.milliseconds', { value: numberText(Math.max(1, Math.round(milliseconds))) });
}

export function percentWords(t: TFunction, ratio: number | null): string {
  if (ratio === null) return t('connectionTest.unknown');
  return t('connectionTest.percent', { value: numberText(Math.round(ratio * 1_000) / 10) });
}
