/** Plays the tones of one's own speech on this page. */
import { useEffect } from 'react';
import type { SpeakerView } from '#contract';
import { playTone } from '../../media/tone.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { isToneDue, speechToneAt } from './speech-tones.ts';

const tones = {
  warning: { frequencyHz: 520, seconds: 0.4, loudness: 0.06 },
  chime: { frequencyHz: 880, seconds: 0.6, loudness: 0.1 },
};

/** Of the page and not of a component: the bar is drawn anew when the window turns, and nothing sounds twice. */
let heard: string | null = null;

export function useSpeechTones(speaker: SpeakerView): void {
  const { rules } = useSlice('floor').head;
  const now = useNow();
  useEffect(() => {
    const tone = speechToneAt(speaker, rules, now);
    const isDue = isToneDue(tone, heard);
    if (tone) heard = tone.key;
    if (isDue && tone) playTone(tones[tone.name]);
  }, [speaker, rules, now]);
}
