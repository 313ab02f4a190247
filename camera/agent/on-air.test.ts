import { expect, it } from 'vitest';
import { type OnAirFacts, onAirOf } from './on-air.ts';

const both: OnAirFacts = {
  directed: 'ptz',
  ptz: { isFlowing: true, isParked: true },
  overview: { isFlowing: true },
  isPrivate: false,
};
const turning = { isFlowing: true, isParked: true };
const shown = (facts: Partial<OnAirFacts>) => onAirOf({ ...both, ...facts }).camera;

it('is what the director says, while both pictures are there', () => {
  expect(shown({})).toBe('ptz');
  expect(shown({ directed: 'overview' })).toBe('overview');
  expect(shown({ directed: null })).toBe('overview');
});

it('is the one whose picture is there', () => {
  expect(shown({ directed: 'overview', overview: { isFlowing: false } })).toBe('ptz');
  expect(shown({ ptz: { ...turning, isFlowing: false } })).toBe('overview');
  expect(shown({ ptz: null })).toBe('overview');
  expect(shown({ directed: 'overview', overview: null })).toBe('ptz');
  expect(shown({ directed: null, overview: null })).toBe('ptz');
  expect(shown({ ptz: null, overview: null })).toBeNull();
});

it('is nothing but a camera that is known to show the wall while nobody may be shown', () => {
  const hidden = { isPrivate: true, directed: 'overview' } as const;
  expect(onAirOf({ ...both, ...hidden })).toEqual({ camera: 'ptz', patience: 'none' });
  expect(shown({ ...hidden, ptz: { ...turning, isFlowing: false } })).toBe('ptz');
  expect(shown({ ...hidden, ptz: { ...turning, isParked: false } })).toBeNull();
  expect(shown({ ...hidden, ptz: null })).toBeNull();
});

it('waits longer to show a face than to leave a camera that begins to turn', () => {
  expect(onAirOf(both).patience).toBe('long');
  expect(onAirOf({ ...both, directed: 'overview' }).patience).toBe('short');
});
