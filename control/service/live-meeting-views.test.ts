import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BodyId, EndpointId, MeetingId, PersonId } from '../domain/ids.ts';
import { quorumRules } from '../domain/quorum.ts';
import type { Actor } from '../domain/roles.ts';
import { simplePack } from '../domain/rule-pack.ts';
import { LiveMeeting } from './live-meeting.ts';
import {
  chair,
  lan,
  meetingId,
  minh,
  openMeeting,
  openSurroundings,
  run,
  type Surroundings,
  seatOf,
} from './live-meeting-harness.ts';
import { Watchers } from './watchers.ts';

const theChair = actor(chair, 'chair');
const theLan = actor(lan, 'delegate');

describe('what pages are told of a meeting', () => {
  let around: Surroundings;
  let meeting: LiveMeeting;
  beforeEach(async () => {
    vi.useFakeTimers({ now: 1_763_700_000_000 });
    around = await openSurroundings();
    meeting = await LiveMeeting.load(meetingId, around);
    await openMeeting(meeting);
  });
  afterEach(async () => {
    meeting.close();
    await around.plane.close();
    vi.useRealTimers();
  });

  describe('views and sessions', () => {
    it('sends a page its own slice when it concerns it, and to no other', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      await meeting.connect(seatOf(minh), 'c2', null);
      await vi.advanceTimersByTimeAsync(100);
      around.gateway.sent.length = 0;
      await run(meeting, { type: 'floor.request', personId: lan }, theLan);
      await vi.advanceTimersByTimeAsync(100);
      expect(own()).toEqual([['page-of-lan', { state: 'waiting' }]]);
    });

    it('ends the sessions of a person who is removed, and connects those anew whose role changed', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      const profile = { ...meeting.state.participants.get(lan), role: 'guest' as const, attendance: undefined };
      await run(meeting, { type: 'participant.change', profile: profile as never });
      expect(around.gateway.notices).toEqual(['reconnect page-of-lan']);
      await run(meeting, { type: 'participant.remove', personId: lan });
      expect(around.gateway.notices.at(-1)).toBe('revoked page-of-lan');
    });

    it('sends the last views before it ends all sessions when it closes', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      await vi.advanceTimersByTimeAsync(100);
      around.gateway.sent.length = 0;
      await run(meeting, { type: 'meeting.close' }, theChair);
      await vi.advanceTimersByTimeAsync(100);
      const last = around.gateway.sent.flatMap(({ updates }) => updates).find(({ name }) => name === 'meeting');
      expect(last?.head).toMatchObject({ status: 'closed' });
      expect(around.gateway.notices).toEqual(['meetingClosed all']);
    });
  });

  describe('a page of the desk that watches', () => {
    it('gets the slices of staff and no other, and is no device of the meeting', async () => {
      meeting.watch('d1', {});
      await vi.advanceTimersByTimeAsync(100);
      const facts = ['meeting', 'agenda', 'attendance', 'floor', 'speaking', 'displays', 'minutes', 'waiting', 'chat'];
      expect(around.gateway.sent.map(({ to, updates }) => [to, updates.map(({ name }) => name)])).toEqual([
        ['d1', [...facts, 'media', 'cameras']],
      ]);
      expect([endpointIds(), own()]).toEqual([[], []]);
    });

    it('gets nothing that still waited when it stopped', async () => {
      meeting.watch('d1', {});
      meeting.unwatch('d1');
      await vi.advanceTimersByTimeAsync(100);
      expect([around.gateway.sent, around.gateway.notices]).toEqual([[], ['end watching d1']]);
    });

    it('watches one meeting at a time', async () => {
      const other = await LiveMeeting.load('m2' as MeetingId, around);
      const watchers = new Watchers();
      watchers.watch('d1', meeting, {});
      watchers.watch('d1', other, {});
      watchers.end('d1');
      watchers.end('d1');
      expect(around.gateway.notices).toEqual(['end watching d1', 'end watching d1']);
      other.close();
    });
  });

  describe('a meeting that is cancelled', () => {
    it('ends as one that is closed: sessions, devices, media and the record', async () => {
      const cancelled = await LiveMeeting.load('m2' as MeetingId, around);
      await run(cancelled, {
        type: 'meeting.create',
        bodyId: 'b1' as BodyId,
        bodyName: 'Ủy ban',
        title: 'Phiên họp',
        place: '',
        plannedStartAt: 0,
        quorumRule: quorumRules.simpleMajority,
        rulePack: simplePack,
        items: [],
        profiles: [],
      });
      await run(cancelled, { type: 'meeting.cancel', reason: 'bão' });
      await vi.advanceTimersByTimeAsync(100);
      expect(around.gateway.notices).toEqual(['meetingClosed all']);
      const [head] = (await around.journal.streams()).filter(({ stream }) => stream === 'meeting/m2');
      expect(head?.isFinal).toBe(true);
      await expect(run(cancelled, { type: 'meeting.convene' })).rejects.toMatchObject({ code: 'WRONG_STATUS' });
      cancelled.close();
    });
  });

  it('tells each page once of many marks that come together', async () => {
    await meeting.connect(seatOf(lan), 'c1', null);
    await meeting.connect(seatOf(minh), 'c2', null);
    await vi.advanceTimersByTimeAsync(100);
    around.gateway.sent.length = 0;
    const mark = { status: 'present', mode: 'inPerson' } as const;
    await run(meeting, { type: 'attendance.markMany', personIds: [chair, lan, minh], mark }, theChair);
    await vi.advanceTimersByTimeAsync(100);
    expect(own().map(([to]) => to)).toEqual(['page-of-lan', 'page-of-minh']);
    const marks = around.gateway.sent.flatMap(({ updates }) => updates).filter(({ name }) => name === 'attendance');
    expect(marks.map(({ rows }) => Object.keys(rows ?? {}))).toEqual([[chair, lan, minh]]);
  });

  function endpointIds(): EndpointId[] {
    return [...meeting.state.endpoints.keys()];
  }

  /** Which pages were sent their own slice, and where they stand with the floor. */
  function own(): [string, unknown][] {
    return around.gateway.sent.flatMap(({ to, updates }) =>
      updates.flatMap((update): [string, unknown][] => (update.name === 'me' ? [[to, update.head?.standing]] : [])),
    );
  }
});

function actor(personId: PersonId, role: 'chair' | 'delegate'): Actor {
  return { role, personId, endpointId: seatOf(personId).endpointId, onBehalfOf: null };
}
