import { describe, expect, it } from 'vitest';
import { createTalkHold } from './talk-hold.ts';

function person(part: { hasFloor: boolean; isMuted: boolean }) {
  const state = { ...part, changes: [] as boolean[] };
  const hold = createTalkHold({
    hasFloor: () => state.hasFloor,
    isMuted: () => state.isMuted,
    setMuted(isMuted) {
      state.isMuted = isMuted;
      state.changes.push(isMuted);
    },
  });
  return { state, hold };
}

describe('talking while a key is held', () => {
  it('lifts the own mute and puts it back', () => {
    const { state, hold } = person({ hasFloor: true, isMuted: true });
    expect(hold.start()).toBe(true);
    expect(state.isMuted).toBe(false);
    hold.end();
    expect(state.isMuted).toBe(true);
  });

  it('does nothing without the floor', () => {
    const { state, hold } = person({ hasFloor: false, isMuted: true });
    expect(hold.start()).toBe(false);
    hold.end();
    expect(state.changes).toEqual([]);
  });

  it('leaves somebody open who was open before', () => {
    const { state, hold } = person({ hasFloor: true, isMuted: false });
    hold.start();
    hold.end();
    expect(state.changes).toEqual([]);
  });

  it('takes the repeats of a held key as one, and every end after the first as nothing', () => {
    const { state, hold } = person({ hasFloor: true, isMuted: true });
    hold.start();
    hold.start();
    hold.end();
    hold.end();
    expect(state.changes).toEqual([false, true]);
  });

  it('puts the mute back when the floor ended meanwhile', () => {
    const { state, hold } = person({ hasFloor: true, isMuted: true });
    hold.start();
    state.hasFloor = false;
    hold.end();
    expect(state.isMuted).toBe(true);
  });
});
