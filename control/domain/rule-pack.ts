/**
 * A rule pack: how a body speaks in its meetings, as data with the law that it rests on. A meeting keeps the pack that it
 * was convened under, so a later change of the pack never changes a record.
 */

/** In the order of their rank: a point of order comes before everything else (floor.md, Requests and queue). */
export const requestKinds = ['pointOfOrder', 'reply', 'explanation', 'contribution'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const modeNames = ['chairInvites', 'automatic', 'open', 'presentation', 'closed'] as const;
export type ModeName = (typeof modeNames)[number];

/** What happens when a speech is over its time and the grace is over too. */
export const limitActions = ['nothing', 'chime', 'cut'] as const;
export type LimitAction = (typeof limitActions)[number];

/** From which to which speech of a person on an item the limit holds; `toSpeech` null: and all that follow. */
export type SpeechLimit = {
  kind: RequestKind;
  fromSpeech: number;
  toSpeech: number | null;
  /** Null: no limit. */
  limitMs: number | null;
};

/** What somebody else may do for the acting chair. */
export const delegations = ['lifecycle', 'agenda', 'floor', 'authority', 'closedSession', 'displays'] as const;
export type Delegation = (typeof delegations)[number];

export type RulePack = {
  id: string;
  version: number;
  name: string;
  /** The articles that it rests on, in words. */
  sources: readonly string[];
  limits: readonly SpeechLimit[];
  /** How long before its end a speech is warned. */
  warningMs: number;
  graceMs: number;
  atLimit: LimitAction;
  chimeEveryMs: number;
  extensionsMs: readonly number[];
  defaultMode: Exclude<ModeName, 'presentation'>;
  /** Microphones that are open at once where the mode is *open*. */
  openLimit: number;
  invitationMs: number;
  /** How long a request that lapsed because its person left is offered to them again. */
  returnMs: number;
  /** How long the acting chair may be away before a deputy takes over. */
  leaseMs: number;
  /** How long a site may be away before its speaker's time stops. */
  lossMs: number;
  /** Without chair and deputy, an operator or a clerk may seat an acting chair. */
  maySeatChair: boolean;
  delegated: Record<'deputy' | 'clerk' | 'operator', readonly Delegation[]>;
};

const minuteMs = 60_000;

/** What held before meetings had packs: no limits, and whoever runs the meeting acts for the chair in everything. */
export const simplePack: RulePack = {
  id: 'board',
  version: 1,
  name: 'Quy chế họp đơn giản',
  sources: ['Quy chế làm việc của cơ quan'],
  limits: [],
  warningMs: minuteMs,
  graceMs: 15_000,
  atLimit: 'nothing',
  chimeEveryMs: 30_000,
  extensionsMs: [minuteMs, 2 * minuteMs, 5 * minuteMs],
  defaultMode: 'chairInvites',
  openLimit: 4,
  invitationMs: 30_000,
  returnMs: 2 * minuteMs,
  leaseMs: 20_000,
  lossMs: 5_000,
  maySeatChair: true,
  delegated: {
    deputy: ['lifecycle', 'agenda', 'floor', 'authority', 'closedSession', 'displays'],
    clerk: ['lifecycle', 'agenda', 'floor', 'authority', 'closedSession', 'displays'],
    operator: ['lifecycle', 'agenda', 'floor', 'authority', 'closedSession', 'displays'],
  },
};

/** How long the n-th speech of its kind may last; null: no limit. `speechNumber` counts from 1. */
export function limitMsOf(
  { limits }: Pick<RulePack, 'limits'>,
  kind: RequestKind,
  speechNumber: number,
): number | null {
  const limit = limits.find(
    ({ kind: of, fromSpeech, toSpeech }) =>
      of === kind && speechNumber >= fromSpeech && (toSpeech === null || speechNumber <= toSpeech),
  );
  return limit?.limitMs ?? null;
}

export function rankOf(kind: RequestKind): number {
  return requestKinds.indexOf(kind);
}
