/** Figures of a line in words. */
import type { TFunction } from '../../i18n/translate.ts';
import { numberText } from '../../ui/format.ts';
import type { LineRow } from './model.ts';

export function bitrateText(t: TFunction, bitsPerSecond: number | null): string {
  if (bitsPerSecond === null) return t('operations.unknown');
  return t('operations.bitrate', { value: megabitsText(bitsPerSecond) });
}

function megabitsText(bitsPerSecond: number): string {
  const megabits = bitsPerSecond / 1e6;
  const digits = megabits < 1 ? 100 : 10;
  return numberText(Math.round(megabits * digits) / digits);
}

/** The most that may flow, below the figure of what does. */
export function ceilingText(t: TFunction, ceilingBps: number): string {
  return t('operations.atMost', { value: megabitsText(ceilingBps) });
}

export function millisecondsText(t: TFunction, milliseconds: number | null): string {
  if (milliseconds === null) return t('operations.unknown');
  return t('operations.milliseconds', { value: numberText(Math.round(milliseconds)) });
}

/** Empty when it is not known. */
export function framesText(t: TFunction, framesPerSecond: number | null): string {
  return framesPerSecond === null ? '' : t('operations.frames', { value: numberText(framesPerSecond) });
}

export function percentText(t: TFunction, ratio: number | null): string {
  if (ratio === null) return t('operations.unknown');
  return t('operations.percent', { value: numberText(Math.round(ratio * 1_000) / 10) });
}

export function adviceText(t: TFunction, { advice, lossRatio, roundTripMs, pictureBps, pictures }: LineRow): string {
  return t(`operations.advice_${advice}`, {
    loss: percentText(t, lossRatio),
    roundTrip: millisecondsText(t, roundTripMs),
    bitrate: bitrateText(t, pictureBps),
    frames: framesText(t, pictures.find(({ source }) => source === 'camera')?.framesPerSecond ?? null),
  });
}
