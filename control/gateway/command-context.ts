/** What a handler gets beside its checked input: who asks, in which meeting, and what makes a repeat harmless. */
import { type CommandName, type CommandOutput, errorMeanings, type ParsedInput } from '#contract';
import { type AccountAbility, mayDo } from '../domain/account-roles.ts';
import type { BodyId, EndpointId, MeetingId } from '../domain/ids.ts';
import { isOver } from '../domain/meeting-state.ts';
import { refuse } from '../domain/rejection.ts';
import type { Actor } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Account, Accounts } from '../identity/accounts.ts';
import type { Links } from '../identity/links.ts';
import type { Pairings } from '../identity/pairings.ts';
import type { DeskSession, MeetingSession, Session, Sessions } from '../identity/sessions.ts';
import type { MinutesReader } from '../minutes/reader.ts';
import type { Operations } from '../operations/operations.ts';
import type { RulePacks } from '../rules/rule-packs.ts';
import type { Execution } from '../service/aggregate.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { Registry } from '../service/registry.ts';
import type { ImportPreviews } from './import-previews.ts';

export type HandlerServices = {
  registry: Registry;
  links: Links;
  sessions: Sessions;
  accounts: Accounts;
  pairings: Pairings;
  importPreviews: ImportPreviews;
  operations: Operations;
  minutes: MinutesReader;
  rulePacks: RulePacks;
  publicUrl: string;
  /** Tells the pages of a session why it ended, and disconnects them. */
  endSession(sessionKey: string, reason: 'left' | 'revoked'): void;
  /** Lets the pages of a session connect anew, with the rights that it has now. */
  reconnectSession(sessionKey: string): void;
  /** True while a page of the session is connected. */
  isSessionConnected(sessionKey: string): boolean;
};

export type CommandContext = HandlerServices & {
  session: Session;
  /** The account of a session of the desk, as it is at this command; null for a session of a meeting. */
  account: Account | null;
  connectionId: string;
  /** The meeting of the session, or the one that a desk command names. */
  meeting: LiveMeeting | null;
  /** The meeting that a desk command names; it may be new. */
  meetingId: MeetingId | null;
  /** Names command and input, so that one id cannot stand for two commands. */
  commandKey: string;
  inputHash: string;
};

export type Handlers<Name extends CommandName> = {
  [Key in Name]: (input: ParsedInput<Key>, context: CommandContext) => Promise<CommandOutput<Key>>;
};

/** Throws `FORBIDDEN` for a session of a meeting. */
export function deskSession({ session }: CommandContext): DeskSession {
  return session.kind === 'desk' ? session : refuse('FORBIDDEN');
}

/** Role and body come from the account at each command. Throws `NOT_SIGNED_IN` when it is gone or disabled. */
export function currentAccount(session: DeskSession, { accounts }: Pick<HandlerServices, 'accounts'>): Account {
  const account = accounts.find(session.accountId);
  if (!account || account.isDisabled) throw new AppError('NOT_SIGNED_IN', errorMeanings.NOT_SIGNED_IN);
  return account;
}

/** The account at the desk. Throws `FORBIDDEN` for a session of a meeting. */
export function accountOf({ account }: Pick<CommandContext, 'account'>): Account {
  return account ?? refuse('FORBIDDEN');
}

/**
 * Throws `FORBIDDEN` for a session of a meeting, for a role without the ability, and for a body that is not the account's
 * own, unless an administrator asks.
 */
export function assertAbility(context: CommandContext, ability: AccountAbility, bodyId?: BodyId): DeskSession {
  assertAccountMay(accountOf(context), ability, bodyId);
  return deskSession(context);
}

/** The same for an account whose session was found otherwise. */
export function assertAccountMay(
  account: Account,
  ability: AccountAbility,
  bodyId: BodyId | null = account.bodyId,
): void {
  if (!mayDo(account.role, ability)) refuse('FORBIDDEN');
  if (bodyId !== account.bodyId && account.role !== 'administrator') refuse('FORBIDDEN');
}

/** Throws `FORBIDDEN` for a session of the desk: it has no device in the meeting. */
export function meetingSession({ session }: CommandContext): MeetingSession {
  return session.kind === 'meeting' ? session : refuse('FORBIDDEN');
}

export function endpointIdOf(context: CommandContext): EndpointId {
  return meetingSession(context).seat.endpointId;
}

/** Throws `UNKNOWN_MEETING` when the command names none. */
export function meetingOf({ meeting }: CommandContext): LiveMeeting {
  return meeting ?? refuse('UNKNOWN_MEETING');
}

/** Who acts: the person at a device of the meeting, or an account at the desk in the role of a clerk or an operator. */
export function actorOf(context: CommandContext): Actor {
  const { session } = context;
  if (session.kind === 'meeting') return meetingOf(context).actorAt(session.seat);
  const { role, personId } = accountOf(context);
  return { role: role === 'clerk' ? 'clerk' : 'operator', personId, endpointId: null, onBehalfOf: null };
}

export function execution(context: CommandContext, reply: unknown = {}): Execution {
  const { commandKey, inputHash } = context;
  return { actor: actorOf(context), commandKey, inputHash, reply };
}

/** Throws `MEDIA_UNAVAILABLE` for a meeting that is over. */
export function runningMeeting(context: CommandContext): LiveMeeting {
  const meeting = meetingOf(context);
  if (isOver(meeting.state.status)) throw new AppError('MEDIA_UNAVAILABLE', 'The meeting is over.');
  return meeting;
}
