/** Commands of the desk: the register of a body and the preparation of its meetings. */
import type { ParsedInput } from '#contract';
import type { BodyCommand } from '../../domain/body.ts';
import type { BodyId } from '../../domain/ids.ts';
import type { MeetingCommand } from '../../domain/meeting-state.ts';
import { quorumRules } from '../../domain/quorum.ts';
import { refuse } from '../../domain/rejection.ts';
import { type ParticipantChoice, profileOf } from '../../service/body-service.ts';
import { type CommandContext, deskSession, execution, type Handlers, meetingOf } from '../command-context.ts';

type DeskName =
  | 'desk.read'
  | 'site.add'
  | 'site.change'
  | 'seat.add'
  | 'person.add'
  | 'person.change'
  | 'meeting.create'
  | 'participant.add'
  | 'participant.change'
  | 'participant.remove';

export const deskHandlers: Handlers<DeskName> = {
  'desk.read': async (_input, context) => {
    const { bodyId } = deskSession(context);
    const { state } = await context.registry.body(bodyId);
    // A meeting whose first record is damaged does not know its body; it must not vanish for that.
    const meetings = (await context.registry.allMeetings()).filter(
      (meeting) => meeting.state.bodyId === bodyId || (meeting.isQuarantined && meeting.state.bodyId === null),
    );
    return {
      bodies: [
        {
          id: state.id,
          name: state.name,
          sites: [...state.sites.values()],
          seats: [...state.seats.values()],
          persons: [...state.persons.values()],
        },
      ],
      meetings: meetings.map(({ id, isQuarantined, state: { title, status, plannedStartAt } }) => ({
        id,
        title,
        status,
        plannedStartAt,
        isQuarantined,
      })),
    };
  },
  'site.add': ({ bodyId, site }, context) => changeBody(bodyId, { type: 'site.add', site }, context),
  'site.change': ({ bodyId, site }, context) => changeBody(bodyId, { type: 'site.change', site }, context),
  'seat.add': ({ bodyId, seat }, context) => changeBody(bodyId, { type: 'seat.add', seat }, context),
  'person.add': ({ bodyId, person }, context) => changeBody(bodyId, { type: 'person.add', person }, context),
  'person.change': ({ bodyId, person }, context) => changeBody(bodyId, { type: 'person.change', person }, context),
  'meeting.create': createMeeting,
  'participant.add': async ({ participants }, context) => {
    const profiles = await Promise.all(participants.map((choice) => profile(choice, context)));
    return changeMeeting({ type: 'participant.add', profiles }, context);
  },
  'participant.change': async (choice, context) =>
    changeMeeting({ type: 'participant.change', profile: await profile(choice, context) }, context),
  'participant.remove': ({ personId }, context) => changeMeeting({ type: 'participant.remove', personId }, context),
};

async function changeBody(
  bodyId: BodyId,
  command: BodyCommand,
  context: CommandContext,
): Promise<Record<string, never>> {
  if (deskSession(context).bodyId !== bodyId) refuse('FORBIDDEN');
  const body = await context.registry.body(bodyId);
  await body.execute(command, execution(context));
  return {};
}

async function changeMeeting(command: MeetingCommand, context: CommandContext): Promise<Record<string, never>> {
  await meetingOf(context).execute(command, execution(context));
  return {};
}

async function profile(choice: ParticipantChoice, context: CommandContext) {
  const { bodyId } = meetingOf(context).state;
  if (!bodyId) refuse('UNKNOWN_BODY');
  return profileOf((await context.registry.body(bodyId)).state, choice);
}

/** The id comes from the command's own id, so that a repeat finds the meeting that the first one made. */
async function createMeeting(input: ParsedInput<'meeting.create'>, context: CommandContext) {
  if (deskSession(context).bodyId !== input.bodyId) refuse('FORBIDDEN');
  const meetingId = context.meetingId ?? refuse('UNKNOWN_MEETING');
  const meeting = await context.registry.newMeeting(meetingId);
  const { bodyId, title, plannedStartAt, quorumRuleId } = input;
  const quorumRule = quorumRules[quorumRuleId];
  const bodyName = (await context.registry.body(bodyId)).state.name;
  await meeting.execute(
    { type: 'meeting.create', bodyId, bodyName, title, plannedStartAt, quorumRule },
    execution(context, { meetingId }),
  );
  return { meetingId };
}
