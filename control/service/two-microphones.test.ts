/** A device with two microphones: one floor, one mute and one order for both, whatever happens in between. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { opusParameters } from '../../sfu/sample-parameters.ts';
import type { EndpointId, SiteId } from '../domain/ids.ts';
import { type EndpointSeat, LiveMeeting } from './live-meeting.ts';
import {
  chair,
  meetingId,
  minh,
  openMeeting,
  openSurroundings,
  run,
  type Surroundings,
} from './live-meeting-harness.ts';

const endpointId = 'room' as EndpointId;
const room: EndpointSeat = {
  endpointId,
  kind: 'room',
  deviceRole: 'room',
  personId: null,
  siteId: 'hall' as SiteId,
  label: 'Xã Bắc',
};
const theChair = { role: 'chair', personId: chair, endpointId: null, onBehalfOf: null } as const;

describe('two microphones of one device', () => {
  let around: Surroundings;
  let meeting: LiveMeeting;
  let transportId = '';
  let lastSsrc = 0;

  beforeEach(async () => {
    vi.useFakeTimers({ now: 1_763_700_000_000 });
    around = await openSurroundings();
    meeting = await LiveMeeting.load(meetingId, around);
    await openMeeting(meeting);
    await meeting.connect(room, 'c1', null);
    await run(meeting, { type: 'attendance.mark', personId: minh, mark: { status: 'present', mode: 'inPerson' } });
    await run(meeting, { type: 'endpoint.attachPerson', endpointId, personId: minh }, meeting.actorAt(room));
    await sendBoth();
  });

  afterEach(async () => {
    meeting.close();
    await around.plane.close();
    vi.useRealTimers();
  });

  it('open with the grant and close with its end, both', async () => {
    expect(await areOpen()).toEqual([false, false]);
    await giveFloor();
    expect(await areOpen()).toEqual([true, true]);
    await run(meeting, { type: 'floor.withdraw', personId: minh, speech: 1 }, theChair);
    await settled();
    expect(await areOpen()).toEqual([false, false]);
  });

  it('close together when their owner mutes, and when the person sits somewhere else', async () => {
    await giveFloor();
    await meeting.media.setMuted(endpointId, true);
    expect(await areOpen()).toEqual([false, false]);
    await meeting.media.setMuted(endpointId, false);
    expect(await areOpen()).toEqual([true, true]);
    await run(meeting, { type: 'endpoint.detachPerson', endpointId, personId: minh }, meeting.actorAt(room));
    await settled();
    expect(await areOpen()).toEqual([false, false]);
  });

  it('follow the floor when the second one comes later, or comes again', async () => {
    await giveFloor();
    const [, second] = meeting.media.peer(endpointId).producers();
    await meeting.media.closeProducer(endpointId, second?.producerId ?? '');
    expect(await areOpen()).toEqual([true]);
    await send(1);
    expect(await areOpen()).toEqual([true, true]);
    await meeting.media.setMuted(endpointId, true);
    const [first] = meeting.media.peer(endpointId).producers();
    await meeting.media.closeProducer(endpointId, first?.producerId ?? '');
    await send(0);
    expect(await areOpen()).toEqual([false, false]);
  });

  it('are as the floor says when the room is built anew after its worker died', async () => {
    await giveFloor();
    meeting.media.handleRoomLost();
    await sendBoth();
    expect(await areOpen()).toEqual([true, true]);
    meeting.media.handleRoomLost();
    await run(meeting, { type: 'floor.withdraw', personId: minh, speech: 1 }, theChair);
    await sendBoth();
    expect(await areOpen()).toEqual([false, false]);
  });

  it('are one device that is heard, whichever of them is the loud one', async () => {
    await giveFloor();
    const producerIds = meeting.media
      .peer(endpointId)
      .producers()
      .map((producer) => producer.producerId);
    const levels = producerIds.map((producerId, index) => ({
      peerId: endpointId,
      producerId,
      levelDbov: -80 + index * 50,
    }));
    meeting.media.handleSoundLevels(levels.toReversed());
    await vi.advanceTimersByTimeAsync(600);
    expect(rowOfRoom()).toMatchObject({ isHeard: true, isMicrophoneOpen: true });
    await meeting.media.setMuted(endpointId, true);
    await vi.advanceTimersByTimeAsync(600);
    expect(rowOfRoom()).toMatchObject({ isHeard: false, isMuted: true, isMicrophoneOpen: false });
  });

  async function sendBoth(): Promise<void> {
    await meeting.media.join(endpointId);
    transportId = (await meeting.media.peer(endpointId).createTransport('send')).id;
    await send(0);
    await send(1);
  }

  async function send(slot: number): Promise<void> {
    lastSsrc += 2;
    const rtpParameters = opusParameters(lastSsrc);
    await meeting.media.produce(endpointId, { transportId, source: 'microphone', slot, kind: 'audio', rtpParameters });
  }

  async function giveFloor(): Promise<void> {
    await run(meeting, { type: 'floor.request', personId: minh }, meeting.actorAt(room));
    await run(meeting, { type: 'floor.grant', personId: minh }, theChair);
    await settled();
  }

  async function areOpen(): Promise<boolean[]> {
    return (await meeting.media.peer(endpointId).producerStats()).map(({ isOpen }) => isOpen);
  }

  function rowOfRoom() {
    return meeting.media.value('staff').rows?.[endpointId];
  }
});

/** Lets orders to the plane be carried out. */
function settled(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(0);
}
