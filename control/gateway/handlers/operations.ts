/** Commands of those who look after lines and devices. */
import type { CommandName } from '#contract';
import { refuse } from '../../domain/rejection.ts';
import { audienceOf } from '../../domain/roles.ts';
import { actorOf, type CommandContext, execution, type Handlers, runningMeeting } from '../command-context.ts';

type OperationsName = Extract<CommandName, `operations.${string}`>;

export const operationsHandlers: Handlers<OperationsName> = {
  'operations.read': async (_input, context) => {
    assertStaff(context);
    return context.operations.board(runningMeeting(context));
  },
  'operations.holdRollCall': async (_input, context) => {
    assertStaff(context);
    const meeting = runningMeeting(context);
    const rows = await context.operations.measureRollCall(meeting);
    const { personId } = actorOf(context);
    const byName = (personId && meeting.state.participants.get(personId)?.name) || '';
    await meeting.execute({ type: 'rollCall.record', byName, rows }, execution(context));
    return { at: meeting.state.rollCall?.at ?? Date.now(), byName, rows };
  },
};

function assertStaff(context: CommandContext): void {
  if (audienceOf(actorOf(context).role) !== 'staff') refuse('FORBIDDEN');
}
