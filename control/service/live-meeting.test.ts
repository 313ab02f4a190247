import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointId, PersonId, SiteId } from '../domain/ids.ts';
import type { Actor } from '../domain/roles.ts';
import { type EndpointSeat, LiveMeeting } from './live-meeting.ts';
import {
  chair,
  firstItem,
  lan,
  meetingId,
  minh,
  openMeeting,
  openSurroundings,
  operator,
  run,
  type Surroundings,
  seatOf,
} from './live-meeting-harness.ts';
import { graceMs } from './presence.ts';

const theChair = actor(chair, 'chair');
const theLan = actor(lan, 'delegate');
const room: EndpointSeat = {
  endpointId: 'room' as EndpointId,
  kind: 'room',
  deviceRole: 'room',
  personId: null,
  siteId: 'hall' as SiteId,
  label: 'Xã Bắc',
};

describe('a meeting as it runs', () => {
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

  describe('presence', () => {
    it('lets a device join and marks its person as present when their page connects', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      expect(endpointIds()).toEqual(['page-of-lan']);
      expect(statusOf(lan)).toBe('present');
      expect((await recordedTypes()).slice(-2)).toEqual(['EndpointJoined', 'AttendanceMarked']);
    });

    it('writes nothing when the page connects again, or twice at once', async () => {
      await Promise.all([meeting.connect(seatOf(lan), 'c1', null), meeting.connect(seatOf(lan), 'c2', null)]);
      const { length } = await recordedTypes();
      meeting.disconnect(seatOf(lan).endpointId, 'c1');
      await meeting.connect(seatOf(lan), 'c3', null);
      expect(await recordedTypes()).toHaveLength(length);
    });

    it('keeps the device over a short flap, and lets it leave after the grace time', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      meeting.disconnect(seatOf(lan).endpointId, 'c1');
      await vi.advanceTimersByTimeAsync(graceMs - 1);
      expect(endpointIds()).toEqual(['page-of-lan']);
      await vi.advanceTimersByTimeAsync(1);
      expect(endpointIds()).toEqual([]);
      expect((await around.journal.read(`meeting/${meetingId}`)).records.at(-1)?.event).toMatchObject({
        type: 'EndpointLeft',
        cause: 'lost',
      });
    });

    it('marks a person as left who leaves with their last device, at once', async () => {
      const phone = { ...seatOf(lan), endpointId: 'phone' as EndpointId };
      await meeting.connect(seatOf(lan), 'c1', null);
      await meeting.connect(phone, 'c2', null);
      await meeting.leave(phone);
      expect(statusOf(lan)).toBe('present');
      await meeting.leave(seatOf(lan));
      expect([endpointIds(), statusOf(lan)]).toEqual([[], 'left']);
    });

    it('awaits the devices of a meeting that was read again, and lets those leave that stay away', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      await meeting.connect(seatOf(minh), 'c2', null);
      const restarted = await LiveMeeting.load(meetingId, around);
      await restarted.connect(seatOf(lan), 'c3', null);
      await vi.advanceTimersByTimeAsync(graceMs);
      expect([...restarted.state.endpoints.keys()]).toEqual(['page-of-lan']);
      restarted.close();
    });

    it('writes nothing more when the meeting is closed: its record ends there, also after a restart', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      await run(meeting, { type: 'meeting.close' }, theChair);
      meeting.disconnect(seatOf(lan).endpointId, 'c1');
      const restarted = await LiveMeeting.load(meetingId, around);
      await vi.advanceTimersByTimeAsync(graceMs * 2);
      restarted.close();
      expect((await recordedTypes()).at(-1)).toBe('MeetingClosed');
    });

    it('lets nobody in who takes no part, and says so', async () => {
      await expect(meeting.connect(seatOf('stranger' as PersonId), 'c1', null)).rejects.toMatchObject({
        code: 'NOT_SIGNED_IN',
      });
    });

    it('takes a person’s role from the meeting, not from their link', async () => {
      expect(meeting.actorAt({ ...seatOf(chair), deviceRole: 'observer' }).role).toBe('chair');
    });
  });

  describe('the floor and the microphones', () => {
    it('opens the microphone of a person who asked and was given the floor, and closes it after', async () => {
      await join(seatOf(lan));
      await run(meeting, { type: 'floor.request', personId: lan }, theLan);
      expect(isOpen(seatOf(lan))).toBe(false);
      await run(meeting, { type: 'floor.grant', personId: lan }, theChair);
      await settled();
      expect(isOpen(seatOf(lan))).toBe(true);
      await run(meeting, { type: 'floor.withdraw', personId: lan, speech: 1 }, theChair);
      await settled();
      expect(isOpen(seatOf(lan))).toBe(false);
    });

    it('lets a person’s own mute win over the floor', async () => {
      await join(seatOf(lan));
      await meeting.media.setMuted(seatOf(lan).endpointId, true);
      await giveFloorTo(lan, theLan);
      expect(isOpen(seatOf(lan))).toBe(false);
      await meeting.media.setMuted(seatOf(lan).endpointId, false);
      expect(isOpen(seatOf(lan))).toBe(true);
    });

    it('opens the microphone of a speaker who brings their media later, or anew', async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      await giveFloorTo(lan, theLan);
      await meeting.media.join(seatOf(lan).endpointId);
      expect(isOpen(seatOf(lan))).toBe(true);
      await meeting.media.join(seatOf(lan).endpointId);
      expect(isOpen(seatOf(lan))).toBe(true);
    });

    it('opens the microphone of the room that carries the speaker', async () => {
      await join(room);
      await run(meeting, { type: 'attendance.mark', personId: minh, mark: { status: 'present', mode: 'inPerson' } });
      const theRoom = meeting.actorAt(room);
      await run(meeting, { type: 'endpoint.attachPerson', endpointId: room.endpointId, personId: minh }, theRoom);
      await run(meeting, { type: 'floor.request', personId: minh }, theRoom);
      await run(meeting, { type: 'floor.grant', personId: minh }, theChair);
      await settled();
      expect(isOpen(room)).toBe(true);
      await run(meeting, { type: 'endpoint.detachPerson', endpointId: room.endpointId, personId: minh }, theRoom);
      await settled();
      expect(isOpen(room)).toBe(false);
    });

    it('hands the microphone from one speaker to the next', async () => {
      await join(seatOf(lan));
      await join(seatOf(minh));
      await giveFloorTo(lan, theLan);
      await giveFloorTo(minh, actor(minh, 'delegate'));
      expect([isOpen(seatOf(lan)), isOpen(seatOf(minh))]).toEqual([false, true]);
    });

    it('closes every microphone when the meeting pauses', async () => {
      await join(seatOf(lan));
      await giveFloorTo(lan, theLan);
      await run(meeting, { type: 'meeting.adjourn' }, theChair);
      await settled();
      expect(isOpen(seatOf(lan))).toBe(false);
    });

    it('ends the media of a device that left, and of all when the meeting closes', async () => {
      await join(seatOf(lan));
      await join(seatOf(minh));
      await meeting.leave(seatOf(lan));
      await settled();
      expect(around.plane.room(meetingId)?.peer('page-of-lan')).toBeUndefined();
      await run(meeting, { type: 'meeting.close' }, theChair);
      await settled();
      expect(around.plane.room(meetingId)).toBeUndefined();
    });

    it('goes on when the media plane does not obey', async () => {
      await join(seatOf(lan));
      const peer = meeting.media.peer(seatOf(lan).endpointId);
      vi.spyOn(peer, 'setMicrophoneOpen').mockRejectedValue(new Error('worker died'));
      await giveFloorTo(lan, theLan);
      expect(meeting.state.floor.speakers).toMatchObject([{ personId: lan }]);
    });

    it('tells the pages whose media were lost, and opens the room anew for them', async () => {
      await join(seatOf(lan));
      await giveFloorTo(lan, theLan);
      meeting.media.handleRoomLost();
      expect(around.gateway.notices).toContain('media lost page-of-lan');
      expect(() => meeting.media.peer(seatOf(lan).endpointId)).toThrow(/join the media first/);
      await meeting.media.join(seatOf(lan).endpointId);
      expect(isOpen(seatOf(lan))).toBe(true);
    });
  });

  describe('an invitation', () => {
    beforeEach(async () => {
      await meeting.connect(seatOf(lan), 'c1', null);
      await run(meeting, { type: 'floor.grant', personId: lan }, theChair);
    });

    it('expires by itself after 30 seconds, and the record says so', async () => {
      await vi.advanceTimersByTimeAsync(29_999);
      expect(meeting.state.floor.invitations).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(meeting.state.floor.invitations).toEqual([]);
      expect((await recordedTypes()).at(-1)).toBe('FloorInvitationEnded');
    });

    it('expires in its time after the meeting was read again', async () => {
      await vi.advanceTimersByTimeAsync(10_000);
      meeting.close();
      const restarted = await LiveMeeting.load(meetingId, around);
      await restarted.connect(seatOf(lan), 'c2', null);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(restarted.state.floor.invitations).toEqual([]);
      restarted.close();
    });

    it('expires also when the timer fires a moment before the clock reaches the time', async () => {
      // Timers count whole milliseconds of another clock: on a real system every fourth one fires early.
      vi.spyOn(around.clock, 'now').mockImplementation(() => Date.now() - 1);
      await vi.advanceTimersByTimeAsync(31_000);
      expect(meeting.state.floor.invitations).toEqual([]);
    });

    it('expires also when the record could not be written at first', async () => {
      vi.spyOn(around.journal, 'append').mockRejectedValueOnce(new Error('disk full'));
      await vi.advanceTimersByTimeAsync(120_000);
      expect(meeting.state.floor.invitations).toEqual([]);
    });

    it('is kept by nobody who accepted', async () => {
      const [{ expiresAt } = { expiresAt: 0 }] = meeting.state.floor.invitations;
      await run(meeting, { type: 'floor.accept', personId: lan, expiresAt }, theLan);
      const { length } = await recordedTypes();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await recordedTypes()).toHaveLength(length);
      expect(meeting.state.floor.speakers).toMatchObject([{ personId: lan }]);
    });
  });

  describe('a record that cannot be written', () => {
    it('changes nothing, opens no microphone and tells no viewer', async () => {
      await join(seatOf(lan));
      await run(meeting, { type: 'floor.request', personId: lan }, theLan);
      await vi.advanceTimersByTimeAsync(100);
      around.gateway.sent.length = 0;
      const before = meeting.state;
      vi.spyOn(around.journal, 'append').mockRejectedValueOnce(new Error('disk full'));
      const grant = run(meeting, { type: 'floor.grant', personId: lan }, theChair);
      await expect(grant).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await vi.advanceTimersByTimeAsync(100);
      expect(meeting.state).toBe(before);
      expect([isOpen(seatOf(lan)), around.gateway.sent]).toEqual([false, []]);
      await run(meeting, { type: 'floor.grant', personId: lan }, theChair);
      await settled();
      expect(isOpen(seatOf(lan))).toBe(true);
    });
  });

  it('names the clerk and the chair in the record when one acts for the other', async () => {
    await run(
      meeting,
      { type: 'agenda.activate', itemId: firstItem, fromItemId: null },
      { ...operator, personId: minh },
    );
    const { records } = await around.journal.read(`meeting/${meetingId}`);
    expect(records.at(-1)?.actor).toMatchObject({ role: 'operator', personId: minh, onBehalfOf: chair });
  });

  it('leaves no timer behind when it is closed while a deadline is being written', async () => {
    await meeting.connect(seatOf(lan), 'c1', null);
    await run(meeting, { type: 'floor.grant', personId: lan }, theChair);
    const disk = Promise.withResolvers<number>();
    vi.spyOn(around.journal, 'append').mockReturnValue(disk.promise);
    await vi.advanceTimersByTimeAsync(30_000);
    meeting.close();
    disk.reject(new Error('the journal is closed'));
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind when it is closed', async () => {
    await meeting.connect(seatOf(lan), 'c1', null);
    await run(meeting, { type: 'floor.grant', personId: lan }, theChair);
    meeting.disconnect(seatOf(lan).endpointId, 'c1');
    meeting.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  async function join(seat: EndpointSeat): Promise<void> {
    await meeting.connect(seat, `connection of ${seat.endpointId}`, null);
    await meeting.media.join(seat.endpointId);
  }

  async function giveFloorTo(personId: PersonId, own: Actor): Promise<void> {
    await run(meeting, { type: 'floor.request', personId }, own);
    await run(meeting, { type: 'floor.grant', personId }, theChair);
    await settled();
  }

  function isOpen({ endpointId }: EndpointSeat): boolean | undefined {
    return around.plane.room(meetingId)?.peer(endpointId)?.isMicrophoneOpen;
  }

  function endpointIds(): EndpointId[] {
    return [...meeting.state.endpoints.keys()];
  }

  function statusOf(personId: PersonId) {
    return meeting.state.participants.get(personId)?.attendance.status;
  }

  async function recordedTypes(): Promise<string[]> {
    const { records } = await around.journal.read(`meeting/${meetingId}`);
    return records.map(({ event }) => (event as { type: string }).type);
  }
});

/** Lets orders to the plane be carried out. */
function settled(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(0);
}

function actor(personId: PersonId, role: 'chair' | 'delegate'): Actor {
  return { role, personId, endpointId: seatOf(personId).endpointId, onBehalfOf: null };
}
