/** From a message to its reply: limit, name, form, handler. The same few steps for every command. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CommandName, commands, errorMeanings, type Reply } from '#contract';
import type { MeetingId } from '../domain/ids.ts';
import { refuse } from '../domain/rejection.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { assertAccountMay, type CommandContext, currentAccount, type Handlers } from './command-context.ts';
import { invalidInput, refused, toErrorReply } from './error-reply.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { cameraHandlers } from './handlers/cameras.ts';
import { chatHandlers } from './handlers/chat.ts';
import { deskHandlers } from './handlers/desk.ts';
import { deviceHandlers } from './handlers/devices.ts';
import { importHandlers } from './handlers/imports.ts';
import { invitationHandlers } from './handlers/invitations.ts';
import { linkHandlers } from './handlers/links.ts';
import { mediaHandlers } from './handlers/media.ts';
import { meetingHandlers } from './handlers/meeting.ts';
import { minutesHandlers } from './handlers/minutes.ts';
import { operationsHandlers } from './handlers/operations.ts';
import { registerHandlers } from './handlers/register.ts';
import { viewHandlers } from './handlers/view.ts';
import { tooLargeEvent } from './limited-parser.ts';

const handlers: Handlers<CommandName> = {
  ...meetingHandlers,
  ...minutesHandlers,
  ...chatHandlers,
  ...registerHandlers,
  ...deskHandlers,
  ...accountHandlers,
  ...deviceHandlers,
  ...importHandlers,
  ...invitationHandlers,
  ...linkHandlers,
  ...mediaHandlers,
  ...operationsHandlers,
  ...cameraHandlers,
  ...viewHandlers,
};

const envelope = z.object({
  commandId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  input: z.unknown(),
  meetingId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
});

/** What an account may do whose password was given by an administrator. */
const beforePasswordChange: readonly CommandName[] = ['home.read', 'account.changePassword'];

/** What a device may do that waits to be let in. */
const whileWaiting: readonly CommandName[] = ['view.resync', 'session.leave'];

/** All that a room agent may ever do. */
const ofAgents: readonly CommandName[] = [
  ...whileWaiting,
  'camera.report',
  'camera.sight',
  'media.join',
  'media.renewRelays',
  'media.createTransport',
  'media.connectTransport',
  'media.restartIce',
  'media.produce',
  'media.closeProducer',
  'media.report',
];

export type ConnectionContext = Omit<CommandContext, 'account' | 'commandKey' | 'inputHash' | 'meetingId'>;

/** Never rejects. */
export async function dispatch(
  name: string,
  payload: unknown,
  connection: ConnectionContext,
  logger: Logger,
): Promise<Reply<unknown>> {
  if (name === tooLargeEvent) return refused('TOO_LARGE');
  if (!isCommand(name)) return refused('UNKNOWN_COMMAND');
  const parsed = envelope.safeParse(payload);
  if (!parsed.success) return { ok: false, error: invalidInput(parsed.error.issues, 'envelope') };
  const input = commands[name].input.safeParse(parsed.data.input);
  if (!input.success) return { ok: false, error: invalidInput(input.error.issues) };
  try {
    const context = await contextOf(name, parsed.data, connection);
    const data = await handle(name, input.data, context);
    return { ok: true, data };
  } catch (error) {
    return { ok: false, error: toErrorReply(error, logger) };
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

// Name and input were just checked against the same table; the compiler cannot keep the two together.
function handle(name: CommandName, input: unknown, context: CommandContext): Promise<unknown> {
  return (handlers[name] as (input: unknown, context: CommandContext) => Promise<unknown>)(input, context);
}

async function contextOf(
  name: CommandName,
  { commandId, input, meetingId }: z.output<typeof envelope>,
  connection: ConnectionContext,
): Promise<CommandContext> {
  const { session } = connection;
  const inputHash = createHash('sha256')
    .update(name)
    .update(JSON.stringify(input ?? null))
    .digest('base64url');
  const commandKey = `${session.key}:${commandId}`;
  const named = (meetingId ?? null) as MeetingId | null;
  if (session.kind === 'meeting') {
    if (named && named !== connection.meeting?.id) {
      if (connection.registry.isKnown(named)) connection.meeting?.noteRefused(session.seat, name, named);
      refuse('FORBIDDEN');
    }
    if (connection.meeting?.isWaiting(session.seat) && !whileWaiting.includes(name)) refuse('NOT_ADMITTED');
    if (session.seat.kind === 'agent' && !ofAgents.includes(name)) refuse('FORBIDDEN');
    return { ...connection, account: null, meetingId: connection.meeting?.id ?? null, commandKey, inputHash };
  }
  const account = currentAccount(session, connection);
  if (account.mustChangePassword && !beforePasswordChange.includes(name)) {
    throw new AppError('PASSWORD_CHANGE_NEEDED', errorMeanings.PASSWORD_CHANGE_NEEDED);
  }
  const isNew = name === 'meeting.create';
  if (named) assertAccountMay(account, 'prepare');
  const meeting = named && !isNew ? await connection.registry.meeting(named) : null;
  if (meeting) assertAccountMay(account, 'prepare', meeting.state.bodyId);
  const { bodyId, personId } = account;
  return {
    ...connection,
    session: { ...session, bodyId, personId },
    account,
    meeting,
    meetingId: isNew ? meetingIdOf(commandKey) : named,
    commandKey,
    inputHash,
  };
}

/** A repeated `meeting.create` must find the meeting that the first one made. */
function meetingIdOf(commandKey: string): MeetingId {
  return `m-${createHash('sha256').update(commandKey).digest('hex').slice(0, 16)}` as MeetingId;
}
