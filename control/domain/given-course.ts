/** For tests: random courses of a meeting, in which six persons and a room device do whatever they may, or may not. */
import fc from 'fast-check';
import {
  chair,
  clerk,
  deputy,
  device,
  guest,
  inSession,
  itemAdded,
  lan,
  meetingAfter,
  minh,
  person,
  profile,
  roomJoined,
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { AgendaItemId, EndpointId, PersonId } from './ids.ts';
import { decideMeeting, evolveMeeting } from './meeting.ts';
import type { Meeting, MeetingCommand, MeetingEvent } from './meeting-state.ts';
import { quorumRules } from './quorum.ts';
import { Rejection } from './rejection.ts';
import { type Actor, deviceRoles, mayIssue, type PersonRole, personRoles, type Role, systemActor } from './roles.ts';

export const runs = { numRuns: 100 };

type Step = { command: MeetingCommand; actor: Actor; waitMs: number };
export type Taken = Step & { before: Meeting; after: Meeting; at: number; events: MeetingEvent[] };

const personIds = [chair, deputy, clerk, lan, minh, guest];
const itemIds = ['item-1', 'item-2', 'item-3', 'item-4'].map((id) => id as AgendaItemId);
const endpointIds = [...personIds.map(pageOf), 'room-1' as EndpointId];
const usualRoles: PersonRole[] = ['chair', 'deputy', 'clerk', 'delegate', 'delegate', 'guest'];

export const start = meetingAfter(...inSession, itemAdded('item-3' as AgendaItemId, 'staff'), roomJoined(lan, minh));

/** Everybody at a page of their own, and a room device. */
export const viewers = endpointIds.map((endpointId, index) => ({ endpointId, personId: personIds[index] ?? null }));

const aPerson = fc.constantFrom(...personIds);
const anItem = fc.constantFrom(...itemIds);
const anEndpoint = fc.constantFrom(...endpointIds);

/** Anybody at all: most often refused. */
const aStranger: fc.Arbitrary<Actor> = fc.record({
  role: fc.constantFrom<Role>(...personRoles, ...deviceRoles),
  personId: fc.option(aPerson),
  endpointId: fc.option(anEndpoint),
  onBehalfOf: fc.constant(null),
});

const floorCommand = fc.record({
  type: fc.constantFrom(
    'floor.request' as const,
    'floor.grant' as const,
    'floor.accept' as const,
    'floor.cancelRequest' as const,
    'floor.decline' as const,
    'floor.yield' as const,
    'floor.withdraw' as const,
    'floor.expireInvitation' as const,
  ),
  personId: fc.constantFrom(chair, deputy, lan, minh),
});

const someFields = {
  title: fc.uuid(),
  plannedMs: fc.constantFrom(60_000, 120_000),
  visibility: fc.constantFrom('public', 'member', 'staff'),
  startsAt: fc.constantFrom(null, 0, 90_000),
  responsibleIds: fc.subarray([lan, minh]),
};

const itemCommand = fc.record({
  type: fc
    .constantFrom('add', 'change', 'change', 'resolveConflict', 'move', 'remove', 'select', 'activate')
    .map((verb) => `agenda.${verb}` as const),
  itemId: anItem,
  position: fc.nat({ max: 5 }),
  ...someFields,
  baseRevision: fc.nat({ max: 3 }),
  changes: fc.record(someFields, { requiredKeys: [] }),
  conflictId: fc.constantFrom('conflict-1', 'conflict-2'),
  keep: fc.constantFrom('current', 'other'),
});

const lifecycleCommand = fc.record({
  type: fc.constantFrom('adjourn', 'resume', 'resume', 'change', 'close').map((verb) => `meeting.${verb}` as const),
  changes: fc.record(
    {
      title: fc.constantFrom('Phiên họp', 'Kỳ họp'),
      place: fc.constantFrom('', 'Phòng số 2'),
      plannedStartAt: fc.nat(),
      quorumRule: fc.constantFrom(...Object.values(quorumRules)),
    },
    { requiredKeys: [] },
  ),
});

const aProfile = fc
  .tuple(
    aPerson,
    fc.constantFrom('chair' as const, 'delegate' as const, 'guest' as const),
    fc.constantFrom(null, null, 'seat-1', 'seat-2'),
    fc.constantFrom(null, null, ...personIds),
  )
  .map(([personId, role, seatId, substituteForId]) => ({ ...profile(personId, role, seatId), substituteForId }));
const personCommand = fc.oneof(
  fc.record({ type: fc.constant('participant.add'), profiles: fc.array(aProfile, { minLength: 1, maxLength: 2 }) }),
  fc.record({ type: fc.constant('participant.change'), profile: aProfile }),
  fc.record({ type: fc.constant('participant.remove'), personId: aPerson }),
  fc.record({
    type: fc.constant('participant.importMany'),
    added: fc.array(aProfile, { maxLength: 1 }),
    changed: fc.array(aProfile, { maxLength: 2 }),
  }),
);

const aMark = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ status: fc.constant('present'), mode: fc.constantFrom('inPerson', 'online') }),
  },
  { weight: 1, arbitrary: fc.record({ status: fc.constantFrom('left', 'unmarked') }) },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 9 }).map((number) => ({ status: 'absent', reason: `secret-reason-${number}` })),
  },
);
const attendanceCommand = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('attendance.mark'), personId: aPerson, mark: aMark }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('attendance.markMany'),
      personIds: fc.subarray(personIds, { minLength: 1 }),
      mark: aMark,
    }),
  },
);

const deviceCommand = fc.oneof(
  fc.record({
    type: fc.constant('endpoint.join'),
    endpoint: fc.nat({ max: endpointIds.length - 1 }).map((index) => ({
      id: endpointIds[index],
      kind: personIds[index] ? 'personal' : 'room',
      role: usualRoles[index] ?? 'room',
      label: '',
      siteId: null,
      personIds: personIds[index] ? [personIds[index]] : [],
    })),
  }),
  fc.record({ type: fc.constant('endpoint.leave'), endpointId: anEndpoint, cause: fc.constantFrom('left', 'lost') }),
  fc.record({
    type: fc.constantFrom('endpoint.attachPerson', 'endpoint.detachPerson'),
    endpointId: anEndpoint,
    personId: aPerson,
  }),
);

const entryCommand = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('meeting.setAdmission'),
      admission: fc.constantFrom('everyone', 'invitedOnly', 'nobody'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('admission.admit'),
      endpointIds: fc.subarray(endpointIds, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('admission.deny', 'endpoint.remove'),
      endpointId: anEndpoint,
      reason: fc.constantFrom('nhầm phòng', undefined),
    }),
  },
);

const chatCommand = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('chat.send'),
      to: fc.constantFrom('all', 'chair', 'clerk'),
      text: fc.nat({ max: 99 }).map((number) => `message-${number}-end`),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('chat.setRule'),
      rule: fc.constantFrom('everybody', 'staffOnly', 'off'),
    }),
  },
);

const aCommand = fc.oneof(
  { weight: 24, arbitrary: floorCommand },
  { weight: 4, arbitrary: itemCommand },
  { weight: 3, arbitrary: attendanceCommand },
  { weight: 4, arbitrary: deviceCommand },
  { weight: 4, arbitrary: personCommand },
  { weight: 5, arbitrary: entryCommand },
  { weight: 4, arbitrary: chatCommand },
  { weight: 1, arbitrary: lifecycleCommand },
) as fc.Arbitrary<MeetingCommand>;

const aStep: fc.Arbitrary<Step> = fc
  .record({
    command: aCommand,
    stranger: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: aStranger }),
    isByRoom: fc.nat({ max: 5 }).map((number) => number === 0),
    waitMs: fc.constantFrom(0, 1, 1, 500, 500, 5_000, 30_000),
  })
  .map(({ command, stranger, isByRoom, waitMs }) => {
    return { command, actor: stranger ?? usualActor(command, isByRoom), waitMs };
  });

export const course = fc.array(aStep, { minLength: 10, maxLength: 60, size: 'max' });

/** Takes the steps that the rules allow. */
export function play(steps: readonly Step[]): Taken[] {
  let [meeting, at] = [start, 0];
  const taken: Taken[] = [];
  for (const step of steps) {
    const { command, actor } = step;
    at += step.waitMs;
    const before = meeting;
    const events = decide(command, before, { at, actor });
    for (const event of events) meeting = evolveMeeting(meeting, event, at);
    if (events.length > 0) taken.push({ ...step, before, after: meeting, at, events });
  }
  return taken;
}

/** Who issues such a command as a rule. */
function usualActor(command: MeetingCommand, isByRoom: boolean): Actor {
  if (isByRoom) return device('room-1' as EndpointId, 'room');
  if (mayIssue('system', command.type)) return systemActor;
  if (command.type === 'floor.grant' || command.type === 'floor.withdraw') return theChair;
  if (command.type === 'chat.send') return command.text.length % 2 ? person(lan, 'delegate') : person(minh, 'delegate');
  if (!('personId' in command) || !command.type.startsWith('floor.')) return theClerk;
  return person(command.personId, usualRoles[personIds.indexOf(command.personId)] ?? 'guest');
}

function decide(command: MeetingCommand, meeting: Meeting, context: { at: number; actor: Actor }): MeetingEvent[] {
  try {
    return decideMeeting(command, meeting, context);
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}

export function everyStep(check: (step: Taken) => void): void {
  fc.assert(
    fc.property(course, (steps) => {
      for (const step of play(steps)) check(step);
    }),
    runs,
  );
}

function pageOf(personId: PersonId): EndpointId {
  return `page-of-${personId}` as EndpointId;
}
