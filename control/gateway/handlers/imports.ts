/** Taking over a list that was looked at before: the register first, then the meeting, each all or nothing. */
import { isDeepStrictEqual } from 'node:util';
import type { Body, BodyCommand } from '../../domain/body.ts';
import type { ImportPlan } from '../../import/plan.ts';
import { planMeeting } from '../../import/plan-meeting.ts';
import { assertAbility, type CommandContext, execution, type Handlers } from '../command-context.ts';
import { planList } from '../import-plans.ts';
import { type AppliedImport, importExpired, type KeptImport } from '../import-previews.ts';

export const importHandlers: Handlers<'import.apply'> = {
  'import.apply': async ({ importId }, context) => {
    const kept = context.importPreviews.find(context.session.key, importId);
    if (kept.meetingId) assertAbility(context, 'prepare', kept.bodyId);
    assertAbility(context, 'register', kept.bodyId);
    // Two taps are one: both get the first answer, and a failure can be tried again.
    kept.applied ??= apply(kept, context).catch((error) => {
      kept.applied = null;
      throw error;
    });
    return kept.applied;
  },
};

async function apply(kept: KeptImport, context: CommandContext): Promise<AppliedImport> {
  const { meetingId, plan } = kept;
  const body = await context.registry.body(kept.bodyId);
  const meeting = meetingId ? await context.registry.meeting(meetingId) : null;
  if (!kept.isInRegister) {
    const takeOver = (state: Body): BodyCommand => {
      const now = planList(kept, state, meeting?.state.participants ?? null);
      if (!isDeepStrictEqual(now, plan)) throw importExpired();
      return { type: 'register.import', persons: plan.persons };
    };
    if (plan.persons.length > 0) await body.execute(takeOver, execution(context));
    else takeOver(body.state);
    kept.isInRegister = true;
  }
  if (meeting && plan.added.length + plan.changed.length > 0) {
    await meeting.execute(({ participants }) => {
      const { added, changed } = planMeeting(plan.planned, body.state, participants, []);
      if (!isDeepStrictEqual([added, changed], [plan.added, plan.changed])) throw importExpired();
      return { type: 'participant.importMany', added, changed };
    }, execution(context));
  }
  const count = (change: ImportPlan['rows'][number]['change']) =>
    plan.rows.filter((row) => row.change === change).length;
  return { created: count('new'), changed: count('changed'), added: plan.added.length };
}
