/** The loudness of a track, from 0 to 1, ten times a second: it tells a person that the microphone hears them. */
import { createStore, type ReadableStore } from '../session/store.ts';

export type LevelMeter = { level: ReadableStore<number>; close(): void };

const intervalMs = 100;

export function openLevelMeter(track: MediaStreamTrack): LevelMeter {
  const level = createStore(0);
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    level.set(loudness(samples));
  }, intervalMs);
  // Before the first tap a browser keeps it suspended; the tap that wakes it may be anywhere on the page.
  const wake = () => void context.resume();
  addEventListener('pointerdown', wake);
  return {
    level,
    close() {
      clearInterval(timer);
      removeEventListener('pointerdown', wake);
      void context.close();
    },
  };
}

/** From silence (−60 dB) to full scale, rounded so that small changes do not redraw. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 20 * Math.log10(Math.sqrt(sum / samples.length) + 1e-9);
  return Math.round(Math.min(1, Math.max(0, (decibels + 60) / 60)) * 50) / 50;
}
