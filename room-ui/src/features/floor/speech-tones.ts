/** Which tone the clock of a speech calls for now: soft before its end, and again and again over it by rule. Pure. */
import type { FloorHead, SpeakerView } from '#contract';
import { remainingMsAt } from './time.ts';

export type SpeechTone = {
  /** The same for one moment of one speech, however often it is looked at. */
  key: string;
  name: 'warning' | 'chime';
  /** How long ago its moment was. */
  agoMs: number;
};

type ToneSpeaker = Pick<
  SpeakerView,
  'speech' | 'since' | 'budgetMs' | 'extendedMs' | 'pausedBy' | 'pausedSince' | 'pausedMs'
>;
type ToneRules = Pick<FloorHead['rules'], 'warningMs' | 'atLimit' | 'chimeEveryMs'>;

/** The last moment that a tone belongs to; null while there was none. Paused time calls for none. */
export function speechToneAt(speaker: ToneSpeaker, rules: ToneRules, now: number): SpeechTone | null {
  const remainingMs = remainingMsAt(speaker, now);
  if (remainingMs === null || speaker.pausedBy.length > 0) return null;
  const { speech, budgetMs, extendedMs } = speaker;
  if (remainingMs <= 0 && rules.atLimit === 'chime') {
    const count = rules.chimeEveryMs > 0 ? Math.floor(-remainingMs / rules.chimeEveryMs) : 0;
    const agoMs = -remainingMs - count * rules.chimeEveryMs;
    return { key: `${speech}:chime:${extendedMs}:${count}`, name: 'chime', agoMs };
  }
  // A speech that is shorter than the warning began within it: its opening tone said so.
  const isLongEnough = budgetMs !== null && budgetMs + extendedMs > rules.warningMs;
  if (!isLongEnough || remainingMs > rules.warningMs) return null;
  return { key: `${speech}:warning:${extendedMs}`, name: 'warning', agoMs: rules.warningMs - remainingMs };
}

/** Later than this a tone would tell of something that is over, such as after a lost connection. */
const freshMs = 3_000;

/** `heard` is the key of the last tone, null before any: each is played once, and none that is old. */
export function isToneDue(tone: SpeechTone | null, heard: string | null): tone is SpeechTone {
  return tone !== null && tone.key !== heard && tone.agoMs < freshMs;
}
