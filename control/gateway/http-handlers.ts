/** The requests before a session: looking at a link, using it, signing in, the first set-up, the demo's welcome page. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { HttpOutput, HttpRequestName, httpRequests } from '#contract';
import type { BodyId, EndpointId, MeetingId, PersonId } from '../domain/ids.ts';
import { audienceOf, systemActor } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Account, Accounts } from '../identity/accounts.ts';
import type { Link, Links } from '../identity/links.ts';
import { assertStrongPassword } from '../identity/passwords.ts';
import type { NewSession, Sessions } from '../identity/sessions.ts';
import { randomId, type TokenSigner } from '../identity/tokens.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { Registry } from '../service/registry.ts';
import { joinUrl } from './handlers/links.ts';
import { endedCookie, findSession, sessionCookie } from './session-cookies.ts';
import { currentMeeting, type SocketGateway } from './sockets.ts';

export type HttpHandlers = {
  [Name in HttpRequestName]: (
    input: z.output<(typeof httpRequests)[Name]['input']>,
    request: Request,
    response: Response,
  ) => Promise<HttpOutput<Name>>;
};

type Deps = {
  registry: Registry;
  links: Links;
  sessions: Sessions;
  accounts: Accounts;
  signer: TokenSigner;
  sockets: SocketGateway;
  publicUrl: string;
  /** The demo's meeting, while there is one. */
  demoMeetingId: MeetingId | null;
};

export function createHttpHandlers(deps: Deps): HttpHandlers {
  let isSettingUp = false;
  return {
    'join/preview': ({ token }) => preview(deps, deps.links.find(token)),
    join: async ({ token }, _request, response) => {
      await assertJoinable(deps, deps.links.find(token));
      const link = await deps.links.use(token);
      return startSession(response, await deps.sessions.create(meetingSessionOf(link, await meetingOf(deps, link))));
    },
    login: async ({ login, password }, request, response) => {
      const account = await deps.accounts.signIn(login, password, request.socket.remoteAddress ?? '');
      return startSession(response, await deps.sessions.create(deskSessionOf(account)));
    },
    logout: async ({ sessionKey }, request, response) => {
      if (!findSession(deps.sessions, sessionKey, request.headers.cookie)) {
        throw new AppError('NOT_SIGNED_IN', 'This session has ended already.');
      }
      await deps.sessions.end(sessionKey);
      deps.sockets.endSession(sessionKey, 'left');
      response.setHeader('set-cookie', endedCookie(sessionKey));
      return {};
    },
    setup: async (input, _request, response) => {
      if (isSettingUp) throw new AppError('LINK_USED', 'Somebody else is setting up this server just now.');
      isSettingUp = true;
      try {
        return await setUp(deps, input, response);
      } finally {
        isSettingUp = false;
      }
    },
    welcome: ({ key }) => welcome(deps, key),
  };
}

function startSession(response: Response, { session, secret }: NewSession): { sessionKey: string } {
  response.setHeader('set-cookie', sessionCookie(session, secret));
  return { sessionKey: session.key };
}

async function meetingOf({ registry }: Deps, link: Link): Promise<LiveMeeting | undefined> {
  return link.meetingId ? registry.meeting(link.meetingId) : currentMeeting(await registry.meetings());
}

async function assertJoinable(deps: Deps, link: Link): Promise<void> {
  const meeting = await meetingOf(deps, link);
  // A device without a meeting of its own may wait for one.
  if (!meeting) return;
  if (meeting.state.status === 'closed') throw new AppError('LINK_EXPIRED', 'The meeting is closed.');
  const role = link.personId ? meeting.state.participants.get(link.personId)?.role : link.deviceRole;
  if (!role) throw new AppError('LINK_EXPIRED', 'The person of this link does not take part any more.');
  if (meeting.state.status === 'draft' && audienceOf(role) !== 'staff') {
    throw new AppError('NO_MEETING', 'The meeting is not convened yet.');
  }
}

async function preview(deps: Deps, link: Link): Promise<HttpOutput<'join/preview'>> {
  await assertJoinable(deps, link);
  const meeting = await meetingOf(deps, link);
  const participant = link.personId ? meeting?.state.participants.get(link.personId) : undefined;
  const bodyId = meeting?.state.bodyId;
  return {
    meetingTitle: meeting?.state.title ?? '',
    bodyName: bodyId ? (await deps.registry.body(bodyId)).state.name : '',
    name: participant?.name ?? link.label,
    role: participant?.role ?? link.kind,
    siteName: participant?.siteName ?? link.label,
    plannedStartAt: meeting?.state.plannedStartAt ?? 0,
    status: meeting?.state.status ?? 'none',
    kind: link.kind,
  };
}

function meetingSessionOf(link: Link, meeting: LiveMeeting | undefined) {
  const { kind, deviceRole, personId, siteId, label, linkId, meetingId } = link;
  const name = personId ? meeting?.state.participants.get(personId)?.name : undefined;
  const seat = {
    endpointId: `e-${randomId()}` as EndpointId,
    kind,
    deviceRole: deviceRole ?? ('observer' as const),
    personId,
    siteId,
    label: name ?? label,
  };
  return { kind: 'meeting' as const, meetingId, linkId, seat };
}

function deskSessionOf({ accountId, bodyId, personId }: Pick<Account, 'accountId' | 'bodyId' | 'personId'>) {
  return { kind: 'desk' as const, accountId, bodyId, personId };
}

/** Only while there is no account: the body, its first person, and that person's account. */
async function setUp(
  { accounts, registry, sessions, signer }: Deps,
  { token, bodyName, name, login, password }: z.output<(typeof httpRequests)['setup']['input']>,
  response: Response,
): Promise<{ sessionKey: string }> {
  if (!signer.verify('setup', token)) throw new AppError('BAD_LINK', 'This is not the link that the start printed.');
  if (!accounts.isEmpty) throw new AppError('LINK_USED', 'This server has an administrator already. Sign in instead.');
  const bodyId = `b-${randomId()}` as BodyId;
  const personId = `p-${randomId()}` as PersonId;
  const account = { accountId: randomId(), login, bodyId, personId, isAdministrator: true };
  assertStrongPassword(password);
  const body = await registry.body(bodyId);
  const execution = { actor: systemActor, commandKey: null, inputHash: '', reply: null };
  await body.execute({ type: 'body.found', name: bodyName }, execution);
  const person = { id: personId, name, title: '', siteId: null, usualRole: 'operator' as const };
  await body.execute({ type: 'person.add', person }, execution);
  // The account last: until it is there, the link still works.
  await accounts.create(account, password);
  return startSession(response, await sessions.create(deskSessionOf(account)));
}

async function welcome({ registry, links, signer, publicUrl, demoMeetingId }: Deps, key: string) {
  if (!demoMeetingId || signer.verify('welcome', key) !== demoMeetingId) {
    throw new AppError('BAD_LINK', 'There is no demo under this address.');
  }
  const meeting = await registry.meeting(demoMeetingId);
  const { title, bodyId, participants } = meeting.state;
  return {
    meetingTitle: title,
    bodyName: bodyId ? (await registry.body(bodyId)).state.name : '',
    links: links.ofMeeting(demoMeetingId).map((link) => {
      const participant = link.personId ? participants.get(link.personId) : undefined;
      return {
        url: joinUrl(publicUrl, links.tokenOf(link)),
        label: participant?.name ?? link.label,
        title: participant?.title ?? '',
        role: participant?.role ?? link.kind,
        siteName: participant?.siteName ?? link.label,
      };
    }),
  };
}
