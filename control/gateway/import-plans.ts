/** Plans lists against the register and the meeting that they are for. */
import { createHash } from 'node:crypto';
import type { Body } from '../domain/body.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Participants } from '../domain/participants.ts';
import { type ImportPlan, planImport } from '../import/plan.ts';
import type { KeptImport } from './import-previews.ts';

export function planList(
  { importId, list }: Pick<KeptImport, 'importId' | 'list'>,
  body: Body,
  participants: Participants | null,
): ImportPlan {
  // The same id for the same line, so that planning again answers the same.
  const newPersonId = (line: number) =>
    `p-${createHash('sha256').update(`${importId}:${line}`).digest('base64url').slice(0, 16)}` as PersonId;
  return planImport(list, { body, participants, newPersonId });
}
