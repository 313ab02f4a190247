/** For tests: random commands of the floor, of the chair and of a closed session, and the clock that a server keeps. */
import fc from 'fast-check';
import { modeOf } from './floor.ts';
import { nextFloorMoment } from './floor-follow-ups.ts';
import { chair, clerk, deputy, guest, lan, minh } from './given-meeting.ts';
import type { AgendaItemId, PersonId } from './ids.ts';
import type { Meeting, MeetingCommand } from './meeting-state.ts';
import { type RulePack, requestKinds, simplePack } from './rule-pack.ts';

const minuteMs = 60_000;

/** Short limits, and the microphone is cut. */
export const strictPack: RulePack = {
  ...simplePack,
  id: 'strict',
  limits: [
    { kind: 'contribution', fromSpeech: 1, toSpeech: 1, limitMs: minuteMs },
    { kind: 'contribution', fromSpeech: 2, toSpeech: null, limitMs: minuteMs / 2 },
    { kind: 'reply', fromSpeech: 1, toSpeech: null, limitMs: minuteMs / 4 },
  ],
  atLimit: 'cut',
};

const people = [chair, deputy, clerk, lan, minh, guest];
const aSpeaker = fc.constantFrom(chair, deputy, lan, lan, minh, minh, guest);
const itemIds = ['item-1', 'item-2', 'item-3'].map((id) => id as AgendaItemId);
const aRequest = fc.integer({ min: 1, max: 12 });
const aSpeech = fc.integer({ min: 1, max: 6 });
const anExpiry = fc.constantFrom(0, 30_000);

const asking = fc.record({
  type: fc.constant('floor.request'),
  personId: aSpeaker,
  kind: fc.constantFrom('contribution', 'contribution', undefined, ...requestKinds),
  itemId: fc.constantFrom(undefined, undefined, undefined, ...itemIds),
});

const aboutRequest = fc.record({
  type: fc
    .constantFrom('cancelRequest', 'restoreRequest', 'dropRequest', 'undropRequest', 'moveRequest')
    .map((verb) => `floor.${verb}`),
  personId: aSpeaker,
  requestId: aRequest,
  beforeId: fc.option(aRequest),
  reason: fc.constant('trùng ý kiến'),
});

const aboutPerson = fc.record({
  type: fc
    .constantFrom('grant', 'grant', 'grant', 'accept', 'accept', 'decline', 'yield', 'withdraw')
    .map((verb) => `floor.${verb}`),
  personId: aSpeaker,
  speech: aSpeech,
  expiresAt: anExpiry,
});

const aboutTime = fc.record({
  type: fc
    .constantFrom(
      ...['expireInvitation', 'checkTime', 'pause', 'resume', 'pauseForLoss', 'resumeAfterLoss', 'extend'],
      'setSelfAccept',
    )
    .map((verb) => `floor.${verb}`),
  personId: aSpeaker,
  speech: aSpeech,
  addMs: fc.constantFrom(minuteMs, 2 * minuteMs, 7),
  isOn: fc.boolean(),
});

const aMode = fc.oneof(
  fc.constantFrom({ name: 'chairInvites' }, { name: 'automatic' }, { name: 'automatic' }, { name: 'closed' }),
  fc.integer({ min: 1, max: 3 }).map((limit) => ({ name: 'open', limit })),
  aSpeaker.map((presenterId) => ({ name: 'presentation', presenterId })),
);

const aboutFloor = fc.oneof(
  fc.record({ type: fc.constant('floor.setMode'), itemId: fc.constantFrom(null, ...itemIds), mode: aMode }),
  fc.record({ type: fc.constant('floor.setPriority'), isOn: fc.boolean() }),
  fc.constant({ type: 'floor.withdrawAll' }),
  fc.record({
    type: fc.constant('floor.setBudget'),
    scope: fc.constantFrom({ of: 'site', siteId: 'hall' }, { of: 'group', groupName: 'Tổ 1' }),
    budgetMs: fc.constantFrom(null, 0, minuteMs),
  }),
);

export const floorCommand = fc.oneof(
  { weight: 8, arbitrary: asking },
  { weight: 3, arbitrary: aboutRequest },
  { weight: 8, arbitrary: aboutPerson },
  { weight: 4, arbitrary: aboutTime },
  { weight: 3, arbitrary: aboutFloor },
) as fc.Arbitrary<MeetingCommand>;

export const authorityCommand = fc.oneof(
  fc.record({
    type: fc.constant('authority.lapse'),
    personId: fc.constantFrom(chair, chair, deputy),
    connectedIds: fc.subarray(people),
  }),
  fc.record({
    type: fc.constantFrom('arrive', 'takeBack', 'handOver', 'seat').map((verb) => `authority.${verb}`),
    personId: fc.constantFrom(chair, deputy, lan),
    fromId: fc.constantFrom(null, chair, deputy, lan),
  }),
) as fc.Arbitrary<MeetingCommand>;

export const sessionCommand = fc.record({
  type: fc.constantFrom('begin', 'end').map((verb) => `closedSession.${verb}`),
  since: fc.constantFrom(0, 500),
}) as fc.Arbitrary<MeetingCommand>;

export const besideCommand = fc.oneof(
  fc.record({
    type: fc.constantFrom('display.setScene', 'display.showNotice', 'display.clearNotice'),
    endpointId: fc.constant('wall'),
    scene: fc.constantFrom('auto', 'speaker', 'agenda', 'attendance', 'idle'),
    text: fc.constantFrom('Giải lao 15 phút', 'Mời đại biểu vào phòng họp'),
  }),
  fc.record({
    type: fc.constant('minutes.write'),
    section: fc.constantFrom('opening', 'item-1', 'item-3'),
    baseRevision: fc.nat({ max: 2 }),
    text: fc.nat({ max: 9 }).map((number) => `secret-note-${number}`),
  }),
) as fc.Arbitrary<MeetingCommand>;

/** The same command about somebody, or some request, for whom it makes sense now, if there is one. */
export function aimed(
  command: MeetingCommand,
  { floor: { requests, lapsed, invitations, speakers }, agenda, authority, closedSession }: Meeting,
  aim: number,
): MeetingCommand {
  const pick = <Entry>(entries: readonly Entry[]) => entries[aim % entries.length];
  switch (command.type) {
    case 'floor.cancelRequest':
    case 'floor.dropRequest':
    case 'floor.moveRequest':
    case 'floor.restoreRequest':
    case 'floor.undropRequest': {
      const isBack = command.type === 'floor.restoreRequest' || command.type === 'floor.undropRequest';
      const request = pick(isBack ? lapsed.map((entry) => entry.request) : requests);
      if (!request) return command;
      const before = requests.find(
        ({ kind, itemId, id }) => kind === request.kind && itemId === request.itemId && id !== request.id,
      );
      return {
        ...command,
        personId: request.personId,
        requestId: request.id,
        ...('beforeId' in command && before ? { beforeId: before.id } : {}),
      };
    }
    case 'floor.grant':
      return { ...command, personId: pick(requests)?.personId ?? command.personId };
    case 'floor.accept':
    case 'floor.decline': {
      const { personId, expiresAt } = pick(invitations) ?? command;
      return { ...command, personId, expiresAt };
    }
    case 'floor.withdraw': {
      const invited = aim % 2 === 0 ? pick(invitations) : undefined;
      if (invited) return { ...command, personId: invited.personId, speech: null };
      return { ...command, ...speechOf(pick(speakers) ?? command, aim) };
    }
    case 'floor.yield':
    case 'floor.extend':
    case 'floor.pause':
    case 'floor.resume':
      return { ...command, ...speechOf(pick(speakers) ?? command, aim) } as MeetingCommand;
    case 'floor.setMode':
      return { ...command, itemId: agenda.activeItemId };
    case 'agenda.activate':
      return { ...command, fromItemId: agenda.activeItemId };
    case 'authority.takeBack':
      return { ...command, fromId: authority.actingChairId };
    case 'authority.handOver':
      return { ...command, fromId: authority.actingChairId ?? command.fromId };
    case 'closedSession.end':
      return { ...command, since: closedSession?.since ?? command.since };
    case 'floor.pauseForLoss':
    case 'floor.resumeAfterLoss':
      return { ...command, personId: pick(speakers)?.personId ?? command.personId };
    default:
      return command;
  }
}

/** Now and then the one before: the command comes late. */
function speechOf<Speech extends number | null>(
  { personId, speech }: { personId: PersonId; speech: Speech },
  aim: number,
): { personId: PersonId; speech: Speech | number } {
  return { personId, speech: speech !== null && aim === 7 ? speech - 1 : speech };
}

/** What the server's timer would do by then, in the order of time. */
export function dueMoment({ floor, rulePack }: Meeting, at: number): { at: number; command: MeetingCommand } | null {
  const moment = nextFloorMoment(floor, rulePack);
  if (!moment || moment.at > at) return null;
  return { at: moment.at, command: { type: moment.command, personId: moment.personId } };
}

/** How many may speak at once beside the chair, in words of the test. */
export function roomOf({ floor, agenda, rulePack }: Meeting): number {
  const mode = modeOf(floor, agenda.activeItemId, rulePack);
  if (mode.name === 'open') return mode.limit;
  return mode.name === 'closed' ? 0 : 1;
}
