import { expect, it } from 'vitest';
import { type FaceMeasurement, FaceTracks } from './face-track.ts';
import { SeededRandom } from './twin/random.ts';

const random = new SeededRandom(5);

function seen(yawDegrees: number, atMs: number, pitchDegrees = 0): FaceMeasurement {
  const noise = () => random.normal(0.18);
  return {
    yawDegrees: yawDegrees + noise(),
    pitchDegrees: pitchDegrees + noise(),
    heightDegrees: 2.6,
    atMs,
    blurDegrees: 0,
  };
}

it('knows better than a single picture where somebody sits, and takes no noise for a walk', () => {
  const tracks = new FaceTracks();
  for (let atMs = 0; atMs < 20_000; atMs += 100) tracks.see([seen(10, atMs)]);
  const [track] = tracks.all();
  expect(tracks.all()).toHaveLength(1);
  expect(track?.isWalking).toBe(false);
  expect(Math.abs((track?.at(20_000).yawDegrees ?? 0) - 10)).toBeLessThan(0.25);
});

it('foresees where somebody who walks will be', () => {
  const tracks = new FaceTracks();
  for (let atMs = 0; atMs <= 6_000; atMs += 100) tracks.see([seen((8 * Math.max(0, atMs - 2_000)) / 1000, atMs)]);
  const [track] = tracks.all();
  expect(tracks.all()).toHaveLength(1);
  expect(track?.isWalking).toBe(true);
  expect(Math.abs((track?.at(6_400).yawDegrees ?? 0) - 35.2)).toBeLessThan(0.9);
});

it('gives each box to the face that it belongs to, also beside others and after a miss', () => {
  const tracks = new FaceTracks();
  for (let atMs = 0; atMs < 3_000; atMs += 100) {
    const boxes = [seen(-5, atMs), seen(0, atMs), seen(5, atMs)];
    tracks.see(atMs % 700 === 0 ? boxes.slice(1) : boxes);
  }
  const yaws = tracks.all().map((track) => Math.round(track.at(3_000).yawDegrees / 5) * 5);
  expect(yaws.sort((one, other) => one - other)).toEqual([-5, 0, 5]);
});

it('forgets what was seen once by mistake', () => {
  const tracks = new FaceTracks();
  tracks.see([seen(0, 0), seen(30, 0)]);
  for (let atMs = 100; atMs < 3_000; atMs += 100) {
    tracks.see([seen(0, atMs)]);
    tracks.forget(atMs - 3_000);
  }
  expect(tracks.all()).toHaveLength(1);
});

it('takes whoever was lost and is found further on for somebody who walks, though few pictures showed them', () => {
  const [lost, later] = [new FaceTracks(), new FaceTracks()];
  for (let atMs = 0; atMs <= 2_000; atMs += 100) lost.see([seen(0, atMs)]);
  for (const atMs of [2_800, 2_900]) later.see([seen((8 * (atMs - 2_000)) / 1000, atMs)]);
  const [before, found] = [lost.all()[0], later.all()[0]];
  if (!before || !found) throw new Error('Both faces have a track.');
  expect(found.isWalking).toBe(false);
  found.comeFrom(before);
  expect(found.isWalking).toBe(true);
  expect(Math.abs(found.at(3_300).yawDegrees - 10.4)).toBeLessThan(1);
});

it('takes nobody for walking who is seen again where they were', () => {
  const [lost, later] = [new FaceTracks(), new FaceTracks()];
  for (let atMs = 0; atMs <= 2_000; atMs += 100) lost.see([seen(0, atMs)]);
  later.see([seen(1, 2_800)]);
  const [before, found] = [lost.all()[0], later.all()[0]];
  if (before) found?.comeFrom(before);
  expect(found?.isWalking).toBe(false);
});
