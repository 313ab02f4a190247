import { describe, expect, it } from 'vitest';
import type { RgbFrame } from '../faces/face-engine.ts';
import { project } from '../geometry.ts';
import type { Pose } from '../ptz-driver.ts';
import type { CameraState } from './camera-model.ts';
import { TwinPicture } from './picture.ts';
import type { Head, PersonStep, World } from './world.ts';
import { headAt } from './world.ts';

const size = { width: 640, height: 360 };
const still = { pan: 0, tilt: 0, zoom: 0 };
const seat = { seatId: 'seat-1', yawDegrees: 12, pitchDegrees: -4, distanceM: 5 };

function worldWith(...steps: PersonStep[]): World {
  const person = { personId: 'person-1', seatId: 'seat-1', offset: { yawDegrees: 0, pitchDegrees: 0 }, steps, seed: 5 };
  return { seats: [seat], people: [person] };
}

const emptyRoom: World = { ...worldWith(), people: [] };

function camera(view: Pose, speedPerS = still): CameraState {
  return { view, motors: still, speedPerS, isMoving: false };
}

function pose(panDegrees: number, tiltDegrees: number, horizontalFovDegrees: number): Pose {
  return { panDegrees, tiltDegrees, horizontalFovDegrees };
}

function headIn(world: World, atMs: number): Head {
  const [person] = world.people;
  const head = person && headAt(world, person, atMs);
  if (!head) throw new Error('Nobody is in the room.');
  return head;
}

/** Where two pictures differ: the box of it and how many pixels, in pixels. */
function difference(one: RgbFrame, other: RgbFrame) {
  const box = { left: Infinity, right: -1, top: Infinity, bottom: -1, count: 0 };
  for (let index = 0; index < one.width * one.height; index += 1) {
    const at = index * 3;
    const apart = [0, 1, 2].map((channel) => Math.abs((one.data[at + channel] ?? 0) - (other.data[at + channel] ?? 0)));
    if (Math.max(...apart) < 12) continue;
    const [x, y] = [index % one.width, Math.floor(index / one.width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
    box.count += 1;
  }
  return box;
}

describe('the picture of the twin', () => {
  it.each([pose(12, -4, 40), pose(0, -3, 65), pose(18, 2, 50), pose(9, -8, 20)])(
    'shows a head where the geometry puts it: %o',
    async (view) => {
      const world = worldWith();
      const picture = await TwinPicture.open(world);
      const withPerson = picture.renderAt(0, camera(view), size);
      picture.setWorld(emptyRoom);
      const box = difference(withPerson, picture.renderAt(0, camera(view), size));
      const head = headIn(world, 0);
      const middle = project(head, view);
      const crown = project({ ...head, pitchDegrees: head.pitchDegrees + head.heightDegrees / 2 }, view);
      if (!middle || !crown) throw new Error('The head is behind the camera.');
      const headHeight = 2 * (middle.y - crown.y) * size.height;
      // The body is as wide to both sides of the head's middle; the hair ends about at the crown.
      expect(Math.abs((box.left + box.right + 1) / 2 - middle.x * size.width)).toBeLessThan(0.05 * headHeight + 2);
      expect(Math.abs(box.top - crown.y * size.height)).toBeLessThan(0.2 * headHeight + 1);
    },
  );

  it('moves by as many pixels as the camera turned', async () => {
    const picture = await TwinPicture.open(emptyRoom);
    const before = picture.renderAt(0, camera(pose(0, 0, 40)), size);
    for (const turn of [0.5, 2, -3]) {
      const after = picture.renderAt(0, camera(pose(turn, 0, 40)), size);
      const at = project({ yawDegrees: 0, pitchDegrees: 0 }, pose(turn, 0, 40));
      const expected = ((at?.x ?? 0) - 0.5) * size.width;
      expect(Math.abs(shiftBetween(before, after) - expected)).toBeLessThan(1);
    }
  });

  it('changes little by little when the camera creeps', async () => {
    const picture = await TwinPicture.open(emptyRoom);
    const step = 0.01;
    const frames = [0, 1, 2, 3].map((index) => picture.renderAt(0, camera(pose(5 + index * step, 0, 40)), size));
    const changes = frames.slice(1).map((frame, index) => meanDifference(frame, frames[index] ?? frame));
    expect(Math.min(...changes)).toBeGreaterThan(0);
    expect(Math.max(...changes)).toBeLessThan(3 * Math.min(...changes));
  });

  it('is the same for the same time and camera, whatever was drawn in between', async () => {
    const picture = await TwinPicture.open(worldWith({ atMs: 0, do: 'talk', forMs: 5_000 }));
    const first = picture.renderAt(700, camera(pose(10, -4, 15)), size);
    picture.renderAt(3_000, camera(pose(-30, 5, 60)), { width: 320, height: 180 });
    expect(difference(first, picture.renderAt(700, camera(pose(10, -4, 15)), size)).count).toBe(0);
  });

  it('moves nothing but the mouth of somebody who talks and sits still', async () => {
    const quiet = worldWith();
    const talking = worldWith({ atMs: 0, do: 'talk', forMs: 60_000 });
    const picture = await TwinPicture.open(quiet);
    const head = headIn(quiet, 1_000);
    const view = pose(head.yawDegrees, head.pitchDegrees, 12);
    const opened = [1_000, 1_060, 1_120, 1_180].map((atMs) => {
      picture.setWorld(quiet);
      const closed = picture.renderAt(atMs, camera(view), size);
      picture.setWorld(talking);
      return difference(closed, picture.renderAt(atMs, camera(view), size));
    });
    expect(Math.max(...opened.map(({ count }) => count))).toBeGreaterThan(50);
    const faceHeight = (head.heightDegrees / 12) * size.width;
    for (const { count, top, left, right } of opened.filter((box) => box.count > 0)) {
      expect(count).toBeGreaterThan(0);
      expect(top).toBeGreaterThan(size.height / 2);
      expect(right - left).toBeLessThan(faceHeight / 2);
    }
  });

  it('hides a face behind a paper, and shows nobody who left', async () => {
    const world = worldWith();
    const picture = await TwinPicture.open(world);
    const view = pose(12, -4, 10);
    const shown = picture.renderAt(2_000, camera(view), size);
    picture.setWorld(worldWith({ atMs: 1_000, do: 'hide' }));
    const hidden = picture.renderAt(2_000, camera(view), size);
    const middle = project(headIn(world, 2_000), view);
    const at =
      (Math.round((middle?.y ?? 0) * size.height) * size.width + Math.round((middle?.x ?? 0) * size.width)) * 3;
    expect(Math.min(...hidden.data.subarray(at, at + 3))).toBeGreaterThan(140);
    expect(difference(shown, hidden).count).toBeGreaterThan(1_000);
    picture.setWorld(worldWith({ atMs: 1_000, do: 'leave' }));
    const left = picture.renderAt(2_000, camera(view), size);
    picture.setWorld(emptyRoom);
    expect(difference(left, picture.renderAt(2_000, camera(view), size)).count).toBe(0);
  });

  it('smears while the camera turns', async () => {
    const picture = await TwinPicture.open(emptyRoom);
    const sharpness = (speed: number) => {
      const frame = picture.renderAt(0, camera(pose(0, 0, 40), { ...still, pan: speed }), size);
      return meanDifference(frame, shifted(frame));
    };
    expect(sharpness(60)).toBeLessThan(sharpness(0) * 0.7);
  });
});

/** The brightness of a row, without what all of it has in common. */
function row(frame: RgbFrame, y: number): number[] {
  const values = Array.from({ length: frame.width }, (_, x) => frame.data[(y * frame.width + x) * 3 + 1] ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** By how many pixels the middle of the second is further right than that of the first; to a quarter of one. */
function shiftBetween(one: RgbFrame, other: RgbFrame): number {
  const [before, after] = [row(one, 190), row(other, 190)];
  let best = { shift: 0, error: Number.POSITIVE_INFINITY };
  for (let shift = -80; shift <= 80; shift += 0.25) {
    let error = 0;
    for (let x = 200; x < 440; x += 1) {
      const [low, part] = [Math.floor(x + shift), x + shift - Math.floor(x + shift)];
      const value = (after[low] ?? 0) * (1 - part) + (after[low + 1] ?? 0) * part;
      error += (value - (before[x] ?? 0)) ** 2;
    }
    if (error < best.error) best = { shift, error };
  }
  return best.shift;
}

function meanDifference(one: RgbFrame, other: RgbFrame): number {
  let sum = 0;
  for (let index = 0; index < one.data.length; index += 1) {
    sum += Math.abs((one.data[index] ?? 0) - (other.data[index] ?? 0));
  }
  return sum / one.data.length;
}

function shifted(frame: RgbFrame): RgbFrame {
  return { ...frame, data: new Uint8Array([...frame.data.subarray(3), 0, 0, 0]) };
}
