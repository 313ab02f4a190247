/**
 * A voice that says nothing: syllables of vowels in the manner of speech, with pauses. Pulses of a throat pass three
 * resonances of a mouth. It is no language and nobody's voice.
 */

export const sampleRate = 48_000;
const syllablesPerSecond = 4.2;

/** First three formants in Hz. */
const vowels = [
  [750, 1_250, 2_500],
  [480, 1_900, 2_600],
  [300, 2_250, 3_000],
  [500, 900, 2_450],
  [330, 760, 2_300],
  [600, 1_500, 2_500],
] as const;

type Resonance = { y1: number; y2: number };

/** Mono, -1 to 1. `variant` chooses pitch and words; the same variant is always the same sound. */
export function babble(variant: number, seconds: number): Float32Array {
  const random = randomOf(variant + 1);
  const samples = new Float32Array(seconds * sampleRate);
  const pitchHz = 105 + ((variant * 37) % 110);
  const mouth: Resonance[] = [
    { y1: 0, y2: 0 },
    { y1: 0, y2: 0 },
    { y1: 0, y2: 0 },
  ];
  const syllableSamples = Math.round(sampleRate / syllablesPerSecond);
  let phase = 0;
  let pauseLeft = 0;
  for (let start = 0; start < samples.length; start += syllableSamples) {
    // A pause of breath now and then; the loop begins and ends in one, so that nothing clicks.
    if (pauseLeft === 0 && random() < 0.14) pauseLeft = 1 + Math.floor(random() * 3);
    const isEdge = start === 0 || start + 2 * syllableSamples > samples.length;
    const isPause = isEdge || pauseLeft > 0;
    pauseLeft = Math.max(0, pauseLeft - 1);
    const formants = vowels[Math.floor(random() * vowels.length)] ?? vowels[0];
    const tone = 0.9 + random() * 0.3;
    const loudness = isPause ? 0 : 0.55 + random() * 0.45;
    for (let index = 0; index < syllableSamples && start + index < samples.length; index += 1) {
      const share = index / syllableSamples;
      phase += (pitchHz * (tone - 0.12 * share)) / sampleRate;
      const pulse = (1 - 2 * (phase % 1)) ** 3 + (random() - 0.5) * 0.08;
      const swell = Math.sin(Math.PI * Math.min(1, share * 1.15)) ** 0.6 || 0;
      samples[start + index] = pass(mouth, formants, pulse) * swell * loudness;
    }
  }
  return normalised(samples);
}

/** Loudness of each 20 ms in dB below the loudest possible, 0 to 127 (RFC 6464). */
export function audioLevels(samples: Float32Array): Uint8Array {
  const frame = sampleRate / 50;
  return Uint8Array.from({ length: Math.floor(samples.length / frame) }, (_, index) => {
    const part = samples.subarray(index * frame, (index + 1) * frame);
    const power = part.reduce((sum, value) => sum + value * value, 0) / frame;
    return power > 0 ? Math.min(127, Math.max(0, Math.round(-10 * Math.log10(power)))) : 127;
  });
}

/** Numbers that look like chance and are the same each time (mulberry32), 0 to 1. */
export function randomOf(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

function pass(mouth: readonly Resonance[], formants: readonly number[], input: number): number {
  let sum = 0;
  for (const [index, resonance] of mouth.entries()) {
    const frequency = formants[index] ?? 500;
    const radius = Math.exp((-Math.PI * (60 + index * 40)) / sampleRate);
    const output =
      input * (1 - radius) +
      2 * radius * Math.cos((2 * Math.PI * frequency) / sampleRate) * resonance.y1 -
      radius * radius * resonance.y2;
    resonance.y2 = resonance.y1;
    resonance.y1 = output;
    sum += output / (1 + index);
  }
  return sum;
}

function normalised(samples: Float32Array): Float32Array {
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return samples.map((value) => (value / loudest) * 0.6);
}
