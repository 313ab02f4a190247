import { describe, expect, it } from 'vitest';
import type { PersonId } from '#contract';
import { isToneDue, speechToneAt } from './speech-tones.ts';
import { speakerOf } from './test-floor.ts';

const speaker = speakerOf('p1' as PersonId, 'speaker', { since: 0, budgetMs: 180_000 });
const rules = { warningMs: 60_000, atLimit: 'nothing', chimeEveryMs: 30_000 } as const;
const chiming = { ...rules, atLimit: 'chime' } as const;

/** What is heard of a speech that is looked at each second. */
function heardOver(untilMs: number, at: (now: number) => ReturnType<typeof speechToneAt>): [number, string][] {
  const sounds: [number, string][] = [];
  let heard: string | null = null;
  for (let now = 0; now <= untilMs; now += 1_000) {
    const tone = at(now);
    if (isToneDue(tone, heard)) sounds.push([now, tone.name]);
    if (tone) heard = tone.key;
  }
  return sounds;
}

describe('tones of a speech', () => {
  it('warn once before the end, and say nothing at the limit without such a rule', () => {
    expect(heardOver(300_000, (now) => speechToneAt(speaker, rules, now))).toEqual([[120_000, 'warning']]);
  });

  it('chime at the limit and again and again over it where the rule says so', () => {
    expect(heardOver(240_000, (now) => speechToneAt(speaker, chiming, now))).toEqual([
      [120_000, 'warning'],
      [180_000, 'chime'],
      [210_000, 'chime'],
      [240_000, 'chime'],
    ]);
  });

  it('are none without a limit, and none while the speech is paused', () => {
    expect(speechToneAt({ ...speaker, budgetMs: null }, chiming, 500_000)).toBeNull();
    expect(speechToneAt({ ...speaker, pausedBy: ['chair'], pausedSince: 125_000 }, rules, 126_000)).toBeNull();
  });

  it('do not warn at the beginning of a speech that is shorter than the warning', () => {
    expect(heardOver(50_000, (now) => speechToneAt({ ...speaker, budgetMs: 60_000 }, rules, now))).toEqual([]);
  });

  it('warn anew after an extension, at its own moment', () => {
    const extended = { ...speaker, extendedMs: 60_000 };
    const at = (now: number) => speechToneAt(now < 150_000 ? speaker : extended, rules, now);
    expect(heardOver(240_000, at)).toEqual([
      [120_000, 'warning'],
      [180_000, 'warning'],
    ]);
  });

  it('are not caught up on after a lost connection', () => {
    expect(isToneDue(speechToneAt(speaker, rules, 130_000), null)).toBe(false);
    expect(isToneDue(speechToneAt(speaker, rules, 121_000), null)).toBe(true);
  });
});
