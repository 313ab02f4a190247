import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
import { projectMe, viewersTouchedBy } from './me.ts';
import { decideMeeting, evolveMeeting, meetingEvolver } from './meeting.ts';
import type { Meeting, MeetingCommand, MeetingEvent } from './meeting-state.ts';
import { quorumRules } from './quorum.ts';
import { Rejection } from './rejection.ts';
import {
  type Actor,
  audiences,
  deviceRoles,
  mayIssue,
  type PersonRole,
  personRoles,
  type Role,
  systemActor,
} from './roles.ts';
import { meetingSliceNames, meetingSlices } from './view.ts';

const runs = { numRuns: 100 };

describe('any course of a meeting', () => {
  it('has one speaker at most, and the chair beside them', () => {
    everyStep(({ after }) => {
      const kinds = after.floor.speakers.map(({ kind }) => kind).sort();
      expect([[], ['chair'], ['speaker'], ['chair', 'speaker']]).toContainEqual(kinds);
    });
  });

  it('opens nobody’s microphone who has not asked or accepted', () => {
    everyStep(({ before, actor, events }) => {
      for (const event of events) {
        if (event.type !== 'FloorGranted') continue;
        const hasAsked = before.floor.requests.some(({ personId }) => personId === event.personId);
        expect(hasAsked || isOwn(before, actor, event.personId)).toBe(true);
      }
    });
  });

  it('gives the floor only to participants who are present, and takes it from them when they are not', () => {
    everyStep(({ after }) => {
      for (const { personId } of [...after.floor.speakers, ...after.floor.requests, ...after.floor.invitations]) {
        expect(after.participants.get(personId)?.attendance.status).toBe('present');
      }
    });
  });

  it('has a person wait, be invited or speak: one of the three, and once', () => {
    everyStep(({ after: { floor } }) => {
      const personIds = [...floor.requests, ...floor.invitations, ...floor.speakers].map(({ personId }) => personId);
      expect(personIds).toEqual([...new Set(personIds)]);
    });
  });

  it('has nobody speak or be invited while it is not in session', () => {
    everyStep(({ after }) => {
      if (after.status === 'inSession') return;
      expect([after.floor.speakers, after.floor.invitations]).toEqual([[], []]);
    });
  });

  it('ends each speech once, and only a speech that was given', () => {
    fc.assert(
      fc.property(course, (steps) => {
        const speaking = new Set<PersonId>();
        for (const event of play(steps).flatMap(({ events }) => events)) {
          if (event.type !== 'FloorGranted' && event.type !== 'FloorEnded') continue;
          expect(speaking.has(event.personId)).toBe(event.type === 'FloorEnded');
          if (event.type === 'FloorGranted') speaking.add(event.personId);
          else speaking.delete(event.personId);
        }
      }),
      runs,
    );
  });

  it('has one active item at most, whose clock runs exactly while it is in session', () => {
    everyStep(({ after: { agenda, status } }) => {
      const active = agenda.items.filter((item) => item.status === 'active');
      expect(active.map(({ id }) => id)).toEqual(agenda.activeItemId ? [agenda.activeItemId] : []);
      const running = agenda.items.filter(({ activeSince }) => activeSince !== null);
      expect(running).toEqual(status === 'inSession' ? active : []);
    });
  });

  it('loses nothing that was typed into an item: it is its value, or noted beside it', () => {
    everyStep(({ before, after, command }) => {
      if (command.type !== 'agenda.change') return;
      const item = after.agenda.items.find(({ id }) => id === command.itemId);
      const was = before.agenda.items.find(({ id }) => id === command.itemId);
      for (const [field, value] of Object.entries(command.changes)) {
        const kept = [item, was, ...(item?.conflicts.map(({ changes }) => changes) ?? [])];
        expect(kept.map((from) => from?.[field as keyof typeof from])).toContainEqual(value);
      }
    });
  });

  it('has substitutes for others who are there in their own right, one for each', () => {
    everyStep(({ after: { participants } }) => {
      const forIds = [...participants.values()].flatMap(({ substituteForId }) => substituteForId ?? []);
      expect(forIds).toEqual([...new Set(forIds)]);
      for (const id of forIds) expect(participants.get(id)).toMatchObject({ substituteForId: null });
    });
  });

  it('names nobody as responsible who takes no part', () => {
    everyStep(({ after }) => {
      for (const id of after.agenda.items.flatMap(({ responsibleIds }) => responsibleIds)) {
        expect(after.participants.has(id)).toBe(true);
      }
    });
  });

  it('is the same when its record is read again', () => {
    fc.assert(
      fc.property(course, (steps) => {
        const taken = play(steps);
        const record = JSON.stringify(taken.map(({ at, events }) => ({ at, events })));
        let replayed = start;
        const evolve = meetingEvolver();
        for (const { at, events } of JSON.parse(record) as { at: number; events: MeetingEvent[] }[]) {
          for (const event of events) replayed = evolve(replayed, event, at);
        }
        expect(replayed).toEqual(taken.at(-1)?.after ?? start);
      }),
      runs,
    );
  });
});

describe('any view', () => {
  it('keeps reasons of absence and items of staff from members and the public', () => {
    everyStep(({ after }) => {
      for (const audience of ['member', 'public'] as const) {
        const shown = JSON.stringify(meetingSliceNames.map((name) => meetingSlices[name].project(after, audience)));
        expect(shown).not.toContain('secret-reason');
        for (const { id, title, visibility, conflicts } of after.agenda.items) {
          for (const { changes } of conflicts) if (changes.title) expect(shown).not.toContain(`"${changes.title}"`);
          if (visibility === 'public' || (visibility === 'member' && audience === 'member')) continue;
          expect(shown).not.toContain(id);
          expect(shown).not.toContain(title);
        }
      }
    });
  });

  it('changes only by events by which its slice says that it is touched', () => {
    everyStep(({ before, events, at }) => {
      let meeting = before;
      for (const event of events) {
        const next = evolveMeeting(meeting, event, at);
        for (const name of meetingSliceNames) {
          if (meetingSlices[name].isTouchedBy(event.type)) continue;
          for (const audience of audiences) {
            const [was, is] = [meeting, next].map((of) => JSON.stringify(meetingSlices[name].project(of, audience)));
            expect([name, event.type, is]).toEqual([name, event.type, was]);
          }
        }
        meeting = next;
      }
    });
  });

  it('of a viewer’s own changes only by events that name the viewer', () => {
    everyStep(({ before, after, events }) => {
      const touched = events.map((event) => viewersTouchedBy(event));
      for (const viewer of viewers) {
        if (ownView(before, viewer) === ownView(after, viewer)) continue;
        const carried = after.endpoints.get(viewer.endpointId)?.personIds ?? [];
        const isNamed = touched.some(
          (by) =>
            by === 'all' ||
            by.endpointIds.includes(viewer.endpointId) ||
            by.personIds.some((id) => id === viewer.personId || carried.includes(id)),
        );
        expect([viewer.endpointId, events.map(({ type }) => type), isNamed]).toEqual([
          viewer.endpointId,
          expect.anything(),
          true,
        ]);
      }
    });
  });
});

type Step = { command: MeetingCommand; actor: Actor; waitMs: number };
type Taken = Step & { before: Meeting; after: Meeting; at: number; events: MeetingEvent[] };

const personIds = [chair, deputy, clerk, lan, minh, guest];
const itemIds = ['item-1', 'item-2', 'item-3', 'item-4'].map((id) => id as AgendaItemId);
const endpointIds = [...personIds.map(pageOf), 'room-1' as EndpointId];
const usualRoles: PersonRole[] = ['chair', 'deputy', 'clerk', 'delegate', 'delegate', 'guest'];

const start = meetingAfter(...inSession, itemAdded('item-3' as AgendaItemId, 'staff'), roomJoined(lan, minh));

/** Everybody at a page of their own, and a room device. */
const viewers = endpointIds.map((endpointId, index) => ({ endpointId, personId: personIds[index] ?? null }));

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

const aCommand = fc.oneof(
  { weight: 24, arbitrary: floorCommand },
  { weight: 4, arbitrary: itemCommand },
  { weight: 3, arbitrary: attendanceCommand },
  { weight: 4, arbitrary: deviceCommand },
  { weight: 4, arbitrary: personCommand },
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

const course = fc.array(aStep, { minLength: 10, maxLength: 60, size: 'max' });

/** Takes the steps that the rules allow. */
function play(steps: readonly Step[]): Taken[] {
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

function everyStep(check: (step: Taken) => void): void {
  fc.assert(
    fc.property(course, (steps) => {
      for (const step of play(steps)) check(step);
    }),
    runs,
  );
}

function isOwn(meeting: Meeting, { personId, endpointId }: Actor, wanted: PersonId): boolean {
  if (personId) return personId === wanted;
  return endpointId !== null && (meeting.endpoints.get(endpointId)?.personIds.includes(wanted) ?? false);
}

/** What the viewer's page shows of them; the role comes from the meeting. Null: the person takes no part any more. */
function ownView(meeting: Meeting, { endpointId, personId }: (typeof viewers)[number]): string | null {
  const role = personId ? meeting.participants.get(personId)?.role : 'room';
  if (!role) return null;
  return JSON.stringify(projectMe(meeting, { role, personId, endpointId, onBehalfOf: null }, ''));
}

function pageOf(personId: PersonId): EndpointId {
  return `page-of-${personId}` as EndpointId;
}
