/** What every media plane does in a conference of many. Runs against the fake plane and against mediasoup. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ConsumerOrder, MediaPlane, MediaPlaneConfig, MediaRoom, ProduceRequest } from './index.ts';
import { joinReady, type Observed, openObserved, produceRequest } from './plane-suite.ts';
import { simulcastParameters } from './sample-parameters.ts';

const wrong = { name: 'MediaError', reason: 'WRONG_PARAMETERS' };

/** Whatever a client may send where a value belongs. */
function foreign<T>(value: unknown): T {
  return value as T;
}

export function runConferenceSuite(name: string, config: () => MediaPlaneConfig): void {
  const planes: MediaPlane[] = [];

  async function open(changes: Partial<MediaPlaneConfig> = {}): Promise<Observed & { room: MediaRoom }> {
    const observed = await openObserved({ ...config(), ...changes });
    planes.push(observed.plane);
    return { ...observed, room: await observed.plane.openRoom('room') };
  }

  /** Hà Nội sends a camera in three layers; Huế receives it. */
  async function openWithConsumer(changes: Partial<MediaPlaneConfig> = {}) {
    const observed = await open(changes);
    const { room } = observed;
    const sender = await joinReady(room, 'hanoi');
    const request = { ...produceRequest(sender.transportId, 'camera'), rtpParameters: simulcastParameters(50_000) };
    const { producerId } = await sender.peer.produce(request);
    const receiver = await joinReady(room, 'hue');
    const { id: consumerId } = await receiver.peer.consume(producerId, room.rtpCapabilities);
    return { ...observed, sender, producerId, receiver, consumerId };
  }

  afterEach(async () => {
    await Promise.all(planes.splice(0).map((plane) => plane.close()));
  });

  describe(`${name}: several devices at one endpoint`, () => {
    it('takes 8 cameras, 4 microphones, a screen and its sound, each in its slot once', async () => {
      const { room } = await open();
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const counts = { camera: 8, microphone: 4, screen: 1, screenSound: 1 } as const;
      for (const [source, count] of Object.entries(counts) as [keyof typeof counts, number][]) {
        for (let slot = 0; slot < count; slot += 1) {
          const info = await peer.produce({ ...produceRequest(transportId, source), slot });
          expect(info).toMatchObject({ source, slot });
          await expect(peer.produce({ ...produceRequest(transportId, source), slot })).rejects.toMatchObject({
            reason: 'ALREADY_PRODUCING',
          });
        }
        await expect(peer.produce({ ...produceRequest(transportId, source), slot: count })).rejects.toMatchObject(
          wrong,
        );
      }
      expect(peer.producers()).toHaveLength(14);
    });

    it('frees the slot of a producer that ended', async () => {
      const { room } = await open();
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const { producerId } = await peer.produce({ ...produceRequest(transportId, 'camera'), slot: 3 });
      await peer.closeProducer(producerId);
      await expect(peer.produce({ ...produceRequest(transportId, 'camera'), slot: 3 })).resolves.toMatchObject({
        slot: 3,
      });
    });

    it.each([-1, 0.5, Number.NaN, '0', null, {}, 2 ** 40])('refuses %j as a slot', async (slot) => {
      const { room } = await open();
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const request = { ...produceRequest(transportId, 'camera'), slot: foreign<number>(slot) };
      await expect(peer.produce(request)).rejects.toMatchObject(wrong);
    });

    it.each(['speaker', '__proto__', 'constructor', null])('refuses %j as a source', async (source) => {
      const { room } = await open();
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const request = { ...produceRequest(transportId, 'camera'), source: foreign<'camera'>(source) };
      await expect(peer.produce(request)).rejects.toMatchObject(wrong);
    });

    it('opens and closes all microphones of an endpoint together, and leaves the sound of its screen alone', async () => {
      const { room } = await open();
      const { peer, transportId } = await joinReady(room, 'hanoi');
      const send = (request: Partial<ProduceRequest> & Pick<ProduceRequest, 'source'>) =>
        peer.produce({ ...produceRequest(transportId, request.source), ...request });
      await send({ source: 'microphone', slot: 0 });
      await send({ source: 'screenSound' });
      const isOpen = async () => (await peer.producerStats()).map((stats) => stats.isOpen);
      expect(await isOpen()).toEqual([false, true]);
      await peer.setMicrophoneOpen(true);
      await send({ source: 'microphone', slot: 1 });
      expect(await isOpen()).toEqual([true, true, true]);
      await peer.setMicrophoneOpen(false);
      expect(await isOpen()).toEqual([false, true, false]);
    });
  });

  describe(`${name}: orders for consumers`, () => {
    it('pauses and resumes, also when orders overtake each other', async () => {
      const { receiver, consumerId } = await openWithConsumer();
      const isPaused = async () => (await receiver.peer.stats()).consumers[0]?.isPaused;
      expect(await isPaused()).toBe(true);
      await receiver.peer.orderConsumer(consumerId, { isPaused: false });
      expect(await isPaused()).toBe(false);
      await Promise.all(
        [true, false, true].map((paused) => receiver.peer.orderConsumer(consumerId, { isPaused: paused })),
      );
      expect(await isPaused()).toBe(true);
      await receiver.peer.resumeConsumer(consumerId);
      expect(await isPaused()).toBe(false);
    });

    it('takes layers and priority with it, or alone, as often as they come', async () => {
      const { receiver, consumerId } = await openWithConsumer();
      const orders: ConsumerOrder[] = [
        { layers: { spatialLayer: 0, temporalLayer: 2 }, priority: 255, isPaused: false },
        { layers: { spatialLayer: 2, temporalLayer: 0 } },
        { layers: { spatialLayer: 2, temporalLayer: 0 } },
        { priority: 1 },
        {},
      ];
      for (const order of orders) {
        await receiver.peer.orderConsumer(consumerId, order);
      }
      expect((await receiver.peer.stats()).consumers).toMatchObject([{ consumerId, isPaused: false }]);
    });

    it.each([
      { layers: { spatialLayer: 3, temporalLayer: 0 } },
      { layers: { spatialLayer: -1, temporalLayer: 0 } },
      { layers: { spatialLayer: 1.5, temporalLayer: 0 } },
      { layers: { spatialLayer: 1 } },
      { layers: 2 },
      { priority: 0 },
      { priority: 256 },
      { priority: 1.5 },
      { priority: '7' },
      { isPaused: 'no' },
      null,
      7,
    ])('refuses %j and changes nothing', async (order) => {
      const { receiver, consumerId } = await openWithConsumer();
      await expect(receiver.peer.orderConsumer(consumerId, foreign(order))).rejects.toMatchObject(wrong);
      expect((await receiver.peer.stats()).consumers).toMatchObject([{ isPaused: true }]);
    });

    it('are for own consumers only', async () => {
      const { sender, consumerId } = await openWithConsumer();
      await expect(sender.peer.orderConsumer(consumerId, { isPaused: false })).rejects.toMatchObject({
        reason: 'UNKNOWN_CONSUMER',
      });
    });
  });

  describe(`${name}: lines`, () => {
    it('starts ICE over without ending what is on the transport', async () => {
      const { room } = await open();
      const peer = room.joinPeer('hanoi');
      const { id, iceParameters } = await peer.createTransport('send');
      await peer.produce(produceRequest(id, 'camera'));
      const again = await peer.restartIce(id);
      expect(again.usernameFragment).not.toBe(iceParameters.usernameFragment);
      expect(again.iceLite).toBe(true);
      expect(peer.producers()).toHaveLength(1);
      await expect(room.joinPeer('hue').restartIce(id)).rejects.toMatchObject({ reason: 'UNKNOWN_TRANSPORT' });
    });

    it('keeps ceilings for transports of now and later, and lifts them', async () => {
      const { room } = await open();
      const peer = room.joinPeer('hanoi');
      await peer.setCeilings({ sendBps: 600_000, receiveBps: 2_000_000 });
      await peer.createTransport('receive');
      await peer.createTransport('send');
      await peer.setCeilings({ sendBps: null, receiveBps: 800_000 });
      await peer.setCeilings({ sendBps: null, receiveBps: null });
      expect((await peer.stats()).lines.map(({ direction }) => direction)).toEqual(['receive', 'send']);
    });

    it.each([0, -1, 49_999, 0.5, 2 ** 53, Number.NaN, '2000000', undefined])('refuses a ceiling of %s', async (bps) => {
      const { room } = await open();
      const peer = room.joinPeer('hanoi');
      const ceiling = foreign<number>(bps);
      await expect(peer.setCeilings({ sendBps: ceiling, receiveBps: null })).rejects.toMatchObject(wrong);
      await expect(peer.setCeilings({ sendBps: null, receiveBps: ceiling })).rejects.toMatchObject(wrong);
    });

    it('counts what a peer sends and receives, on each of its lines', async () => {
      const { sender, producerId, receiver, consumerId } = await openWithConsumer();
      const line = { iceState: 'new', protocol: null, bitrateBps: 0, roundTripMs: null };
      expect(await sender.peer.stats()).toMatchObject({
        peerId: 'hanoi',
        lines: [
          { ...line, direction: 'send', availableBps: null },
          { ...line, direction: 'receive' },
        ],
        producers: [{ producerId, source: 'camera', slot: 0, isOpen: true, packetsReceived: 0, bitrateBps: 0 }],
        consumers: [],
      });
      expect((await receiver.peer.stats()).consumers).toMatchObject([
        { consumerId, producerId, kind: 'video', isPaused: true, spatialLayer: null, sentLayer: null, bitrateBps: 0 },
      ]);
      sender.peer.close();
      await expect(sender.peer.stats()).rejects.toMatchObject({ reason: 'CLOSED' });
    });

    it('asks for lost sound again from those who can tell what they lost', async () => {
      const { room } = await open();
      const sender = await joinReady(room, 'hanoi');
      const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'microphone'));
      const { peer } = await joinReady(room, 'hue');
      const { rtpParameters } = await peer.consume(producerId, room.rtpCapabilities);
      expect(rtpParameters.codecs[0]?.rtcpFeedback).toContainEqual({ type: 'nack', parameter: '' });
    });
  });

  describe(`${name}: limits and workers`, () => {
    it('lets in no more peers than a room may have, and says what to do', async () => {
      const { room } = await open({ maxPeersPerRoom: 2 });
      room.joinPeer('hanoi');
      const hue = room.joinPeer('hue');
      expect(() => room.joinPeer('danang')).toThrow(
        expect.objectContaining({ reason: 'ROOM_FULL', message: expect.stringContaining('--max-peers-per-room') }),
      );
      expect(room.joinPeer('hue')).toBe(hue);
      hue.close();
      expect(room.joinPeer('danang').isClosed).toBe(false);
    });

    it('asks for H264 first when it is told to', async () => {
      const { room } = await open({ videoCodec: 'h264' });
      const video = (room.rtpCapabilities.codecs ?? []).filter(({ mimeType }) => /vp8|h264/i.test(mimeType));
      expect(video.map(({ mimeType }) => mimeType)).toEqual(['video/H264', 'video/VP8']);
    });

    it('says what its workers carry', async () => {
      const { plane } = await openWithConsumer({ hasSpare: true });
      const workers = await plane.workerStats();
      expect(workers.toSorted((one, other) => Number(one.isSpare) - Number(other.isSpare))).toMatchObject([
        { isSpare: false, rooms: 1, producers: 1, consumers: 1 },
        { isSpare: true, rooms: 0, producers: 0, consumers: 0 },
      ]);
    });

    it('spreads a room over workers once one has enough consumers, with the same rules for all', async () => {
      const { room, plane, receiver, producerId } = await openWithConsumer({
        workerCount: 2,
        maxConsumersPerWorker: 1,
      });
      const { peer, transportId } = await joinReady(room, 'danang');
      const offer = await peer.consume(producerId, room.rtpCapabilities);
      expect(offer).toMatchObject({ producerId, kind: 'video' });
      expect((await plane.workerStats()).map(({ rooms }) => rooms)).toEqual([1, 1]);
      await peer.orderConsumer(offer.id, { isPaused: false, layers: { spatialLayer: 0, temporalLayer: 0 } });
      const back = await peer.produce(produceRequest(transportId, 'microphone'));
      await expect(receiver.peer.consume(back.producerId, room.rtpCapabilities)).resolves.toMatchObject({
        producerId: back.producerId,
      });
      await expect(peer.consume(back.producerId, room.rtpCapabilities)).rejects.toMatchObject({
        reason: 'CANNOT_CONSUME',
      });
      const other = await joinReady(await plane.openRoom('other'), 'vinh');
      await expect(other.peer.consume(producerId, room.rtpCapabilities)).rejects.toMatchObject({
        reason: 'UNKNOWN_PRODUCER',
      });
    });

    it('ends what came to another worker with its producer', async () => {
      const { room, sender, producerId } = await openWithConsumer({ workerCount: 2, maxConsumersPerWorker: 1 });
      const { peer } = await joinReady(room, 'danang');
      const { id } = await peer.consume(producerId, room.rtpCapabilities);
      await sender.peer.closeProducer(producerId);
      await expect.poll(async () => (await peer.stats()).consumers).toEqual([]);
      await expect(peer.orderConsumer(id, { isPaused: false })).rejects.toMatchObject({ reason: 'UNKNOWN_CONSUMER' });
    });

    it('keeps everybody on one worker when there is no other', async () => {
      const { room, plane, producerId } = await openWithConsumer({ maxConsumersPerWorker: 1 });
      const { peer } = await joinReady(room, 'danang');
      await peer.consume(producerId, room.rtpCapabilities);
      expect(await plane.workerStats()).toMatchObject([{ rooms: 1, producers: 1, consumers: 2 }]);
    });
  });
}
