/** The requests before a session: using a link, signing in, joining a device, the first set-up, the demo's welcome page. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { HttpOutput, HttpRequestName, httpRequests } from '#contract';
import type { BodyId, MeetingId, PersonId } from '../domain/ids.ts';
import { systemActor } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Account, Accounts } from '../identity/accounts.ts';
import type { Links } from '../identity/links.ts';
import type { Pairings } from '../identity/pairings.ts';
import { assertStrongPassword } from '../identity/passwords.ts';
import type { NewSession, SessionContent, Sessions } from '../identity/sessions.ts';
import { randomId, type TokenSigner } from '../identity/tokens.ts';
import type { Operations } from '../operations/operations.ts';
import type { Registry } from '../service/registry.ts';
import { createConnectionTestHandlers } from './connection-test-handlers.ts';
import { readyAccountOf } from './desk-request.ts';
import { joinUrl } from './handlers/links.ts';
import { enterMeeting, previewLink, useLink } from './joining.ts';
import { endedCookie, findSession, sessionCookie } from './session-cookies.ts';

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
  pairings: Pairings;
  signer: TokenSigner;
  operations: Operations;
  /** Tells the pages of a session why it ended, and disconnects them. */
  endSession(sessionKey: string, reason: 'left'): void;
  publicUrl: string;
  /** The demo's meeting and the account to try the desk with, while there is a demo. */
  demo: { meetingId: MeetingId; findAccount(): Promise<{ login: string; password: string } | null> } | null;
};

export function createHttpHandlers(deps: Deps): HttpHandlers {
  let isSettingUp = false;
  return {
    'join/preview': ({ token }) => previewLink(deps, token),
    join: async ({ token }, _request, response) => startSession(response, await useLink(deps, token)),
    login: async ({ login, password }, request, response) => {
      const account = await deps.accounts.signIn(login, password, addressOf(request));
      return startSession(response, await deps.sessions.create(deskSessionOf(account)));
    },
    enter: async ({ sessionKey, meetingId }, request, response) => {
      const { account } = readyAccountOf(deps, sessionKey, request);
      return startSession(response, await enterMeeting(deps, { account, sessionKey, meetingId }));
    },
    logout: async ({ sessionKey }, request, response) => {
      if (!findSession(deps.sessions, sessionKey, request.headers.cookie)) {
        throw new AppError('NOT_SIGNED_IN', 'This session has ended already.');
      }
      await deps.sessions.end(sessionKey);
      deps.endSession(sessionKey, 'left');
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
    'pair/start': (_input, request) => deps.pairings.start(addressOf(request)),
    'pair/status': async ({ pairingSecret }, _request, response) => {
      const status = deps.pairings.status(pairingSecret);
      if (status.state !== 'paired') return { state: status.state, sessionKey: null };
      return { state: 'paired', ...startSession(response, status.made) };
    },
    ...createConnectionTestHandlers(deps),
    welcome: ({ key }) => welcome(deps, key),
  };
}

function addressOf(request: Request): string {
  return request.socket.remoteAddress ?? '';
}

function startSession(response: Response, { session, secret }: NewSession): { sessionKey: string } {
  response.setHeader('set-cookie', sessionCookie(session, secret));
  return { sessionKey: session.key };
}

function deskSessionOf({
  accountId,
  bodyId,
  personId,
}: Pick<Account, 'accountId' | 'bodyId' | 'personId'>): SessionContent {
  return { kind: 'desk', accountId, bodyId, personId };
}

/** Only while there is no administrator: the body, its first person, and that person's account. */
async function setUp(
  { accounts, registry, sessions, signer }: Deps,
  { token, bodyName, name, login, password }: z.output<(typeof httpRequests)['setup']['input']>,
  response: Response,
): Promise<{ sessionKey: string }> {
  if (!signer.verify('setup', token)) throw new AppError('BAD_LINK', 'This is not the link that the start printed.');
  if (!accounts.isAdministratorMissing)
    throw new AppError('LINK_USED', 'This server has an administrator already. Sign in instead.');
  const bodyId = `b-${randomId()}` as BodyId;
  const personId = `p-${randomId()}` as PersonId;
  const role = 'administrator' as const;
  const account = { accountId: randomId(), login, bodyId, personId, role, mustChangePassword: false };
  assertStrongPassword(password);
  const body = await registry.body(bodyId);
  const execution = { actor: systemActor, commandKey: null, inputHash: '', reply: null };
  await body.execute({ type: 'body.found', name: bodyName }, execution);
  const person = { id: personId, name, rank: '', title: '', siteId: null, usualRole: 'operator' as const };
  await body.execute({ type: 'person.add', person }, execution);
  // The account last: until it is there, the link still works.
  await accounts.create(account, password);
  return startSession(response, await sessions.create(deskSessionOf(account)));
}

async function welcome(
  { registry, links, signer, publicUrl, demo }: Deps,
  key: string,
): Promise<HttpOutput<'welcome'>> {
  if (!demo || signer.verify('welcome', key) !== demo.meetingId) {
    throw new AppError('BAD_LINK', 'There is no demo under this address.');
  }
  const meeting = await registry.meeting(demo.meetingId);
  const { title, bodyId, participants } = meeting.state;
  return {
    meetingTitle: title,
    bodyName: bodyId ? (await registry.body(bodyId)).state.name : '',
    account: await demo.findAccount(),
    links: links.ofMeeting(demo.meetingId).map((link) => {
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
