/** A short tone on the person's own page when the microphone opens: nobody is opened without hearing it. */
import { useEffect, useRef } from 'react';
import { playTone } from './tone.ts';

const opening = { frequencyHz: 660, seconds: 0.5, loudness: 0.12 };

export function useFloorTone(isMicrophoneOpen: boolean): void {
  const wasOpen = useRef(isMicrophoneOpen);
  useEffect(() => {
    if (isMicrophoneOpen && !wasOpen.current) playTone(opening);
    wasOpen.current = isMicrophoneOpen;
  }, [isMicrophoneOpen]);
}
