/** For tests: random courses of a meeting, in which six persons and a room device do whatever they may, or may not. */
import fc from 'fast-check';
import {
  aimed,
  authorityCommand,
  besideCommand,
  dueMoment,
  floorCommand,
  sessionCommand,
  strictPack,
} from './given-floor-course.ts';
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
import {
  type Actor,
  delegationOf,
  deviceRoles,
  mayIssue,
  type PersonRole,
  personRoles,
  type Role,
  systemActor,
} from './roles.ts';
import { type LimitAction, limitActions } from './rule-pack.ts';

export const runs = { numRuns: 100 };

/**
 * `stranger` null: the command comes from whoever issues such a one as a rule. `isTimely`: the server's timers fire while
 * the step is awaited. `aim`: the command is about what there is just then.
 */
type Step = {
  command: MeetingCommand;
  stranger: Actor | null;
  isByRoom: boolean;
  waitMs: number;
  isTimely: boolean;
  aim: number | null;
};
export type Course = { atLimit: LimitAction; steps: readonly Step[] };
export type Taken = {
  command: MeetingCommand;
  actor: Actor;
  before: Meeting;
  after: Meeting;
  /** When the step before it was taken. */
  since: number;
  at: number;
  events: MeetingEvent[];
  isTimely: boolean;
};

const personIds = [chair, deputy, clerk, lan, minh, guest];
const itemIds = ['item-1', 'item-2', 'item-3', 'item-4'].map((id) => id as AgendaItemId);
const endpointIds = [...personIds.map(pageOf), 'room-1' as EndpointId];
const usualRoles: PersonRole[] = ['chair', 'deputy', 'clerk', 'delegate', 'delegate', 'guest'];

const wall = { id: 'wall' as EndpointId, kind: 'display', role: 'display', label: 'Màn hình', siteId: null } as const;
const begun = meetingAfter(...inSession, itemAdded('item-3' as AgendaItemId, 'staff'), roomJoined(lan, minh), {
  type: 'EndpointJoined',
  endpoint: { ...wall, personIds: [] },
});
/** By what rules the meeting begins: all that time can lead to. */
export const startBy = (atLimit: LimitAction): Meeting => ({ ...begun, rulePack: { ...strictPack, atLimit } });

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
  fromItemId: fc.constantFrom(null, ...itemIds),
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
  { weight: 28, arbitrary: floorCommand },
  { weight: 3, arbitrary: authorityCommand },
  { weight: 1, arbitrary: sessionCommand },
  { weight: 1, arbitrary: besideCommand },
  { weight: 4, arbitrary: itemCommand },
  { weight: 3, arbitrary: attendanceCommand },
  { weight: 4, arbitrary: deviceCommand },
  { weight: 4, arbitrary: personCommand },
  { weight: 5, arbitrary: entryCommand },
  { weight: 4, arbitrary: chatCommand },
  { weight: 1, arbitrary: lifecycleCommand },
) as fc.Arbitrary<MeetingCommand>;

/** Of those who speak: seldom is anything else done. */
const aDebate = fc.oneof(
  { weight: 80, arbitrary: floorCommand },
  { weight: 4, arbitrary: authorityCommand },
  { weight: 2, arbitrary: sessionCommand },
  { weight: 2, arbitrary: itemCommand },
  { weight: 2, arbitrary: attendanceCommand },
  { weight: 2, arbitrary: deviceCommand },
  { weight: 1, arbitrary: personCommand },
  { weight: 1, arbitrary: entryCommand },
  { weight: 1, arbitrary: lifecycleCommand },
) as fc.Arbitrary<MeetingCommand>;

function courseOf(aCommandOfIt: fc.Arbitrary<MeetingCommand>): fc.Arbitrary<Course> {
  const aStep = fc.record({
    command: aCommandOfIt,
    stranger: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: aStranger }),
    isByRoom: fc.nat({ max: 5 }).map((number) => number === 0),
    waitMs: fc.constantFrom(0, 1, 1, 500, 500, 5_000, 30_000),
    isTimely: fc.nat({ max: 3 }).map((number) => number > 0),
    aim: fc.option(fc.nat({ max: 7 }), { freq: 4 }),
  });
  return fc.record({
    atLimit: fc.constantFrom(...limitActions),
    steps: fc.array(aStep, { minLength: 10, maxLength: 60, size: 'max' }),
  });
}

export const course = courseOf(aCommand);
export const debate = courseOf(aDebate);

/** Takes the steps that the rules allow, and what the server's timers do between them. */
export function play({ atLimit, steps }: Course): Taken[] {
  let [meeting, since, at] = [startBy(atLimit), 0, 0];
  const taken: Taken[] = [];
  const take = (command: MeetingCommand, actor: Actor, isTimely: boolean) => {
    const before = meeting;
    const events = decide(command, before, { at, actor });
    for (const event of events) meeting = evolveMeeting(meeting, event, at);
    if (events.length > 0) taken.push({ command, actor, before, after: meeting, since, at, events, isTimely });
    since = at;
  };
  for (const { waitMs, isTimely, ...step } of steps) {
    const until = at + waitMs;
    for (let due = dueMoment(meeting, until); isTimely && due; due = dueMoment(meeting, until)) {
      at = Math.max(at, due.at);
      const before = meeting;
      take(due.command, systemActor, isTimely);
      if (meeting === before) throw new Error(`${due.command.type} is due and leads to nothing`);
    }
    at = until;
    const command = step.aim === null ? step.command : aimed(step.command, meeting, step.aim);
    take(command, step.stranger ?? usualActor(command, step.isByRoom, meeting), isTimely);
  }
  return taken;
}

function actingChairOf({ authority: { actingChairId }, participants }: Meeting): Actor {
  if (!actingChairId) return theClerk;
  return person(actingChairId, participants.get(actingChairId)?.role ?? 'chair');
}

/** Who issues such a command as a rule. */
function usualActor(command: MeetingCommand, isByRoom: boolean, meeting: Meeting): Actor {
  if (isByRoom) return device('room-1' as EndpointId, 'room');
  if (mayIssue('system', command.type)) return systemActor;
  if (command.type === 'authority.takeBack') return theChair;
  if (delegationOf(command.type)) return actingChairOf(meeting);
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

export function everyStep(check: (step: Taken) => void, of = course): void {
  fc.assert(
    fc.property(of, (given) => {
      for (const step of play(given)) check(step);
    }),
    runs,
  );
}

function pageOf(personId: PersonId): EndpointId {
  return `page-of-${personId}` as EndpointId;
}
