/** A short tone on the person's own page when the microphone opens: nobody is opened without hearing it. */
import { useEffect, useRef } from 'react';

const toneSeconds = 0.5;

export function useFloorTone(isMicrophoneOpen: boolean): void {
  const wasOpen = useRef(isMicrophoneOpen);
  useEffect(() => {
    if (isMicrophoneOpen && !wasOpen.current) playTone();
    wasOpen.current = isMicrophoneOpen;
  }, [isMicrophoneOpen]);
}

function playTone(): void {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = 660;
  const { currentTime } = context;
  // Swells and fades, because a hard edge is heard as a click.
  volume.gain.setValueAtTime(0, currentTime);
  volume.gain.linearRampToValueAtTime(0.12, currentTime + 0.04);
  volume.gain.linearRampToValueAtTime(0, currentTime + toneSeconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.addEventListener('ended', () => void context.close());
  oscillator.start();
  oscillator.stop(currentTime + toneSeconds);
}
