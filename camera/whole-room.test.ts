import { expect, it } from 'vitest';
import { type Walker, WholeRoom } from './whole-room.ts';

const overview = { pose: { panDegrees: 0, tiltDegrees: -3, horizontalFovDegrees: 65 }, presetToken: null };
const sitting: Walker = { isWalking: false, yawDegreesPerS: 0.3, isAtSeat: true };
const walking: Walker = { isWalking: true, yawDegreesPerS: -8, isAtSeat: false };

/** Ten pictures a second of the same. */
function watch(room: WholeRoom, walker: Walker, fromMs: number, forMs: number) {
  const answers: unknown[] = [];
  for (let nowMs = fromMs; nowMs < fromMs + forMs; nowMs += 100) answers.push(room.change(walker, nowMs));
  return answers;
}

it('shows the room once it is clear that somebody walks, and orders nothing until then', () => {
  const room = new WholeRoom(overview);
  expect(watch(room, sitting, 0, 300)).toEqual([null, null, null]);
  expect(watch(room, { ...sitting, yawDegreesPerS: 2 }, 300, 200)).toEqual(['kept', 'kept']);
  expect(watch(room, walking, 500, 500)).toEqual(['kept', 'kept', overview, 'kept', 'kept']);
});

it('takes nobody for walking who sways', () => {
  const room = new WholeRoom(overview);
  const swaying = { ...sitting, isWalking: true, yawDegreesPerS: 2.4 };
  for (const answer of watch(room, swaying, 0, 3_000)) expect(answer).toBe('kept');
});

it('comes back to whoever stands, sooner at their seat', () => {
  for (const [isAtSeat, afterMs] of [
    [true, 1_500],
    [false, 4_000],
  ] as const) {
    const room = new WholeRoom(overview);
    expect(room.show()).toBe(overview);
    const standing = { ...sitting, isAtSeat };
    watch(room, walking, 0, 1_000);
    const answers = watch(room, standing, 1_000, afterMs + 200);
    expect(answers.indexOf(null) * 100).toBe(afterMs);
    watch(room, walking, 10_000, 300);
    expect(room.change(standing, 10_300)).toBe('kept');
    expect(room.change(walking, 10_400)).toBe('kept');
  }
});
