/** What every media plane does, whatever carries its packets. Runs against the fake plane and against mediasoup. */
import { afterEach, describe, expect, it } from 'vitest';
import type {
  MediaPeer,
  MediaPlane,
  MediaPlaneConfig,
  MediaPlaneEvents,
  MediaRoom,
  ProducerSource,
  SoundLevel,
} from './index.ts';
import { openMediaPlane } from './index.ts';
import { silentLogger } from './sample-config.ts';
import { dtlsParameters, opusParameters, vp8Parameters } from './sample-parameters.ts';

export type Observed = {
  plane: MediaPlane;
  lostRooms: string[];
  endedProducers: { roomId: string; peerId: string; producerId: string }[];
  levels: { roomId: string; levels: SoundLevel[] }[];
  speakers: (string | null)[];
  layers: { peerId: string; consumerId: string; spatialLayer: number | null }[];
};

/** Opens a plane through its door and writes down what it reports. */
export async function openObserved(config: MediaPlaneConfig): Promise<Observed> {
  const seen: Omit<Observed, 'plane'> = { lostRooms: [], endedProducers: [], levels: [], speakers: [], layers: [] };
  const events: MediaPlaneEvents = {
    onRoomLost: (roomId) => void seen.lostRooms.push(roomId),
    onProducerClosed: (roomId, peerId, producerId) => void seen.endedProducers.push({ roomId, peerId, producerId }),
    onSoundLevels: (roomId, levels) => void seen.levels.push({ roomId, levels }),
    onDominantSpeaker: (_roomId, peerId) => void seen.speakers.push(peerId),
    onConsumerLayer: (_roomId, peerId, consumerId, spatialLayer) =>
      void seen.layers.push({ peerId, consumerId, spatialLayer }),
  };
  const plane = await openMediaPlane(config, { logger: silentLogger, events });
  return { plane, ...seen };
}

let lastSsrc = 1_000;

/** A peer that is ready to send and to receive. */
export async function joinReady(room: MediaRoom, peerId: string) {
  const peer = room.joinPeer(peerId);
  const send = await peer.createTransport('send');
  await peer.createTransport('receive');
  return { peer, transportId: send.id };
}

export function produceRequest(transportId: string, source: ProducerSource) {
  lastSsrc += 2;
  return source === 'microphone' || source === 'screenSound'
    ? { transportId, source, kind: 'audio' as const, rtpParameters: opusParameters(lastSsrc) }
    : { transportId, source, kind: 'video' as const, rtpParameters: vp8Parameters(lastSsrc) };
}

async function isOpen(peer: MediaPeer, source: ProducerSource): Promise<boolean | undefined> {
  return (await peer.producerStats()).find((stats) => stats.source === source)?.isOpen;
}

export function runPlaneSuite(name: string, config: () => MediaPlaneConfig): void {
  const planes: MediaPlane[] = [];

  async function open(changes: Partial<MediaPlaneConfig> = {}): Promise<Observed> {
    const observed = await openObserved({ ...config(), ...changes });
    planes.push(observed.plane);
    return observed;
  }

  async function openRoom(): Promise<MediaRoom> {
    return (await open()).plane.openRoom('room');
  }

  afterEach(async () => {
    await Promise.all(planes.splice(0).map((plane) => plane.close()));
  });

  describe(`${name}: rooms`, () => {
    it('runs once it is open and no longer once it is closed', async () => {
      const { plane } = await open();
      expect(plane.isRunning).toBe(true);
      await plane.close();
      expect(plane.isRunning).toBe(false);
      await expect(plane.openRoom('room')).rejects.toMatchObject({ name: 'MediaError', reason: 'CLOSED' });
    });

    it('gives callers that open one room at the same time the same room', async () => {
      const { plane } = await open();
      const [one, two] = await Promise.all([plane.openRoom('room'), plane.openRoom('room')]);
      expect(one).toBe(two);
      expect(plane.room('room')).toBe(one);
      expect(plane.room('other')).toBeUndefined();
    });

    it('speaks Opus with error correction, VP8 and H264, each video codec with retransmission', async () => {
      const { codecs = [] } = (await openRoom()).rtpCapabilities;
      expect(codecs.map((codec) => codec.mimeType)).toEqual([
        'audio/opus',
        'video/VP8',
        'video/rtx',
        'video/H264',
        'video/rtx',
      ]);
      expect(codecs[0]?.parameters).toMatchObject({ useinbandfec: 1, usedtx: 1 });
      expect(codecs[1]?.rtcpFeedback).toContainEqual({ type: 'transport-cc', parameter: '' });
    });

    it('closes its peers with itself and can be opened anew', async () => {
      const { plane, lostRooms } = await open();
      const room = await plane.openRoom('room');
      const { peer } = await joinReady(room, 'hanoi');
      room.close();
      room.close();
      expect([room.isClosed, peer.isClosed, plane.room('room')]).toEqual([true, true, undefined]);
      expect(() => room.joinPeer('hue')).toThrow(expect.objectContaining({ reason: 'CLOSED' }));
      expect((await plane.openRoom('room')).isClosed).toBe(false);
      expect(lostRooms).toEqual([]);
    });

    it('opens no room that was on its way when the plane closed', async () => {
      const { plane } = await open();
      const opening = plane.openRoom('room');
      await Promise.all([expect(opening).rejects.toMatchObject({ reason: 'CLOSED' }), plane.close()]);
      expect(plane.room('room')).toBeUndefined();
    });

    it('keeps nothing that was on its way when its peer closed', async () => {
      const room = await openRoom();
      const sender = await joinReady(room, 'hanoi');
      const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'microphone'));
      const { peer, transportId } = await joinReady(room, 'hue');
      const onTheWay = [
        peer.createTransport('receive'),
        peer.produce(produceRequest(transportId, 'camera')),
        peer.consume(producerId, room.rtpCapabilities),
      ];
      peer.close();
      const outcomes = await Promise.allSettled(onTheWay);
      expect(outcomes).toMatchObject(onTheWay.map(() => ({ status: 'rejected', reason: { reason: 'CLOSED' } })));
      expect(peer.producers()).toEqual([]);
    });

    it('answers the peer that is there, and forgets one that closed', async () => {
      const room = await openRoom();
      const peer = room.joinPeer('hanoi');
      expect(room.joinPeer('hanoi')).toBe(peer);
      expect(room.peer('hanoi')).toBe(peer);
      peer.close();
      peer.close();
      expect(room.peer('hanoi')).toBeUndefined();
      await expect(peer.createTransport('send')).rejects.toMatchObject({ reason: 'CLOSED' });
      expect(room.joinPeer('hanoi')).not.toBe(peer);
    });
  });

  describe(`${name}: transports`, () => {
    it('offers its port under every announced address, UDP first, the preferred address first', async () => {
      const { plane } = await open({ announcedAddresses: ['192.0.2.7', '127.0.0.1'] });
      const offer = await (await plane.openRoom('room')).joinPeer('hanoi').createTransport('send');
      const byPriority = offer.iceCandidates.toSorted((a, b) => b.priority - a.priority);
      expect(byPriority.map(({ protocol, address }) => `${protocol} ${address}`)).toEqual([
        'udp 192.0.2.7',
        'udp 127.0.0.1',
        'tcp 192.0.2.7',
        'tcp 127.0.0.1',
      ]);
      expect(new Set(byPriority.filter(({ protocol }) => protocol === 'udp').map(({ port }) => port)).size).toBe(1);
      expect(new Set(byPriority.map(({ priority }) => priority)).size).toBe(byPriority.length);
      expect(offer.iceParameters.iceLite).toBe(true);
      expect(offer.dtlsParameters.fingerprints.length).toBeGreaterThan(0);
    });

    it('connects a transport once, and only its own peer does', async () => {
      const room = await openRoom();
      const { peer, transportId } = await joinReady(room, 'hanoi');
      await peer.connectTransport(transportId, dtlsParameters());
      await expect(peer.connectTransport(transportId, dtlsParameters())).rejects.toMatchObject({
        reason: 'ALREADY_CONNECTED',
      });
      await expect(room.joinPeer('hue').connectTransport(transportId, dtlsParameters())).rejects.toMatchObject({
        reason: 'UNKNOWN_TRANSPORT',
      });
    });

    it('keeps one transport per direction: a new one ends the former and reports its producers', async () => {
      const { plane, endedProducers } = await open();
      const room = await plane.openRoom('room');
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const former = await peer.produce(produceRequest(transportId, 'camera'));
      const { id } = await peer.createTransport('send');
      expect(endedProducers).toEqual([{ roomId: 'room', peerId: 'hanoi', producerId: former.producerId }]);
      expect(peer.producers()).toEqual([]);
      await expect(peer.produce(produceRequest(transportId, 'camera'))).rejects.toMatchObject({
        reason: 'UNKNOWN_TRANSPORT',
      });
      await expect(peer.produce(produceRequest(id, 'camera'))).resolves.toMatchObject({ source: 'camera' });
    });

    it('reports no producer that ended by order', async () => {
      const { plane, endedProducers } = await open();
      const room = await plane.openRoom('room');
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const { producerId } = await peer.produce(produceRequest(transportId, 'camera'));
      await peer.closeProducer(producerId);
      await expect(peer.closeProducer(producerId)).rejects.toMatchObject({ reason: 'UNKNOWN_PRODUCER' });
      await peer.produce(produceRequest(transportId, 'microphone'));
      peer.close();
      const other = await joinReady(room, 'hue');
      await other.peer.produce(produceRequest(other.transportId, 'screen'));
      room.close();
      expect(endedProducers).toEqual([]);
    });
  });

  describe(`${name}: producers`, () => {
    it('takes one microphone, one camera and one screen per peer', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      for (const source of ['microphone', 'camera', 'screen'] as const) {
        await peer.produce(produceRequest(transportId, source));
        await expect(peer.produce(produceRequest(transportId, source))).rejects.toMatchObject({
          reason: 'ALREADY_PRODUCING',
        });
      }
      expect(peer.producers().map(({ source, kind }) => `${source} ${kind}`)).toEqual([
        'microphone audio',
        'camera video',
        'screen video',
      ]);
    });

    it('takes one of two cameras that come at the same time', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      const outcomes = await Promise.allSettled([
        peer.produce(produceRequest(transportId, 'camera')),
        peer.produce(produceRequest(transportId, 'camera')),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(peer.producers()).toHaveLength(1);
    });

    it('refuses sound that comes as a camera, which no floor would close', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      const sound = produceRequest(transportId, 'microphone');
      const wrong = { name: 'MediaError', reason: 'WRONG_PARAMETERS' };
      await expect(peer.produce({ ...sound, source: 'camera' })).rejects.toMatchObject(wrong);
      await expect(peer.produce({ ...sound, source: 'camera', kind: 'video' })).rejects.toMatchObject(wrong);
      expect(peer.producers()).toEqual([]);
    });

    it('leaves nothing half made when it refuses, so that the right request passes afterwards', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      const good = produceRequest(transportId, 'microphone');
      const wrong = { reason: 'WRONG_PARAMETERS' };
      const bad = { ...good, rtpParameters: { ...good.rtpParameters, encodings: [{ maxBitrate: 1.5 }] } };
      await expect(peer.produce(bad)).rejects.toMatchObject(wrong);
      await expect(peer.connectTransport(transportId, { fingerprints: [] })).rejects.toMatchObject(wrong);
      await peer.produce(good);
      await peer.connectTransport(transportId, dtlsParameters());
      await expect(
        peer.produce({ ...produceRequest(transportId, 'camera'), rtpParameters: vp8Parameters(lastSsrc - 2) }),
      ).rejects.toMatchObject(wrong);
      expect(peer.producers()).toHaveLength(1);
    });

    it('sends through its own send transport only', async () => {
      const room = await openRoom();
      const hanoi = await joinReady(room, 'hanoi');
      const hue = await joinReady(room, 'hue');
      const { id: receiveId } = await hanoi.peer.createTransport('receive');
      for (const transportId of [hue.transportId, receiveId, 'nowhere']) {
        await expect(hanoi.peer.produce(produceRequest(transportId, 'camera'))).rejects.toMatchObject({
          reason: 'UNKNOWN_TRANSPORT',
        });
      }
    });
  });

  describe(`${name}: microphones`, () => {
    it('starts a microphone closed, a camera open', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      await peer.produce(produceRequest(transportId, 'microphone'));
      await peer.produce(produceRequest(transportId, 'camera'));
      expect([await isOpen(peer, 'microphone'), await isOpen(peer, 'camera')]).toEqual([false, true]);
      expect(peer.isMicrophoneOpen).toBe(false);
    });

    it('opens and closes it by order, as often as the order comes', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      await peer.produce(produceRequest(transportId, 'microphone'));
      for (const order of [true, true, false, false, true]) {
        await peer.setMicrophoneOpen(order);
        expect([await isOpen(peer, 'microphone'), peer.isMicrophoneOpen]).toEqual([order, order]);
      }
    });

    it('applies the order to a microphone that is sent later', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      await peer.setMicrophoneOpen(true);
      const { producerId } = await peer.produce(produceRequest(transportId, 'microphone'));
      expect(await isOpen(peer, 'microphone')).toBe(true);
      await peer.closeProducer(producerId);
      await peer.setMicrophoneOpen(false);
      await peer.produce(produceRequest(transportId, 'microphone'));
      expect(await isOpen(peer, 'microphone')).toBe(false);
    });

    it('ends with the last order when several come at once, also before the microphone is there', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      const sending = peer.produce(produceRequest(transportId, 'microphone'));
      await Promise.all([true, false, true, false].map((order) => peer.setMicrophoneOpen(order)));
      await sending;
      expect(await isOpen(peer, 'microphone')).toBe(false);
      await Promise.all([true, false, true].map((order) => peer.setMicrophoneOpen(order)));
      expect(await isOpen(peer, 'microphone')).toBe(true);
    });

    it('ends with the last order when it comes while the one before is being carried out', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      await peer.produce(produceRequest(transportId, 'microphone'));
      for (const last of [false, true]) {
        const overtaken = peer.setMicrophoneOpen(!last);
        // Long enough for the first order to be under way, and too short for a worker to have answered.
        await Promise.resolve().then().then();
        await peer.setMicrophoneOpen(last);
        await overtaken;
        expect(await isOpen(peer, 'microphone')).toBe(last);
      }
    });
  });

  describe(`${name}: cameras`, () => {
    it('are held back and passed on by order, those that come later included, and nothing else of the peer is', async () => {
      const { peer, transportId } = await joinReady(await openRoom(), 'hanoi');
      const { producerId } = await peer.produce(produceRequest(transportId, 'camera'));
      await peer.produce(produceRequest(transportId, 'screen'));
      for (const order of [false, false, true, false]) {
        await peer.setCamerasOpen(order);
        expect([await isOpen(peer, 'camera'), await isOpen(peer, 'screen')]).toEqual([order, true]);
      }
      await peer.closeProducer(producerId);
      await peer.produce(produceRequest(transportId, 'camera'));
      expect(await isOpen(peer, 'camera')).toBe(false);
      const again = peer.produce({ ...produceRequest(transportId, 'camera'), slot: 1 });
      await Promise.all([true, false, true].map((order) => peer.setCamerasOpen(order)));
      await again;
      expect((await peer.producerStats()).every((stats) => stats.isOpen)).toBe(true);
    });
  });

  describe(`${name}: consumers`, () => {
    it('gives another peer of the room what it needs to receive, and ends it by order', async () => {
      const room = await openRoom();
      const sender = await joinReady(room, 'hanoi');
      const { peer } = await joinReady(room, 'hue');
      for (const source of ['microphone', 'camera'] as const) {
        const { producerId, kind } = await sender.peer.produce(produceRequest(sender.transportId, source));
        const offer = await peer.consume(producerId, room.rtpCapabilities);
        expect(offer).toMatchObject({ producerId, kind });
        expect(offer.rtpParameters.codecs[0]?.mimeType).toBe(kind === 'audio' ? 'audio/opus' : 'video/VP8');
        expect(offer.rtpParameters.encodings).toHaveLength(1);
        await peer.resumeConsumer(offer.id);
        await peer.closeConsumer(offer.id);
        await expect(peer.resumeConsumer(offer.id)).rejects.toMatchObject({ reason: 'UNKNOWN_CONSUMER' });
      }
    });

    it('refuses what the peer sends itself and what no peer of the room sends', async () => {
      const { plane } = await open();
      const room = await plane.openRoom('room');
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const own = await peer.produce(produceRequest(transportId, 'camera'));
      const elsewhere = await joinReady(await plane.openRoom('other'), 'hue');
      await expect(peer.consume(own.producerId, room.rtpCapabilities)).rejects.toMatchObject({
        reason: 'CANNOT_CONSUME',
      });
      await expect(elsewhere.peer.consume(own.producerId, room.rtpCapabilities)).rejects.toMatchObject({
        reason: 'UNKNOWN_PRODUCER',
      });
    });

    it('refuses a receiver without the codec, without a transport or with malformed capabilities', async () => {
      const room = await openRoom();
      const sender = await joinReady(room, 'hanoi');
      const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'camera'));
      const { peer } = await joinReady(room, 'hue');
      const audioOnly = { codecs: (room.rtpCapabilities.codecs ?? []).filter(({ kind }) => kind === 'audio') };
      await expect(peer.consume(producerId, audioOnly)).rejects.toMatchObject({ reason: 'CANNOT_CONSUME' });
      await expect(peer.consume(producerId, Object.create(null))).rejects.toMatchObject({ reason: 'WRONG_PARAMETERS' });
      await expect(room.joinPeer('late').consume(producerId, room.rtpCapabilities)).rejects.toMatchObject({
        reason: 'UNKNOWN_TRANSPORT',
      });
    });

    it('lets one peer take no more than its share of the worker', async () => {
      const room = await openRoom();
      const sender = await joinReady(room, 'hanoi');
      const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'microphone'));
      const { peer } = await joinReady(room, 'hue');
      const attempts = Array.from({ length: 402 }, () => peer.consume(producerId, room.rtpCapabilities));
      const refused = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'rejected');
      expect(refused).toMatchObject([{ reason: { reason: 'LIMIT_REACHED' } }, { reason: { reason: 'LIMIT_REACHED' } }]);
    });

    it('ends a consumer with its producer', async () => {
      const room = await openRoom();
      const sender = await joinReady(room, 'hanoi');
      const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'camera'));
      const { peer } = await joinReady(room, 'hue');
      const offer = await peer.consume(producerId, room.rtpCapabilities);
      await sender.peer.closeProducer(producerId);
      await expect
        .poll(() => peer.closeConsumer(offer.id).catch((error: { reason: string }) => error.reason))
        .toBe('UNKNOWN_CONSUMER');
    });
  });
}
