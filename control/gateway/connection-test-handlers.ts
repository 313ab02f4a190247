/** The requests of a connection test. Who starts one is known by a link or a session; its id is the secret of the rest. */
import type { Request } from 'express';
import type { z } from 'zod';
import type { HttpOutput, HttpRequestName, httpRequests } from '#contract';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '#sfu';
import { AppError } from '../errors.ts';
import type { Links } from '../identity/links.ts';
import type { Sessions } from '../identity/sessions.ts';
import type { TestSubject } from '../operations/connection-tests.ts';
import type { Operations } from '../operations/operations.ts';
import { findSession } from './session-cookies.ts';

type TestRequestName = Extract<HttpRequestName, `connection-test/${string}`>;
type TestHandlers = {
  [Name in TestRequestName]: (
    input: z.output<(typeof httpRequests)[Name]['input']>,
    request: Request,
  ) => Promise<HttpOutput<Name>>;
};
type Deps = { links: Links; sessions: Sessions; operations: Operations };
type Access = { token: string } | { sessionKey: string };

// RTP and DTLS parameters stay what the page sent: the media plane checks them and answers MEDIA_REFUSED.
export function createConnectionTestHandlers({ links, sessions, operations }: Deps): TestHandlers {
  const { tests, turn } = operations;
  return {
    'connection-test/start': async (access, request) => {
      const { subject, rateKey } = whoTests({ links, sessions }, access, request);
      const started = await tests.start(subject, rateKey);
      const { iceServers } = turn.accessFor('test', Date.now());
      return { ...started, iceServers } as unknown as HttpOutput<'connection-test/start'>;
    },
    'connection-test/connect': async ({ testId, transportId, dtlsParameters }) => {
      await tests.connect(testId, transportId, dtlsParameters as unknown as DtlsParameters);
      return {};
    },
    'connection-test/produce': async ({ testId, rtpParameters, ...request }) => {
      const parameters = rtpParameters as unknown as RtpParameters;
      return { producerId: await tests.produce(testId, { ...request, rtpParameters: parameters }) };
    },
    'connection-test/consume': async ({ testId, producerId, rtpCapabilities }) => {
      const offer = await tests.consume(testId, producerId, rtpCapabilities as RtpCapabilities);
      return offer as unknown as HttpOutput<'connection-test/consume'>;
    },
    'connection-test/resume': async ({ testId, consumerId }) => {
      await tests.resume(testId, consumerId);
      return {};
    },
    'connection-test/restart': async ({ testId, transportId }) => {
      const iceParameters = await tests.restart(testId, transportId);
      return { iceParameters: iceParameters as unknown as Record<string, unknown> };
    },
    'connection-test/end': async ({ testId, result }) => {
      await tests.end(testId, result, Date.now());
      return {};
    },
  };
}

/** Throws as `Links.find` does, and `NOT_SIGNED_IN`. */
function whoTests(
  { links, sessions }: Pick<Deps, 'links' | 'sessions'>,
  access: Access,
  request: Request,
): { subject: TestSubject; rateKey: string } {
  if ('token' in access) {
    const { personId, siteId, linkId } = links.find(access.token);
    return { subject: { personId, siteId }, rateKey: `link/${linkId}` };
  }
  const session = findSession(sessions, access.sessionKey, request.headers.cookie);
  if (!session) throw new AppError('NOT_SIGNED_IN', 'There is no valid session. Sign in again.');
  const { personId, siteId } = session.kind === 'desk' ? { personId: session.personId, siteId: null } : session.seat;
  return { subject: { personId, siteId }, rateKey: `session/${session.key}` };
}
