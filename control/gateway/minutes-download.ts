/** `GET /api/minutes.docx`: the minutes as a file, for those who may read them on the page. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { errorMeanings, minutesLanguage } from '#contract';
import type { MeetingId } from '../domain/ids.ts';
import { refuse } from '../domain/rejection.ts';
import { audienceOf } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Accounts } from '../identity/accounts.ts';
import type { Sessions } from '../identity/sessions.ts';
import { makeDocx } from '../minutes/docx-file.ts';
import type { MinutesReader } from '../minutes/reader.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';
import type { Registry } from '../service/registry.ts';
import { assertAccountMay } from './command-context.ts';
import { readyAccountOf } from './desk-request.ts';
import { findSession } from './session-cookies.ts';

type Deps = { registry: Registry; sessions: Sessions; accounts: Accounts; minutes: MinutesReader };

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const query = z.object({ session: id, meeting: id, language: minutesLanguage });
const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Answers requests. They fail with `NOT_SIGNED_IN`, `FORBIDDEN`, `NOT_ADMITTED`, `UNKNOWN_MEETING`, `INVALID_INPUT`,
 * `PASSWORD_CHANGE_NEEDED`.
 */
export function createMinutesDownload(deps: Deps): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? 'session');
      throw new AppError('INVALID_INPUT', `The query parameter ${field} is missing or not valid.`, { field });
    }
    const { session, meeting: meetingId, language } = parsed.data;
    const meeting = await readableMeeting(deps, session, meetingId as MeetingId, request);
    const minutes = await deps.minutes.read(meeting, language);
    const file = await makeDocx(minutes);
    response.setHeader('content-disposition', attachment(`${minutes.document.fileName}.docx`));
    response.setHeader('content-type', mediaType);
    response.send(file);
  };
}

/** Of a session in the meeting, or of an account that prepares it. */
async function readableMeeting(
  deps: Deps,
  sessionKey: string,
  meetingId: MeetingId,
  request: Request,
): Promise<LiveMeeting> {
  const session = findSession(deps.sessions, sessionKey, request.headers.cookie);
  if (!session) throw new AppError('NOT_SIGNED_IN', errorMeanings.NOT_SIGNED_IN);
  if (session.kind === 'meeting') {
    if (session.meetingId !== meetingId) refuse('FORBIDDEN');
    const meeting = await deps.registry.meeting(meetingId);
    if (meeting.isWaiting(session.seat)) refuse('NOT_ADMITTED');
    if (audienceOf(meeting.actorAt(session.seat).role) !== 'staff') refuse('FORBIDDEN');
    return meeting;
  }
  const { account } = readyAccountOf(deps, sessionKey, request);
  assertAccountMay(account, 'prepare');
  const meeting = await deps.registry.meeting(meetingId);
  assertAccountMay(account, 'prepare', meeting.state.bodyId);
  return meeting;
}

/** With the name in UTF-8 (RFC 6266), and without marks for programs that know ASCII only. */
function attachment(fileName: string): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const escaped = encodeURIComponent(fileName).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${escaped}`;
}
