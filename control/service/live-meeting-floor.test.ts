/** What a running meeting does by itself: time that is over, a chair or a speaker who is away, a closed session. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointId, PersonId, SeatId, SiteId } from '../domain/ids.ts';
import type { MeetingCommand } from '../domain/meeting-state.ts';
import type { Actor, PersonRole } from '../domain/roles.ts';
import { type RulePack, simplePack } from '../domain/rule-pack.ts';
import { type EndpointSeat, LiveMeeting } from './live-meeting.ts';
import {
  chair,
  lan,
  meetingId,
  minh,
  openMeeting,
  openSurroundings,
  profile,
  run,
  type Surroundings,
  seatOf,
} from './live-meeting-harness.ts';

const hoa = 'hoa' as PersonId;
const guest = 'guest' as PersonId;
const cutting: RulePack = {
  ...simplePack,
  id: 'cutting',
  limits: [{ kind: 'contribution', fromSpeech: 1, toSpeech: null, limitMs: 60_000 }],
  graceMs: 15_000,
  atLimit: 'cut',
};
const { leaseMs, lossMs } = cutting;
const display: EndpointSeat = {
  endpointId: 'wall' as EndpointId,
  kind: 'display',
  deviceRole: 'display',
  personId: null,
  siteId: 'hall' as SiteId,
  label: 'Màn hình',
};

describe('what a running meeting does by itself', () => {
  let around: Surroundings;
  let meeting: LiveMeeting;
  beforeEach(async () => {
    vi.useFakeTimers({ now: 1_763_700_000_000 });
    around = await openSurroundings();
    meeting = await LiveMeeting.load(meetingId, around);
    await openMeeting(meeting, cutting);
    const profiles = [profile(hoa, 'deputy'), { ...profile(guest, 'guest'), isMember: false }];
    await run(meeting, { type: 'participant.add', profiles });
  });
  afterEach(async () => {
    meeting.close();
    await around.plane.close();
    vi.useRealTimers();
  });

  const connect = (personId: PersonId, connectionId = `c-${personId}`) =>
    meeting.connect(seatOf(personId), connectionId, null);
  const disconnect = (personId: PersonId) => meeting.disconnect(seatOf(personId).endpointId, `c-${personId}`);
  const acting = () => meeting.state.authority;
  const own = (personId: PersonId, command: MeetingCommand, role: PersonRole = 'delegate') =>
    run(meeting, command, { role, personId, endpointId: seatOf(personId).endpointId, onBehalfOf: null } as Actor);
  const speak = async (personId: PersonId) => {
    await own(personId, { type: 'floor.request', personId });
    await run(meeting, { type: 'floor.grant', personId });
  };
  const speaker = () => meeting.state.floor.speakers[0];

  async function restart(): Promise<void> {
    meeting.close();
    meeting = await LiveMeeting.load(meetingId, around);
  }

  describe('time', () => {
    it('notes that a speech is over its time, and cuts it when the grace is over too', async () => {
      await connect(lan);
      await speak(lan);
      await vi.advanceTimersByTimeAsync(59_999);
      expect(speaker()?.isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(speaker()?.isOver).toBe(true);
      await vi.advanceTimersByTimeAsync(14_999);
      expect(speaker()).toBeDefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(speaker()).toBeUndefined();
      expect(meeting.state.floor.speeches.at(-1)).toMatchObject({ cause: 'timeOver', openMs: 75_000 });
    });

    it('stands still in a pause, and goes on longer by an extension', async () => {
      await connect(lan);
      await speak(lan);
      await vi.advanceTimersByTimeAsync(30_000);
      await run(meeting, { type: 'floor.pause', personId: lan, speech: 1 });
      await vi.advanceTimersByTimeAsync(600_000);
      await run(meeting, { type: 'floor.resume', personId: lan, speech: 1 });
      await run(meeting, { type: 'floor.extend', personId: lan, speech: 1, addMs: 60_000 });
      await vi.advanceTimersByTimeAsync(89_999);
      expect(speaker()?.isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(speaker()?.isOver).toBe(true);
    });

    it('is kept through a restart of the server', async () => {
      await connect(lan);
      await speak(lan);
      await vi.advanceTimersByTimeAsync(50_000);
      await restart();
      await connect(lan);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(speaker()?.isOver).toBe(true);
    });

    it('runs on while the page of the chair dies', async () => {
      for (const personId of [chair, hoa, lan]) await connect(personId);
      await speak(lan);
      disconnect(chair);
      await vi.advanceTimersByTimeAsync(leaseMs);
      expect(acting()).toMatchObject({ actingChairId: hoa, cause: 'lost' });
      expect(speaker()).toMatchObject({ personId: lan, pausedBy: [], pausedMs: 0 });
    });
  });

  describe('the chair’s lease', () => {
    it('leaves the chair to one who comes back in time, by whatever page', async () => {
      for (const personId of [chair, hoa]) await connect(personId);
      disconnect(chair);
      await vi.advanceTimersByTimeAsync(leaseMs - 1);
      await connect(chair, 'another page');
      await vi.advanceTimersByTimeAsync(leaseMs * 2);
      expect(acting().actingChairId).toBe(chair);
    });

    it('counts from when the page stopped to answer, however late that is noticed', async () => {
      for (const personId of [chair, hoa]) await connect(personId);
      meeting.disconnect(seatOf(chair).endpointId, 'c-chair', 10_000);
      await vi.advanceTimersByTimeAsync(leaseMs - 10_001);
      expect(acting().actingChairId).toBe(chair);
      await vi.advanceTimersByTimeAsync(1);
      expect(acting()).toMatchObject({ actingChairId: hoa, cause: 'lost' });
    });

    it('counts from the page that answered last', async () => {
      for (const personId of [chair, hoa]) await connect(personId);
      await meeting.connect({ ...seatOf(chair), endpointId: 'tablet' as EndpointId }, 'c-tablet', null);
      disconnect(chair);
      await vi.advanceTimersByTimeAsync(15_000);
      meeting.disconnect('tablet' as EndpointId, 'c-tablet', 10_000);
      await vi.advanceTimersByTimeAsync(leaseMs - 10_001);
      expect(acting().actingChairId).toBe(chair);
      await vi.advanceTimersByTimeAsync(1);
      expect(acting().actingChairId).toBe(hoa);
    });

    it('counts a second page of the same chair', async () => {
      await connect(hoa);
      await connect(chair);
      await meeting.connect({ ...seatOf(chair), endpointId: 'tablet' as EndpointId }, 'c-tablet', null);
      disconnect(chair);
      await vi.advanceTimersByTimeAsync(leaseMs * 2);
      expect(acting().actingChairId).toBe(chair);
    });

    it('is not lost by a chair without any page, who is in the hall', async () => {
      await connect(hoa);
      await vi.advanceTimersByTimeAsync(leaseMs * 3);
      expect(acting().actingChairId).toBe(chair);
    });

    it('leaves the meeting without chair where no deputy is there, and gives it to the first who comes', async () => {
      await connect(chair);
      disconnect(chair);
      await vi.advanceTimersByTimeAsync(leaseMs);
      expect(acting()).toMatchObject({ actingChairId: null, cause: 'lost' });
      await connect(hoa);
      expect(acting()).toMatchObject({ actingChairId: hoa, cause: 'arrived' });
      await connect(chair);
      expect(acting().actingChairId).toBe(hoa);
      await own(chair, { type: 'authority.takeBack', fromId: hoa }, 'chair');
      expect(acting()).toMatchObject({ actingChairId: chair, cause: 'takenBack' });
    });

    it('goes to no deputy who is marked as present but away', async () => {
      for (const personId of [chair, hoa]) await connect(personId);
      disconnect(hoa);
      disconnect(chair);
      await vi.advanceTimersByTimeAsync(leaseMs);
      expect(acting().actingChairId).toBe(null);
    });

    it('is watched again after a restart: the chair who does not come back loses it', async () => {
      for (const personId of [chair, hoa]) await connect(personId);
      await restart();
      await connect(hoa);
      await vi.advanceTimersByTimeAsync(leaseMs - 1);
      expect(acting().actingChairId).toBe(chair);
      await vi.advanceTimersByTimeAsync(1);
      expect(acting().actingChairId).toBe(hoa);
    });

    it('waits for nobody before the meeting, nor after it', async () => {
      for (const personId of [chair, hoa]) await connect(personId);
      await run(meeting, { type: 'meeting.close' });
      disconnect(chair);
      await vi.advanceTimersByTimeAsync(leaseMs * 2);
      expect(vi.getTimerCount()).toBe(0);
    });

    it('is tried again when the record could not be written', async () => {
      for (const personId of [chair, hoa]) await connect(personId);
      disconnect(chair);
      vi.spyOn(around.journal, 'append').mockRejectedValueOnce(new Error('disk full'));
      await vi.advanceTimersByTimeAsync(leaseMs);
      expect(acting().actingChairId).toBe(chair);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(acting().actingChairId).toBe(hoa);
    });
  });

  describe('a place that is lost', () => {
    it('stops the time of its speaker after a while, and lets it go on at the return', async () => {
      await connect(lan);
      await speak(lan);
      disconnect(lan);
      await vi.advanceTimersByTimeAsync(lossMs - 1);
      expect(speaker()?.pausedBy).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(speaker()?.pausedBy).toEqual(['siteLost']);
      await vi.advanceTimersByTimeAsync(10_000);
      await connect(lan);
      await vi.advanceTimersByTimeAsync(0);
      expect(speaker()).toMatchObject({ pausedBy: [], pausedMs: 10_000 });
    });

    it('lets the time go on also when the record could not be written at first', async () => {
      await connect(lan);
      await speak(lan);
      disconnect(lan);
      await vi.advanceTimersByTimeAsync(lossMs);
      vi.spyOn(around.journal, 'append').mockRejectedValueOnce(new Error('disk full'));
      await connect(lan);
      await vi.advanceTimersByTimeAsync(0);
      expect(speaker()?.pausedBy).toEqual(['siteLost']);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(speaker()?.pausedBy).toEqual([]);
    });

    it('is noticed late when a cable was pulled, and stops the time at once then', async () => {
      await connect(lan);
      await speak(lan);
      meeting.disconnect(seatOf(lan).endpointId, 'c-lan', 10_000);
      await vi.advanceTimersByTimeAsync(0);
      expect(speaker()?.pausedBy).toEqual(['siteLost']);
    });

    it('says nothing of a short flap', async () => {
      await connect(lan);
      await speak(lan);
      disconnect(lan);
      await vi.advanceTimersByTimeAsync(lossMs - 1);
      await connect(lan);
      await vi.advanceTimersByTimeAsync(lossMs * 2);
      expect(speaker()).toMatchObject({ pausedBy: [], pausedMs: 0 });
    });

    it('comes back also after the device was given up', async () => {
      await connect(lan);
      await speak(lan);
      disconnect(lan);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(meeting.state.endpoints.size).toBe(0);
      expect(speaker()?.pausedBy).toEqual(['siteLost']);
      await connect(lan);
      await vi.advanceTimersByTimeAsync(0);
      expect(speaker()?.pausedBy).toEqual([]);
    });

    it('is not that of a speaker in the hall, who has no device', async () => {
      const profileOfMinh = { ...profile(minh, 'delegate'), seatId: 'seat-1' as SeatId, seatLabel: 'Ghế 1' };
      await run(meeting, { type: 'participant.change', profile: profileOfMinh });
      await run(meeting, { type: 'attendance.mark', personId: minh, mark: { status: 'present', mode: 'inPerson' } });
      await run(meeting, { type: 'floor.setSelfAccept', personId: minh, isOn: true });
      await run(meeting, { type: 'floor.grant', personId: minh });
      await vi.advanceTimersByTimeAsync(lossMs * 2);
      expect(speaker()).toMatchObject({ personId: minh, pausedBy: [] });
    });
  });

  describe('a closed session', () => {
    beforeEach(async () => {
      for (const personId of [chair, lan, guest]) await connect(personId);
      await meeting.connect(display, 'c-wall', null);
      await vi.advanceTimersByTimeAsync(100);
      await run(meeting, { type: 'closedSession.begin' });
    });

    it('lets the pages of those who are no members connect again, and they wait', async () => {
      expect(around.gateway.notices).toEqual(['reconnect page-of-guest', 'reconnect wall']);
      expect([seatOf(guest), display, seatOf(lan)].map((seat) => meeting.isWaiting(seat))).toEqual([true, true, false]);
      disconnect(guest);
      around.gateway.sent.length = 0;
      await connect(guest);
      await run(meeting, { type: 'agenda.select', itemId: 'item-1' as never });
      await vi.advanceTimersByTimeAsync(100);
      const toGuest = around.gateway.sent.filter(({ to }) => to === 'page-of-guest' || to.includes('c-guest'));
      expect(toGuest.flatMap(({ updates }) => updates).map(({ name, head }) => [name, head])).toEqual([
        ['me', expect.objectContaining({ waiting: expect.objectContaining({ isSessionClosed: true }) })],
      ]);
    });

    it('keeps out who comes only then', async () => {
      const late = { ...seatOf(guest), endpointId: 'another-page' as EndpointId };
      await meeting.connect(late, 'c-late', null);
      expect([meeting.isWaiting(late), meeting.state.endpoints.has(late.endpointId)]).toEqual([true, false]);
    });

    it('brings in at once who becomes a member, and puts out at once who stops being one', async () => {
      disconnect(guest);
      await connect(guest);
      around.gateway.notices.length = 0;
      const change = (isMember: boolean) =>
        run(meeting, { type: 'participant.change', profile: { ...profile(guest, 'guest'), isMember } });
      await change(true);
      expect(around.gateway.notices).toContain('reconnect page-of-guest');
      disconnect(guest);
      await connect(guest);
      expect(meeting.isWaiting(seatOf(guest))).toBe(false);
      around.gateway.notices.length = 0;
      await change(false);
      expect(around.gateway.notices).toContain('reconnect page-of-guest');
      disconnect(guest);
      await connect(guest);
      expect([meeting.isWaiting(seatOf(guest)), meeting.state.endpoints.has(seatOf(guest).endpointId)]).toEqual([
        true,
        false,
      ]);
    });

    it('brings them back by itself when it ends', async () => {
      around.gateway.notices.length = 0;
      await run(meeting, { type: 'closedSession.end', since: meeting.state.closedSession?.since ?? 0 });
      expect(around.gateway.notices.toSorted()).toEqual(['reconnect page-of-guest', 'reconnect wall']);
      await connect(guest, 'again');
      expect(meeting.state.endpoints.has(seatOf(guest).endpointId)).toBe(true);
    });
  });

  it('gives whoever is seated as acting chair the rights of staff, and takes them back', async () => {
    await connect(lan);
    await connect(chair);
    disconnect(chair);
    await vi.advanceTimersByTimeAsync(leaseMs);
    await run(meeting, { type: 'authority.seat', personId: lan });
    expect(around.gateway.notices).toEqual(['reconnect page-of-lan']);
    expect(meeting.actorAt(seatOf(lan)).role).toBe('deputy');
    await connect(chair);
    await own(chair, { type: 'authority.takeBack', fromId: lan }, 'chair');
    expect(around.gateway.notices).toEqual(['reconnect page-of-lan', 'reconnect page-of-lan']);
    expect(meeting.actorAt(seatOf(lan)).role).toBe('delegate');
  });

  it('tells a display which scene it shows, and nobody else', async () => {
    await connect(lan);
    await meeting.connect(display, 'c-wall', null);
    await vi.advanceTimersByTimeAsync(100);
    around.gateway.sent.length = 0;
    await run(meeting, { type: 'display.showNotice', text: 'Nghỉ giải lao đến 10 giờ' });
    await vi.advanceTimersByTimeAsync(100);
    const own = around.gateway.sent.flatMap(({ to, updates }) =>
      updates.filter(({ name }) => name === 'me').map(({ head }) => [to, (head as { scene: string }).scene]),
    );
    expect(own).toEqual([['wall', 'message']]);
  });

  it('gives orders to the planes that are there, and to no other', async () => {
    const orders: string[] = [];
    meeting.close();
    meeting = await LiveMeeting.load(meetingId, {
      ...around,
      planes: { record: async (_id, { kind }) => void orders.push(kind) },
    });
    await connect(lan);
    await speak(lan);
    await own(lan, { type: 'floor.yield', personId: lan, speech: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(orders).toEqual(['beginSpeech', 'endSpeech']);
  });
});
