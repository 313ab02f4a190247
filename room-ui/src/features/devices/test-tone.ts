/** A tone to try the loudspeaker with, and the first sound of a page, by which the browser allows all that follow. */
const toneSeconds = 0.9;

/** From a tap of the person. Silent: only the browser hears it. */
export function allowSound(): void {
  const context = new AudioContext();
  void context.resume().then(() => context.close());
}

/** Two notes. Resolves when they are over; rejects where this device has nothing to play them on. */
export async function playTestTone(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const volume = context.createGain();
  volume.connect(context.destination);
  const { currentTime } = context;
  volume.gain.setValueAtTime(0, currentTime);
  volume.gain.linearRampToValueAtTime(0.15, currentTime + 0.05);
  volume.gain.setValueAtTime(0.15, currentTime + toneSeconds - 0.1);
  volume.gain.linearRampToValueAtTime(0, currentTime + toneSeconds);
  const oscillator = context.createOscillator();
  oscillator.frequency.setValueAtTime(523, currentTime);
  oscillator.frequency.setValueAtTime(659, currentTime + toneSeconds / 2);
  oscillator.connect(volume);
  oscillator.start();
  oscillator.stop(currentTime + toneSeconds);
  await new Promise<void>((resolve) => oscillator.addEventListener('ended', () => resolve()));
  await context.close();
}
