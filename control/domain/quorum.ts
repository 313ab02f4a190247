/**
 * Quorum as data: the share of all members that must be present, with the article it rests on. Rules differ by law and
 * change with it, so a meeting stores the rule it was convened under.
 */
export type QuorumRule = {
  id: string;
  /** The present members must be at least, or more than, this share of all members. */
  comparison: 'atLeast' | 'moreThan';
  numerator: number;
  denominator: number;
  article: string;
};

export type Quorum = { members: number; present: number; needed: number; isReached: boolean };

/** The rules that ship. The law's text decides; a body may bring its own. */
export const quorumRules = {
  peoplesCouncil: {
    id: 'peoplesCouncil',
    comparison: 'atLeast',
    numerator: 2,
    denominator: 3,
    article: 'Luật Tổ chức chính quyền địa phương, quy định về kỳ họp Hội đồng nhân dân',
  },
  peoplesCommittee: {
    id: 'peoplesCommittee',
    comparison: 'atLeast',
    numerator: 2,
    denominator: 3,
    article: 'Luật Tổ chức chính quyền địa phương, quy định về phiên họp Ủy ban nhân dân',
  },
  simpleMajority: {
    id: 'simpleMajority',
    comparison: 'moreThan',
    numerator: 1,
    denominator: 2,
    article: 'Quy chế làm việc của cơ quan',
  },
} as const satisfies Record<string, QuorumRule>;
export type QuorumRuleId = keyof typeof quorumRules;

/** Counts in whole persons: no rounding can turn a missed quorum into a reached one. */
export function quorumOf(rule: QuorumRule, members: number, present: number): Quorum {
  const share = members * rule.numerator;
  const needed =
    rule.comparison === 'atLeast' ? Math.ceil(share / rule.denominator) : Math.floor(share / rule.denominator) + 1;
  return { members, present, needed, isReached: members > 0 && present >= needed };
}
