/** What the sheet of a technical roll call says of each device. */
import type { CommandOutput } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import { numberText } from '../../ui/format.ts';
import { framesText } from './figures.ts';

export type RollCall = CommandOutput<'operations.holdRollCall'>;
export type RollCallRow = RollCall['rows'][number];

export function hasPassed({ faults }: Pick<RollCallRow, 'faults'>): boolean {
  return faults.length === 0;
}

export function resultText(t: TFunction, { faults }: Pick<RollCallRow, 'faults'>): string {
  if (faults.length === 0) return t('operations.passed');
  return `${t('operations.notPassed')}: ${faults.map((fault) => t(`operations.fault_${fault}`)).join(', ')}`;
}

/** What was heard of the device's microphone, with the loudest level. */
export function heardText(t: TFunction, { sound }: Pick<RollCallRow, 'sound'>): string {
  if (!sound) return t('operations.unknown');
  const words = t(`operations.heard_${sound.state}`);
  return sound.levelDbov === null ? words : `${words} (${levelText(t, sound.levelDbov)})`;
}

/** What the device itself shows and plays of the others. */
export function receivedText(t: TFunction, { received }: Pick<RollCallRow, 'received'>): string {
  const { framesPerSecond = null, isSoundPlayed = null } = received ?? {};
  const words: string[] = [];
  if (framesPerSecond === 0) words.push(t('operations.receivedNoPicture'));
  else if (framesPerSecond !== null)
    words.push(t('operations.receivedPicture', { frames: framesText(t, framesPerSecond) }));
  if (isSoundPlayed !== null) words.push(t(isSoundPlayed ? 'operations.receivedSound' : 'operations.receivedNoSound'));
  return words.join(', ') || t('operations.unknown');
}

function levelText(t: TFunction, levelDbov: number): string {
  return t('operations.level', { value: numberText(levelDbov) });
}
