/** Accounts, and the page that each of them starts on. Changes of an account end its sessions at once. */
import type { CommandName, CommandOutput } from '#contract';
import { planOf } from '../../domain/plan.ts';
import { refuse } from '../../domain/rejection.ts';
import { audienceOf } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { Account } from '../../identity/accounts.ts';
import type { LiveMeeting } from '../../service/live-meeting.ts';
import { accountOf, assertAbility, type CommandContext, type Handlers } from '../command-context.ts';

type AccountName = 'home.read' | Extract<CommandName, `account.${string}`>;

export const accountHandlers: Handlers<AccountName> = {
  'home.read': async (_input, context) => {
    const account = accountOf(context);
    const { state: body } = await context.registry.body(account.bodyId);
    const person = body.persons.get(account.personId);
    const { accountId, login, role, personId, bodyId, mustChangePassword } = account;
    const { name = login, title = '' } = person ?? {};
    return {
      account: { accountId, login, role, personId, name, title, bodyId, bodyName: body.name, mustChangePassword },
      meetings: mustChangePassword ? [] : await meetingsOf(account, context),
    };
  },
  'account.list': async ({ bodyId }, context) => {
    assertAbility(context, 'accounts', bodyId);
    return {
      accounts: context.accounts
        .all()
        .filter((account) => account.bodyId === bodyId)
        .map(({ accountId, login, personId, role, isDisabled, mustChangePassword }) => ({
          accountId,
          login,
          personId,
          role,
          isDisabled,
          mustChangePassword,
        })),
    };
  },
  'account.create': async ({ password, ...account }, context) => {
    assertAbility(context, 'accounts', account.bodyId);
    const { state: body } = await context.registry.body(account.bodyId);
    if (!body.name) refuse('UNKNOWN_BODY');
    if (!body.persons.has(account.personId)) refuse('UNKNOWN_PERSON');
    await context.accounts.create({ ...account, mustChangePassword: true }, password);
    return {};
  },
  'account.change': async ({ accountId, ...changes }, context) => {
    const before = accountToChange(accountId, context);
    await context.accounts.change(accountId, changes);
    if (changes.isDisabled) await endSessions(accountId, context);
    // A page that watches a meeting goes on only if the new role may.
    else if (before.role !== changes.role) context.sessions.keysOfAccount(accountId).forEach(context.reconnectSession);
    return {};
  },
  'account.resetPassword': async ({ accountId, password }, context) => {
    accountToChange(accountId, context);
    await context.accounts.resetPassword(accountId, password);
    await endSessions(accountId, context);
    return {};
  },
  'account.changePassword': async ({ currentPassword, newPassword }, context) => {
    const { accountId } = accountOf(context);
    await context.accounts.changePassword(accountId, currentPassword, newPassword);
    await endSessions(accountId, context, context.session.key);
    return {};
  },
};

/** Throws `FORBIDDEN`, `UNKNOWN_ACCOUNT`. */
function accountToChange(accountId: string, context: CommandContext): Account {
  assertAbility(context, 'accounts');
  const account = context.accounts.find(accountId);
  if (!account) throw new AppError('UNKNOWN_ACCOUNT', 'This account does not exist.');
  assertAbility(context, 'accounts', account.bodyId);
  return account;
}

async function endSessions(accountId: string, context: CommandContext, exceptKey: string | null = null): Promise<void> {
  const keys = await context.sessions.endOfAccount(accountId, exceptKey);
  // After the reply: who resets the own password is told of the success first.
  setImmediate(() => {
    for (const key of keys) context.endSession(key, 'revoked');
  });
}

async function meetingsOf({ personId, bodyId }: Account, { registry }: CommandContext) {
  const meetings = (await registry.allMeetings()).filter(({ state }) => state.bodyId === bodyId);
  return meetings.flatMap((meeting) => homeRow(meeting, personId) ?? []);
}

/** What a person sees of a meeting before entering it; null for meetings of others and drafts of others. */
function homeRow({ id, state }: LiveMeeting, personId: Account['personId']): HomeRow | null {
  const participant = state.participants.get(personId);
  if (!participant || state.status === 'none') return null;
  const { role, siteName, seatLabel } = participant;
  if (state.status === 'draft' && audienceOf(role) !== 'staff') return null;
  const { title, status, place, plannedStartAt } = state;
  const plannedEndAt = planOf(state.agenda, plannedStartAt).endAt;
  return { id, title, status, place, plannedStartAt, plannedEndAt, role, siteName, seatLabel };
}

type HomeRow = CommandOutput<'home.read'>['meetings'][number];
