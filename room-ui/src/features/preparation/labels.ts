/** Which text names what, for values that come from the server. */

import type { ItemVisibility } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import type { GapCode } from './checklist.ts';
import { maxNameLength, type Part, type QuorumRuleId } from './model.ts';
import type { QuickFault } from './quick-line.ts';

export const partTexts = {
  general: 'preparation.partGeneral',
  agenda: 'preparation.partAgenda',
  delegates: 'preparation.partDelegates',
  invitation: 'preparation.partInvitation',
  check: 'preparation.partCheck',
} as const satisfies Record<Part, string>;

export const ruleTexts = {
  simpleMajority: 'preparation.ruleSimpleMajority',
  peoplesCommittee: 'preparation.rulePeoplesCommittee',
  peoplesCouncil: 'preparation.rulePeoplesCouncil',
} as const satisfies Record<QuorumRuleId, string>;

export const visibilityTexts = {
  public: 'preparation.visiblePublic',
  member: 'preparation.visibleMember',
  staff: 'preparation.visibleStaff',
} as const satisfies Record<ItemVisibility, string>;

export const quickFaultTexts = {
  noTitle: 'preparation.quickNoTitle',
  zeroMinutes: 'preparation.quickZeroMinutes',
  tooManyMinutes: 'preparation.quickTooManyMinutes',
  tooLong: 'preparation.quickTooLong',
} as const satisfies Record<QuickFault['code'], string>;

export const gapTexts = {
  noChair: 'preparation.gapNoChair',
  noItems: 'preparation.gapNoItems',
  noDelegates: 'preparation.gapNoDelegates',
  quorumImpossible: 'preparation.gapQuorumImpossible',
  noClerk: 'preparation.gapNoClerk',
  startInPast: 'preparation.gapStartInPast',
  noPlace: 'preparation.gapNoPlace',
  overlaps: 'preparation.gapOverlaps',
  conflicts: 'preparation.gapConflicts',
  noChairSite: 'preparation.gapNoChairSite',
  withoutSite: 'preparation.gapWithoutSite',
  linksMissing: 'preparation.gapLinksMissing',
  withoutSeat: 'preparation.gapWithoutSeat',
  withoutResponsible: 'preparation.gapWithoutResponsible',
} as const satisfies Record<GapCode, string>;

/** What the button beside a gap says. */
export const gapActionTexts = {
  noChair: 'preparation.toDelegates',
  noItems: 'preparation.toAgenda',
  noDelegates: 'preparation.toDelegates',
  quorumImpossible: 'preparation.toDelegates',
  noClerk: 'preparation.toDelegates',
  startInPast: 'preparation.toStart',
  noPlace: 'preparation.toPlace',
  overlaps: 'preparation.toItem',
  conflicts: 'preparation.toItem',
  noChairSite: 'preparation.toSites',
  withoutSite: 'preparation.toThose',
  linksMissing: 'preparation.toInvitation',
  withoutSeat: 'preparation.toThose',
  withoutResponsible: 'preparation.toItem',
} as const satisfies Record<GapCode, string>;

/** What is wrong with a title, in words; empty for a good one. */
export function titleProblem(t: TFunction, text: string): string {
  if (text.trim() === '') return t('preparation.titleMissing');
  return text.trim().length > maxNameLength ? t('preparation.titleTooLong', { max: maxNameLength }) : '';
}
