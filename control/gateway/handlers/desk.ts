/** What the desk shows, and the preparation of meetings: new ones and their participants. */
import type { CommandOutput, ParsedInput } from '#contract';
import type { Body } from '../../domain/body.ts';
import type { Meeting, MeetingCommand } from '../../domain/meeting-state.ts';
import { planOf } from '../../domain/plan.ts';
import { quorumRules } from '../../domain/quorum.ts';
import { refuse } from '../../domain/rejection.ts';
import { builtInTemplates, type Template } from '../../domain/templates.ts';
import { changedProfile, guestProfile, profileOf } from '../../service/body-service.ts';
import type { LiveMeeting } from '../../service/live-meeting.ts';
import { type Beginning, beginningByTemplate, beginningLike, emptyBeginning } from '../../service/meeting-beginning.ts';
import {
  accountOf,
  assertAbility,
  type CommandContext,
  execution,
  type Handlers,
  meetingOf,
} from '../command-context.ts';

type DeskName =
  | 'desk.read'
  | 'meeting.create'
  | 'participant.add'
  | 'participant.addGuest'
  | 'participant.change'
  | 'participant.remove';

type Desk = CommandOutput<'desk.read'>;

export const deskHandlers: Handlers<DeskName> = {
  'desk.read': readDesk,
  'meeting.create': createMeeting,
  'participant.add': async ({ participants }, context) => {
    const body = await bodyOf(context);
    return changeMeeting(
      () => ({ type: 'participant.add', profiles: participants.map((choice) => profileOf(body, choice)) }),
      context,
    );
  },
  'participant.addGuest': async (guest, context) => {
    const body = await bodyOf(context);
    return changeMeeting(() => ({ type: 'participant.add', profiles: [guestProfile(body, guest)] }), context);
  },
  'participant.change': async (choice, context) => {
    const body = await bodyOf(context);
    return changeMeeting(({ participants }) => {
      return { type: 'participant.change', profile: changedProfile(body, participants.get(choice.personId), choice) };
    }, context);
  },
  'participant.remove': ({ personId }, context) =>
    changeMeeting(() => ({ type: 'participant.remove', personId }), context),
};

async function changeMeeting(
  make: (state: Meeting) => MeetingCommand,
  context: CommandContext,
): Promise<Record<string, never>> {
  await meetingOf(context).execute(make, execution(context));
  return {};
}

/** The register from which a meeting takes its participants. */
async function bodyOf(context: CommandContext): Promise<Body> {
  const { bodyId } = meetingOf(context).state;
  if (!bodyId) refuse('UNKNOWN_BODY');
  return (await context.registry.body(bodyId)).state;
}

/** All bodies for an administrator; for everybody else at the desk the one of their account. */
async function readDesk(_input: unknown, context: CommandContext): Promise<Desk> {
  assertAbility(context, 'register');
  const { bodyId: ownId, role } = accountOf(context);
  const isShown = (bodyId: string | null) => role === 'administrator' || bodyId === ownId;
  const bodies = await context.registry.bodies();
  const meetings = await context.registry.allMeetings();
  return {
    bodies: bodies.filter(({ state }) => state.name && isShown(state.id)).map(({ state }) => registerOf(state)),
    templates: builtInTemplates.map(templateRow),
    rulePacks: context.rulePacks.list().map(({ id, name, sources }) => ({ id, name, sources: [...sources] })),
    meetings: meetings
      .filter(({ state, isQuarantined }) =>
        // A meeting whose first record is damaged does not know its body; it must not vanish for that.
        state.bodyId === null ? isQuarantined : isShown(state.bodyId),
      )
      .map((meeting) => ({ ...summaryOf(meeting), bodyId: meeting.state.bodyId ?? ownId })),
  };
}

function registerOf({ id, name, sites, seats, persons, templates }: Body): Desk['bodies'][number] {
  return {
    id,
    name,
    sites: [...sites.values()],
    seats: [...seats.values()],
    persons: [...persons.values()],
    templates: [...templates.values()].map(templateRow),
  };
}

function templateRow({ items, ...template }: Template): Desk['templates'][number] {
  return { ...template, items: [...items] };
}

function summaryOf({ id, isQuarantined, state }: LiveMeeting) {
  const { title, status, place, plannedStartAt, participants, agenda } = state;
  const plannedEndAt = planOf(agenda, plannedStartAt).endAt;
  return { id, title, status, place, plannedStartAt, plannedEndAt, participantCount: participants.size, isQuarantined };
}

/** The id comes from the command's own id, so that a repeat finds the meeting that the first one made. */
async function createMeeting(input: ParsedInput<'meeting.create'>, context: CommandContext) {
  const { bodyId, title, place, plannedStartAt, quorumRuleId } = input;
  assertAbility(context, 'prepare', bodyId);
  const meetingId = context.meetingId ?? refuse('UNKNOWN_MEETING');
  const { state: body } = await context.registry.body(bodyId);
  if (!body.name) refuse('UNKNOWN_BODY');
  const earlier = input.source.kind === 'meeting' ? await context.registry.meeting(input.source.meetingId) : null;
  if (earlier && earlier.state.bodyId !== bodyId) refuse('FORBIDDEN');
  const meeting = await context.registry.newMeeting(meetingId);
  const quorumRule = quorumRules[quorumRuleId];
  const rulePack = input.rulePackId
    ? context.rulePacks.get(input.rulePackId)
    : (earlier?.state.rulePack ?? context.rulePacks.usualFor(quorumRuleId));
  const fields = { bodyId, bodyName: body.name, title, place, plannedStartAt, quorumRule, rulePack };
  await meeting.execute(
    () => ({ type: 'meeting.create', ...fields, ...beginningOf(input, body, earlier) }),
    execution(context, { meetingId }),
  );
  return { meetingId };
}

function beginningOf(
  { source, plannedStartAt }: ParsedInput<'meeting.create'>,
  body: Body,
  earlier: LiveMeeting | null,
): Beginning {
  if (source.kind === 'template') return beginningByTemplate(body, source.templateId);
  return earlier ? beginningLike(earlier.state, body, plannedStartAt) : emptyBeginning;
}
