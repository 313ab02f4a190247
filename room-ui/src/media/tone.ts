/** A short tone on this page, beside the sound of the meeting. */

export type Tone = { frequencyHz: number; seconds: number; loudness: number };

export function playTone({ frequencyHz, seconds, loudness }: Tone): void {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequencyHz;
  const { currentTime } = context;
  // Swells and fades, because a hard edge is heard as a click.
  volume.gain.setValueAtTime(0, currentTime);
  volume.gain.linearRampToValueAtTime(loudness, currentTime + 0.04);
  volume.gain.linearRampToValueAtTime(0, currentTime + seconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.addEventListener('ended', () => void context.close());
  oscillator.start();
  oscillator.stop(currentTime + seconds);
}
