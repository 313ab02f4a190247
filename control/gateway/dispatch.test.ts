import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CommandName, commands } from '#contract';
import type { BodyId, MeetingId, PersonId } from '../domain/ids.ts';
import { systemActor } from '../domain/roles.ts';
import { Accounts } from '../identity/accounts.ts';
import { Links } from '../identity/links.ts';
import { Pairings } from '../identity/pairings.ts';
import { hashPassword } from '../identity/passwords.ts';
import { type DeskSession, type MeetingSession, Sessions } from '../identity/sessions.ts';
import { TokenSigner } from '../identity/tokens.ts';
import { MinutesReader } from '../minutes/reader.ts';
import { ConnectionTests } from '../operations/connection-tests.ts';
import { Operations } from '../operations/operations.ts';
import { TurnServers } from '../operations/turn.ts';
import { RulePacks } from '../rules/rule-packs.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import {
  chair,
  lan,
  openMeeting,
  openSurroundings,
  type Surroundings,
  seatOf,
} from '../service/live-meeting-harness.ts';
import { Registry } from '../service/registry.ts';
import { type ConnectionContext, dispatch } from './dispatch.ts';
import { ImportPreviews } from './import-previews.ts';
import { tooLargeEvent } from './limited-parser.ts';

const base = { secretHash: '', createdAt: 0, expiresAt: Number.MAX_SAFE_INTEGER };
const desk: DeskSession = {
  ...base,
  key: 'desk',
  kind: 'desk',
  accountId: 'a1',
  bodyId: 'b1' as BodyId,
  personId: 'p1' as PersonId,
};
const clerk = {
  accountId: 'a1',
  login: 'thuky',
  bodyId: 'b1' as BodyId,
  personId: 'p1' as PersonId,
  role: 'clerk',
  mustChangePassword: false,
} as const;
const others = [
  { ...clerk, accountId: 'administrator', login: 'quantri', role: 'administrator', bodyId: 'b2' as BodyId },
  { ...clerk, accountId: 'foreign', login: 'khac', bodyId: 'b2' as BodyId },
  { ...clerk, accountId: 'operator', login: 'kythuat', role: 'operator' },
  { ...clerk, accountId: 'delegate', login: 'daibieu', role: 'delegate' },
  { ...clerk, accountId: 'newcomer', login: 'moi', role: 'administrator', mustChangePassword: true },
] as const;
const passwordHash = await hashPassword('mật khẩu đủ dài');
const forbidden = { ok: false, error: { code: 'FORBIDDEN' } };
/** Of commands that need an input and would do something at the desk. */
const sampleInputs: Partial<Record<CommandName, object>> = {
  'account.changePassword': { currentPassword: 'không phải thế', newPassword: 'mật khẩu mới nhất' },
  'account.list': { bodyId: 'b1' },
  'device.list': { bodyId: 'b1' },
  'body.rename': { bodyId: 'b1', name: 'Tên khác' },
  'import.apply': { importId: 'x' },
  'invitation.read': { personId: null },
  'view.watch': { versions: {} },
  'link.revoke': { linkId: 'x' },
  'minutes.read': { language: 'vi' },
};
const meetingId = 'm1' as MeetingId;

describe('a message of a page', () => {
  let around: Surroundings;
  let registry: Registry;
  let meeting: LiveMeeting;
  let operations: Operations;
  let services: Omit<ConnectionContext, 'session' | 'meeting'>;
  beforeEach(async () => {
    around = await openSurroundings();
    registry = await Registry.open(around);
    const body = await registry.body('b1' as BodyId);
    const execution = { actor: systemActor, commandKey: null, inputHash: '', reply: null };
    await body.execute({ type: 'body.found', name: 'Ủy ban' }, execution);
    meeting = await registry.newMeeting(meetingId);
    await openMeeting(meeting);
    const links = await Links.load(around.journal, new TokenSigner(randomBytes(32)));
    const sessions = await Sessions.load(around.journal);
    for (const account of [clerk, ...others]) {
      await around.journal.put('accounts', account.login, { ...account, isDisabled: false, passwordHash });
    }
    const accounts = await Accounts.load(around.journal);
    operations = new Operations({
      plane: around.plane,
      tests: await ConnectionTests.load(around.plane, around.journal),
      registry,
      turn: new TurnServers([], ''),
      probeJournal: () => around.journal.streams(),
      dataFolder: '.',
      version: 'test',
      metricsToken: null,
    });
    services = {
      registry,
      links,
      sessions,
      accounts,
      pairings: new Pairings(),
      importPreviews: new ImportPreviews(),
      operations,
      minutes: new MinutesReader(around.journal),
      rulePacks: RulePacks.load(),
      endSession: () => {},
      reconnectSession: () => {},
      isSessionConnected: () => false,
      publicUrl: 'https://hop.example',
      connectionId: 'c1',
    };
  });
  afterEach(async () => {
    operations.close();
    await registry.close();
    await around.plane.close();
  });

  it.each(['nothing', '', 'toString', '__proto__', 'meeting.constructor'])(
    'named %j is an unknown command',
    async (name) => {
      expect(await send(name, { commandId: 'c-000001', input: {} })).toMatchObject({
        ok: false,
        error: { code: 'UNKNOWN_COMMAND' },
      });
    },
  );

  it('that was too large is answered as such', async () => {
    expect(await send(tooLargeEvent, undefined)).toMatchObject({ ok: false, error: { code: 'TOO_LARGE' } });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'hello'],
    ['a list', []],
    ['no commandId', { input: {} }],
    ['a short commandId', { commandId: 'c1', input: {} }],
    ['an odd commandId', { commandId: 'c 000001!', input: {} }],
    ['an odd meetingId', { commandId: 'c-000001', input: {}, meetingId: '../x' }],
    ['no input', { commandId: 'c-000001' }],
    ['an input of another type', { commandId: 'c-000001', input: 'lan' }],
    ['an input without its field', { commandId: 'c-000001', input: {} }],
    ['a field of another type', { commandId: 'c-000001', input: { personId: 7 } }],
    ['a field with odd characters', { commandId: 'c-000001', input: { personId: 'lan; DROP' } }],
    ['a field too many', { commandId: 'c-000001', input: { personId: 'lan', kind: 'chair' } }],
  ])('with %s is not valid', async (_what, payload) => {
    expect(await send('floor.request', payload)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', field: expect.any(String) },
    });
  });

  it('that is not valid is told where', async () => {
    const fieldOf = async (name: string, payload: unknown) => {
      const reply = await send(name, payload);
      return reply.ok ? null : reply.error.field;
    };
    expect(await fieldOf('floor.request', { commandId: 'c-000001', input: { personId: 7 } })).toBe('input.personId');
    const mark = { commandId: 'c-000001', input: { personId: 'lan', mark: { status: 'asleep' } } };
    expect(await fieldOf('attendance.mark', mark)).toBe('input.mark.status');
    expect(await fieldOf('floor.request', { commandId: 'x', input: { personId: 'lan' } })).toBe('envelope.commandId');
  });

  it('of every command is checked: an empty one is answered with a code and never ends the server', async () => {
    for (const name of Object.keys(commands) as CommandName[]) {
      const reply = await send(name, { commandId: 'c-000001', input: null });
      expect([name, reply]).toEqual([name, { ok: false, error: expect.objectContaining({ code: 'INVALID_INPUT' }) }]);
    }
  });

  it('is decided by the rules of the meeting', async () => {
    expect(await send('floor.request', { commandId: 'c-000001', input: { personId: lan } })).toEqual({
      ok: false,
      error: { code: 'NOT_PRESENT', message: 'This person is not marked as present.' },
    });
    await meeting.connect(seatOf(lan), 'c1', null);
    expect(await send('floor.request', { commandId: 'c-000001', input: { personId: lan } })).toEqual({
      ok: true,
      data: {},
    });
    expect(meeting.state.floor.requests).toMatchObject([{ personId: lan }]);
  });

  it('acts as the person of its session, whatever it says', async () => {
    await meeting.connect(seatOf(chair), 'c1', null);
    const reply = await send('floor.request', { commandId: 'c-000001', input: { personId: chair } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('that is repeated is answered as before and changes nothing; its id is not used for another', async () => {
    await meeting.connect(seatOf(lan), 'c1', null);
    const request = { commandId: 'c-000001', input: { personId: lan } };
    expect([await send('floor.request', request), await send('floor.request', request)]).toEqual([
      { ok: true, data: {} },
      { ok: true, data: {} },
    ]);
    const reused = await send('floor.cancelRequest', request);
    expect(reused).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } });
  });

  it('with the commandId of another session is another command', async () => {
    await meeting.connect(seatOf(lan), 'c1', null);
    const request = { commandId: 'c-000001', input: { personId: lan } };
    await send('floor.request', request);
    const other = { ...pageOf(lan), key: 'other' };
    expect(await send('floor.request', request, other)).toMatchObject({
      ok: false,
      error: { code: 'ALREADY_WAITING' },
    });
  });

  it('cannot reach another meeting from a page of this one', async () => {
    const reply = await send('meeting.adjourn', { commandId: 'c-000001', input: {}, meetingId: 'm2' }, pageOf(chair));
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('for the desk is refused to a page of a meeting, and media to the desk', async () => {
    const read = await send('desk.read', { commandId: 'c-000001', input: {} }, pageOf(chair));
    expect(read).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    const join = await send('media.join', { commandId: 'c-000001', input: {}, meetingId }, desk);
    expect(join).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('of the desk reaches meetings of its own body only, but for an administrator', async () => {
    const adjourn = { commandId: 'c-000001', input: {}, meetingId };
    expect(await send('meeting.adjourn', adjourn, deskOf('foreign'))).toMatchObject(forbidden);
    // What the session says of body and role counts for nothing.
    expect(await send('meeting.adjourn', adjourn, { ...deskOf('foreign'), bodyId: 'b1' as BodyId })).toMatchObject(
      forbidden,
    );
    expect(await send('meeting.adjourn', { ...adjourn, meetingId: 'm9' }, desk)).toMatchObject({
      error: { code: 'UNKNOWN_MEETING' },
    });
    expect(await send('meeting.adjourn', { ...adjourn, meetingId: undefined }, desk)).toMatchObject({
      error: { code: 'UNKNOWN_MEETING' },
    });
    expect(await send('meeting.adjourn', adjourn, desk)).toEqual({ ok: true, data: {} });
    const resume = { ...adjourn, commandId: 'c-000002' };
    expect(await send('meeting.resume', resume, deskOf('administrator'))).toEqual({ ok: true, data: {} });
  });

  it.each(['operator', 'delegate'])('of an account of the role %s reaches no meeting', async (accountId) => {
    const watch = { commandId: 'c-000001', input: { versions: {} }, meetingId };
    expect(await send('view.watch', watch, deskOf(accountId))).toMatchObject(forbidden);
    const adjourn = { commandId: 'c-000002', input: {}, meetingId };
    expect(await send('meeting.adjourn', adjourn, deskOf(accountId))).toMatchObject(forbidden);
    // Nor does it learn which meetings there are.
    expect(await send('meeting.adjourn', { ...adjourn, meetingId: 'm9' }, deskOf(accountId))).toMatchObject(forbidden);
  });

  it('of the desk acts as a clerk or as an operator, by its account', async () => {
    const actorOf = async (session: DeskSession, name: string) => {
      expect(await send(name, { commandId: name.replace('.', '-'), input: {}, meetingId }, session)).toMatchObject({
        ok: true,
      });
      return (await around.journal.read(`meeting/${meetingId}`)).records.at(-1)?.actor;
    };
    expect(await actorOf(desk, 'meeting.adjourn')).toMatchObject({ role: 'clerk', personId: 'p1', onBehalfOf: chair });
    expect(await actorOf(deskOf('administrator'), 'meeting.resume')).toMatchObject({ role: 'operator' });
  });

  it('of an account that is disabled or gone is refused', async () => {
    const read = { commandId: 'c-000001', input: {} };
    expect(await send('home.read', read, deskOf('nobody'))).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
    await services.accounts.change('a1', { role: 'clerk', isDisabled: true });
    expect(await send('home.read', read, desk)).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  });

  it('of an account with a given password waits until the person chose another', async () => {
    for (const name of Object.keys(commands) as CommandName[]) {
      const valid = sampleInputs[name] ?? {};
      const reply = await send(name, { commandId: 'c-000001', input: valid, meetingId }, deskOf('newcomer'));
      const code = reply.ok ? 'OK' : reply.error.code;
      if (name === 'home.read') expect(code).toBe('OK');
      else if (name === 'account.changePassword') expect(code).toBe('WRONG_PASSWORD');
      else expect(['PASSWORD_CHANGE_NEEDED', 'INVALID_INPUT']).toContain(code);
    }
  });

  it('that creates a meeting makes one, also when it is repeated', async () => {
    const input = {
      bodyId: 'b1',
      title: 'Kỳ họp',
      place: '',
      plannedStartAt: 1_763_700_000_000,
      quorumRuleId: 'peoplesCouncil',
      source: { kind: 'empty' },
    };
    const create = { commandId: 'c-000001', input };
    const [first, again] = [await send('meeting.create', create, desk), await send('meeting.create', create, desk)];
    expect(first).toEqual({ ok: true, data: { meetingId: expect.stringMatching(/^m-/) } });
    expect(again).toEqual(first);
    expect(await registry.meetings()).toHaveLength(2);
    const foreign = await send('meeting.create', { ...create, input: { ...input, bodyId: 'b2' } }, desk);
    expect(foreign).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('that meets an unexpected error is answered with a number and nothing of its text', async () => {
    vi.spyOn(meeting, 'execute').mockRejectedValue(new Error('SECRET'));
    const reply = await send('meeting.adjourn', { commandId: 'c-000001', input: {} }, pageOf(chair));
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL', correlationId: expect.any(String) } });
    expect(JSON.stringify(reply)).not.toContain('SECRET');
  });

  function send(name: string, payload: unknown, session: DeskSession | MeetingSession = pageOf(lan)) {
    const ownMeeting = session.kind === 'meeting' ? meeting : null;
    return dispatch(name, payload, { ...services, session, meeting: ownMeeting }, around.logger);
  }
});

function deskOf(accountId: string): DeskSession {
  return { ...desk, key: `desk-${accountId}`, accountId };
}

function pageOf(personId: PersonId): MeetingSession {
  const more = { bodyId: null, enteredFrom: null, seat: seatOf(personId) };
  return { ...base, ...more, key: `session-${personId}`, kind: 'meeting', meetingId, linkId: 'l1' };
}
