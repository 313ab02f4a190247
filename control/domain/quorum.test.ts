import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QuorumRule, quorumOf, quorumRules } from './quorum.ts';

const { peoplesCouncil, simpleMajority } = quorumRules;

describe('a quorum', () => {
  it.each([
    [peoplesCouncil, 3, 2],
    [peoplesCouncil, 30, 20],
    [peoplesCouncil, 31, 21],
    [peoplesCouncil, 32, 22],
    [peoplesCouncil, 85, 57],
    [peoplesCouncil, 1, 1],
    [simpleMajority, 2, 2],
    [simpleMajority, 3, 2],
    [simpleMajority, 10, 6],
    [simpleMajority, 11, 6],
    [simpleMajority, 1, 1],
  ])('by the rule $id of %s members needs %i', (rule, members, needed) => {
    expect(quorumOf(rule, members, needed)).toEqual({ members, present: needed, needed, isReached: true });
    expect(quorumOf(rule, members, needed - 1).isReached).toBe(false);
  });

  it('is never reached by a meeting without members', () => {
    for (const rule of Object.values(quorumRules)) expect(quorumOf(rule, 0, 0).isReached).toBe(false);
  });

  it('is reached exactly when the share in whole numbers says so', () => {
    const rule: fc.Arbitrary<QuorumRule> = fc.constantFrom(...Object.values(quorumRules));
    fc.assert(
      fc.property(rule, fc.nat({ max: 3_000 }), fc.nat({ max: 3_000 }), (by, members, present) => {
        fc.pre(members > 0 && present <= members);
        const [has, share] = [present * by.denominator, members * by.numerator];
        expect(quorumOf(by, members, present).isReached).toBe(by.comparison === 'atLeast' ? has >= share : has > share);
      }),
    );
  });
});
