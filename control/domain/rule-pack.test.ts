import { describe, expect, it } from 'vitest';
import { limitMsOf, type RequestKind, rankOf, requestKinds, simplePack } from './rule-pack.ts';

const minuteMs = 60_000;
const limits = [
  { kind: 'contribution', fromSpeech: 1, toSpeech: 1, limitMs: 7 * minuteMs },
  { kind: 'contribution', fromSpeech: 2, toSpeech: null, limitMs: 3 * minuteMs },
  { kind: 'reply', fromSpeech: 1, toSpeech: 2, limitMs: 3 * minuteMs },
  { kind: 'explanation', fromSpeech: 1, toSpeech: null, limitMs: null },
] as const;

describe('a rule pack', () => {
  it.each<[RequestKind, number, number | null]>([
    ['contribution', 1, 7],
    ['contribution', 2, 3],
    ['contribution', 9, 3],
    ['reply', 2, 3],
    ['reply', 3, null],
    ['explanation', 1, null],
    ['pointOfOrder', 1, null],
  ])('limits %s, speech %i, to %s minutes', (kind, speechNumber, minutes) => {
    expect(limitMsOf({ limits }, kind, speechNumber)).toBe(minutes === null ? null : minutes * minuteMs);
  });

  it('ranks the kinds: point of order, reply, explanation, contribution', () => {
    expect(requestKinds.map(rankOf)).toEqual([0, 1, 2, 3]);
    expect(requestKinds[0]).toBe('pointOfOrder');
    expect(requestKinds.at(-1)).toBe('contribution');
  });

  it('of a simple board limits nobody', () => {
    expect(requestKinds.map((kind) => limitMsOf(simplePack, kind, 1))).toEqual([null, null, null, null]);
  });
});
