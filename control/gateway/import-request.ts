/** `POST /api/import`: reads a list and answers what taking it over would change. Nothing changes here. */
import type { Request } from 'express';
import { z } from 'zod';
import type { ImportPreview } from '#contract';
import type { BodyId, MeetingId } from '../domain/ids.ts';
import { refuse } from '../domain/rejection.ts';
import { AppError } from '../errors.ts';
import type { Accounts } from '../identity/accounts.ts';
import type { Sessions } from '../identity/sessions.ts';
import { randomId } from '../identity/tokens.ts';
import { isListTooLong, maxListLines, readList } from '../import/list.ts';
import type { Registry } from '../service/registry.ts';
import { assertAccountMay } from './command-context.ts';
import { readyAccountOf } from './desk-request.ts';
import { planList } from './import-plans.ts';
import type { ImportPreviews } from './import-previews.ts';

type Deps = { registry: Registry; sessions: Sessions; accounts: Accounts; importPreviews: ImportPreviews };

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const query = z.object({ session: id, meeting: id.optional(), body: id.optional() });

/**
 * Answers requests. They fail with `NOT_SIGNED_IN`, `FORBIDDEN`, `UNKNOWN_MEETING`, `UNKNOWN_BODY`, `INVALID_INPUT`,
 * `TOO_LARGE`, `IMPORT_UNREADABLE`.
 */
export function createImportPreview(
  deps: Deps,
): (request: Request, readBody: () => Promise<Uint8Array>) => Promise<ImportPreview> {
  return async (request, readBody) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? 'session');
      throw new AppError('INVALID_INPUT', `The query parameter ${field} is missing or not valid.`, { field });
    }
    const { session: sessionKey, meeting, body } = parsed.data;
    const { account } = readyAccountOf(deps, sessionKey, request);
    assertAccountMay(account, meeting ? 'prepare' : 'register');
    const meetingId = (meeting ?? null) as MeetingId | null;
    const live = meetingId ? await deps.registry.meeting(meetingId) : null;
    const bodyId = live ? live.state.bodyId : ((body ?? account.bodyId) as BodyId);
    if (live) assertAccountMay(account, 'prepare', bodyId);
    assertAccountMay(account, 'register', bodyId);
    const register = bodyId ? await deps.registry.body(bodyId) : null;
    if (!bodyId || !register?.state.name) refuse('UNKNOWN_BODY');
    const bytes = await readBody();
    if (isListTooLong(bytes)) {
      throw new AppError('TOO_LARGE', `The list has more than ${maxListLines} lines. Import it in parts.`);
    }
    const list = readList(bytes);
    if (!list) {
      throw new AppError('IMPORT_UNREADABLE', 'There is no line with a name, or this is no list as text (CSV).');
    }
    const importId = randomId();
    const plan = planList({ importId, list }, register.state, live?.state.participants ?? null);
    deps.importPreviews.keep(sessionKey, {
      importId,
      bodyId,
      meetingId,
      list,
      plan,
      isInRegister: false,
      applied: null,
    });
    const { encoding, columns } = list;
    return { importId, encoding, columns, rows: plan.rows, faults: plan.faults };
  };
}
