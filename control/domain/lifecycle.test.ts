import { describe, expect, it } from 'vitest';
import type { NewItem } from './agenda.ts';
import {
  at,
  chair,
  convened,
  draft,
  first,
  floorAsked,
  floorGranted,
  given,
  inSession,
  item,
  itemAdded,
  lan,
  meetingAfter,
  minh,
  prepared,
  profile,
  roomJoined,
  second,
  theChair,
} from './given-meeting.ts';
import type { BodyId } from './ids.ts';
import { isOver, type LifecycleCommand, type MeetingEvent, type MeetingFields } from './meeting-state.ts';
import { quorumRules } from './quorum.ts';
import { simplePack } from './rule-pack.ts';

const adjourned = [...inSession, { type: 'MeetingAdjourned' }] as const;
const closed = [...inSession, { type: 'MeetingClosed' }] as const;
const cancelled = [...convened, { type: 'MeetingCancelled', reason: 'bão' }] as const;
const stages = { none: [], draft: prepared, convened, inSession, adjourned, closed, cancelled };
type Stage = keyof typeof stages;

const agreed = { title: 'Kỳ họp', place: 'Phòng số 2', plannedStartAt: 5, quorumRule: quorumRules.peoplesCouncil };
const rulePack = simplePack;

describe('the life of a meeting', () => {
  it.each<[Stage, LifecycleCommand['type'], string]>([
    ['none', 'meeting.create', 'MeetingCreated'],
    ['draft', 'meeting.convene', 'MeetingConvened'],
    ['draft', 'meeting.cancel', 'MeetingCancelled'],
    ['convened', 'meeting.cancel', 'MeetingCancelled'],
    ['convened', 'meeting.open', 'MeetingOpened'],
    ['inSession', 'meeting.adjourn', 'MeetingAdjourned'],
    ['adjourned', 'meeting.resume', 'MeetingResumed'],
    ['inSession', 'meeting.close', 'MeetingClosed'],
    ['adjourned', 'meeting.close', 'MeetingClosed'],
  ])('goes on from %s by %s', (stage, type, fact) => {
    expect(given(...stages[stage]).when(command(type), theChair)).toMatchObject([
      { type: fact },
      ...(fact === 'MeetingOpened' ? [{ type: 'ActingChairChanged', personId: chair }] : []),
    ]);
  });

  it.each<[LifecycleCommand['type'], Stage[]]>([
    ['meeting.convene', ['convened', 'inSession', 'adjourned', 'closed', 'cancelled']],
    ['meeting.cancel', ['inSession', 'adjourned', 'closed', 'cancelled']],
    ['meeting.open', ['draft', 'inSession', 'adjourned', 'closed', 'cancelled']],
    ['meeting.adjourn', ['draft', 'convened', 'adjourned', 'closed', 'cancelled']],
    ['meeting.resume', ['draft', 'convened', 'inSession', 'closed', 'cancelled']],
    ['meeting.close', ['draft', 'convened', 'closed', 'cancelled']],
  ])('refuses %s in every other status', (type, wrongStages) => {
    const answers = wrongStages.map((stage) => given(...stages[stage]).when(command(type), theChair));
    expect(answers).toEqual(wrongStages.map(() => 'WRONG_STATUS'));
  });

  it('is created once', () => {
    expect(given(...draft).when(command('meeting.create'), theChair)).toBe('ALREADY_EXISTS');
  });

  it('knows no command but its creation before it was created', () => {
    expect(given().when({ type: 'meeting.convene' }, theChair)).toBe('UNKNOWN_MEETING');
    expect(given().when({ type: 'floor.request', personId: chair }, theChair)).toBe('UNKNOWN_MEETING');
  });

  it('is not convened without a chair', () => {
    const chairless: MeetingEvent[] = [
      { type: 'ParticipantAdded', profile: profile('lan', 'delegate') },
      itemAdded(first),
    ];
    expect(given(...draft, ...chairless).when({ type: 'meeting.convene' }, theChair)).toBe('NO_CHAIR');
  });

  it('is not convened without an agenda', () => {
    const added: MeetingEvent = { type: 'ParticipantAdded', profile: profile('an', 'chair') };
    expect(given(...draft, added).when({ type: 'meeting.convene' }, theChair)).toBe('NO_AGENDA');
  });

  it('begins with the items and participants that it was created with, all or none', () => {
    const create = (...items: NewItem[]) => {
      const profiles = [profile(chair, 'chair'), profile(lan, 'delegate')];
      return given().when({ ...command('meeting.create'), items, profiles } as LifecycleCommand, theChair);
    };
    const items = [item(first, { responsibleIds: [lan] }), item(second)];
    const meeting = meetingAfter(...(create(...items) as MeetingEvent[]));
    expect([...meeting.participants.keys()]).toEqual([chair, lan]);
    expect(meeting.agenda.items.map(({ id, responsibleIds }) => [id, responsibleIds])).toEqual([
      [first, [lan]],
      [second, []],
    ]);
    expect(create(item(first), item(first))).toBe('ALREADY_EXISTS');
    expect(create(item(first, { responsibleIds: [minh] }))).toBe('NOT_A_PARTICIPANT');
  });

  it('changes only what is named and is another value', () => {
    const change = (changes: Partial<MeetingFields>) =>
      given(...prepared).when({ type: 'meeting.change', changes }, theChair);
    expect(change({ place: 'Phòng số 2' })).toEqual([{ type: 'MeetingChanged', changes: { place: 'Phòng số 2' } }]);
    expect(change({ title: 'Phiên họp', quorumRule: { ...quorumRules.simpleMajority } })).toEqual([]);
    const moved = meetingAfter(...prepared, { type: 'MeetingChanged', changes: { plannedStartAt: 9 } });
    expect(moved).toMatchObject({ title: 'Phiên họp', plannedStartAt: 9 });
  });

  it('takes a new title, place, time and quorum rule until it is opened', () => {
    for (const stage of ['draft', 'convened'] as const) {
      expect(given(...stages[stage]).when(command('meeting.change'), theChair)).toEqual([
        { type: 'MeetingChanged', changes: agreed },
      ]);
    }
    expect(meetingAfter(...draft, { type: 'MeetingChanged', changes: agreed })).toMatchObject(agreed);
  });

  it('keeps the quorum rule under which it was opened, and takes a new title and time until it is closed', () => {
    const changes = { ...agreed, quorumRule: quorumRules.simpleMajority };
    for (const stage of ['inSession', 'adjourned'] as const) {
      expect(given(...stages[stage]).when(command('meeting.change'), theChair)).toBe('WRONG_STATUS');
      expect(given(...stages[stage]).when({ type: 'meeting.change', changes }, theChair)).toHaveLength(1);
    }
    expect(given(...closed).when({ type: 'meeting.change', changes }, theChair)).toBe('WRONG_STATUS');
  });

  it('says why it was cancelled, and nothing follows', () => {
    expect(given(...convened).when(command('meeting.cancel'), theChair)).toEqual([
      { type: 'MeetingCancelled', reason: 'bão' },
    ]);
    const meeting = meetingAfter(...convened, roomJoined(lan), { type: 'MeetingCancelled', reason: 'bão' });
    expect([meeting.status, isOver(meeting.status), meeting.endpoints.size]).toEqual(['cancelled', true, 0]);
    const mark = { status: 'left' } as const;
    expect(given(...cancelled).when({ type: 'attendance.mark', personId: lan, mark }, theChair)).toBe('WRONG_STATUS');
    expect(given(...cancelled).when({ type: 'agenda.remove', itemId: first }, theChair)).toBe('WRONG_STATUS');
  });

  it('remembers when it was opened and closed', () => {
    const meeting = meetingAfter(
      ...convened,
      at(1_000, { type: 'MeetingOpened' }),
      at(9_000, { type: 'MeetingClosed' }),
    );
    expect(meeting).toMatchObject({ status: 'closed', openedAt: 1_000, closedAt: 9_000 });
  });

  it.each(['meeting.adjourn', 'meeting.close'] as const)('ends speeches and invitations before %s', (type) => {
    const history: MeetingEvent[] = [
      floorGranted(lan),
      floorGranted(chair, { kind: 'chair' }),
      { type: 'FloorInvited', personId: 'minh' as never, expiresAt: 30_000 },
    ];
    expect(given(...inSession, ...history).when({ type }, theChair, 4_000)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'meetingPaused', openMs: 4_000 },
      { type: 'FloorEnded', personId: chair, cause: 'meetingPaused', openMs: 4_000 },
      { type: 'FloorInvitationEnded', personId: 'minh', cause: 'meetingPaused' },
      { type: type === 'meeting.adjourn' ? 'MeetingAdjourned' : 'MeetingClosed' },
    ]);
  });

  it('keeps the queue over a pause and drops it at the end', () => {
    const asked: MeetingEvent = floorAsked(lan);
    const paused = meetingAfter(...inSession, asked, { type: 'MeetingAdjourned' });
    expect(paused.floor.requests).toMatchObject([{ personId: lan, since: 0 }]);
    expect(meetingAfter(...inSession, asked, { type: 'MeetingClosed' }).floor.requests).toEqual([]);
  });
});

function command(type: LifecycleCommand['type']): LifecycleCommand {
  if (type === 'meeting.create') {
    return { type, bodyId: 'body' as BodyId, bodyName: 'Ủy ban', ...agreed, rulePack, items: [], profiles: [] };
  }
  if (type === 'meeting.cancel') return { type, reason: 'bão' };
  return type === 'meeting.change' ? { type, changes: agreed } : { type };
}
