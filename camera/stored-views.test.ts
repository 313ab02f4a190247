import { expect, it } from 'vitest';
import { Composition } from './composition.ts';
import { framingRules } from './framing.ts';
import { StoredViews } from './stored-views.ts';

const limits = {
  panDegrees: [-170, 170],
  tiltDegrees: [-30, 90],
  horizontalFovDegrees: [6, 65],
} as const;
const overview = { pose: { panDegrees: 0, tiltDegrees: -3, horizontalFovDegrees: 65 }, presetToken: 'overview' };
const seat = { seatId: 'a', yawDegrees: 10, pitchDegrees: -5, heightDegrees: 2.7, presetToken: 'a' };

function given() {
  const views = new StoredViews(overview, new Composition(framingRules, limits));
  const view = views.viewOf(seat);
  const face = (yawDegrees: number, isWalking: boolean, pitchDegrees = -5) => {
    return { yawDegrees, pitchDegrees, heightDegrees: 2.7, isWalking };
  };
  return { views, view, face };
}

it('keeps the view of a seat for whoever sits, leans, stands up or takes a step there', () => {
  const { views, view, face } = given();
  for (const one of [face(10, false), face(11.5, false), face(10, false, 0), face(13, true, 0)]) {
    expect(views.change(one, seat, view.pose, 0, 10_000)).toBeNull();
  }
});

it('shows the whole room as soon as somebody walks away', () => {
  const { views, view, face } = given();
  expect(views.change(face(20, true, 0), seat, view.pose, 0, 10_000)).toBe(overview);
  expect(views.viewFor(face(20, true, 0), seat)).toBe(overview);
});

it('comes back once they stand at their seat for a moment, not when they only pass it', () => {
  const { views, view, face } = given();
  const shown = overview.pose;
  const change = (yawDegrees: number, isWalking: boolean, nowMs: number) =>
    views.change(face(yawDegrees, isWalking, 0), seat, shown, 10_000, nowMs);
  expect(change(10, true, 14_000)).toBeNull();
  expect(change(10, false, 15_000)).toBeNull();
  expect(change(18, false, 16_500)).toBeNull();
  expect(change(10, false, 16_600)).toEqual(view);
  expect(views.viewFor(face(10, false), seat)).toEqual(view);
});
