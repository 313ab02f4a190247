import { describe, expect, it } from 'vitest';
import { nextStep, type Situation, usualBehaviour } from './site-behaviour.ts';

const behaviour = { ...usualBehaviour(1, 4), requestsPerSecond: 0.5, lossesPerSecond: 0 };

function situation({
  speakers = [],
  invitations = [],
  waiting = [],
  ...more
}: Record<string, unknown> = {}): Situation {
  const rows = Object.fromEntries((waiting as string[]).map((personId) => [personId, { personId, since: 0 }]));
  const floor = { version: 1, head: { speakers, invitations }, rows } as unknown as Situation['floor'];
  return { status: 'inSession', floor, personIds: ['a', 'b'], now: 100_000, ...more };
}

/** Chance that always says the same. */
const always = (value: number) => () => value;

describe('a virtual site', () => {
  it('accepts an invitation of its own person, and no other', () => {
    const invited = { invitations: [{ personId: 'b', expiresAt: 120_000 }] };
    expect(nextStep(situation(invited), behaviour, always(0.1))).toEqual({
      kind: 'command',
      command: 'floor.accept',
      input: { personId: 'b', expiresAt: 120_000 },
    });
    const other = { invitations: [{ personId: 'z', expiresAt: 120_000 }] };
    expect(nextStep(situation(other), behaviour, always(0.9))).toBeNull();
  });

  it('gives the floor back after a while', () => {
    const speakers = (since: number) => ({ speakers: [{ personId: 'a', kind: 'speaker', speech: 7, since }] });
    expect(nextStep(situation(speakers(99_000)), behaviour, always(0))).toBeNull();
    expect(nextStep(situation(speakers(40_000)), behaviour, always(0))).toMatchObject({
      command: 'floor.yield',
      input: { personId: 'a', speech: 7 },
    });
  });

  it('asks for the floor while few wait, during the session only', () => {
    expect(nextStep(situation(), behaviour, always(0.1))).toMatchObject({
      command: 'floor.request',
      input: { personId: 'a' },
    });
    expect(nextStep(situation({ waiting: ['x', 'y', 'z'] }), behaviour, always(0.1))).toBeNull();
    expect(nextStep(situation({ waiting: ['a'] }), behaviour, always(0.1))).toBeNull();
    expect(nextStep(situation({ status: 'convened' }), behaviour, always(0.1))).toBeNull();
  });

  it('loses its line only where it is a poor one, which two sites of a large meeting have', () => {
    const poor = [...Array(30).keys()].filter((index) => usualBehaviour(index + 1, 30).lossesPerSecond > 0);
    expect(poor).toHaveLength(2);
    expect([1, 2, 3, 4].every((number) => usualBehaviour(number, 4).lossesPerSecond === 0)).toBe(true);
    const step = nextStep(situation(), { ...behaviour, lossesPerSecond: 0.2 }, always(0.1));
    expect(step).toEqual({ kind: 'loseConnection', forMs: behaviour.lossMs });
  });
});
