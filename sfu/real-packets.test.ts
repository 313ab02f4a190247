import { setTimeout as sleep } from 'node:timers/promises';
import * as mediasoup from 'mediasoup';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaPeer, MediaPlane, MediaPlaneConfig, MediaRoom } from './index.ts';
import { PacketRig } from './packet-rig.ts';
import { joinReady, openObserved, produceRequest } from './plane-suite.ts';
import { realConfig } from './sample-config.ts';
import { simulcastParameters } from './sample-parameters.ts';

const PACKET_MS = 20;

describe('real packets through real workers', () => {
  const planes: MediaPlane[] = [];
  let rig: PacketRig;
  let routers: mediasoup.types.Router[];
  let workers: mediasoup.types.Worker[];

  function noteWorker(worker: mediasoup.types.Worker): void {
    workers.push(worker);
    worker.observer.on('newrouter', (router) => {
      routers.push(router);
      rig.attach(router);
    });
  }

  beforeAll(() => void mediasoup.observer.on('newworker', noteWorker));
  afterAll(() => void mediasoup.observer.off('newworker', noteWorker));

  beforeEach(() => {
    rig = new PacketRig();
    routers = [];
    workers = [];
  });

  afterEach(async () => {
    await Promise.all(planes.splice(0).map((plane) => plane.close()));
  });

  async function open(changes: Partial<MediaPlaneConfig> = {}) {
    const observed = await openObserved({ ...realConfig, ...changes });
    planes.push(observed.plane);
    return { ...observed, room: await observed.plane.openRoom('room') };
  }

  async function speak(room: MediaRoom, peerId: string, source: 'microphone' | 'screenSound' = 'microphone') {
    const { peer, transportId } = await joinReady(room, peerId);
    return { ...(await add(peer, transportId, source)), transportId };
  }

  async function add(peer: MediaPeer, transportId: string, source: 'microphone' | 'screenSound', slot = 0) {
    const request = { ...produceRequest(transportId, source), slot };
    const { producerId } = await peer.produce(request);
    return { peer, producerId, ssrc: request.rtpParameters.encodings?.[0]?.ssrc ?? 0 };
  }

  async function listen(room: MediaRoom, peerId: string, producerId: string) {
    const { peer } = await joinReady(room, peerId);
    return { peer, id: await hear(room, peer, producerId) };
  }

  async function hear(room: MediaRoom, peer: MediaPeer, producerId: string): Promise<string> {
    const { id } = await peer.consume(producerId, room.rtpCapabilities);
    await peer.resumeConsumer(id);
    return id;
  }

  /** Two workers; a peer on the second one listens to a microphone on the first. */
  async function openPiped() {
    const opened = await open({ workerCount: 2, maxConsumersPerWorker: 2 });
    const { room } = opened;
    const sender = await speak(room, 'hanoi');
    await sender.peer.setMicrophoneOpen(true);
    const near = await listen(room, 'hue', sender.producerId);
    await listen(room, 'danang', sender.producerId);
    const far = await listen(room, 'vinh', sender.producerId);
    expect(routers).toHaveLength(2);
    return { ...opened, sender, near, far };
  }

  /** Sends sound at its pace, also when this process is late, and lets what is under way arrive. */
  async function sound(sources: { producerId: string; ssrc: number; levelDbov?: number }[], packets = 20) {
    const startedAt = performance.now();
    for (let sent = 0; sent < packets; sent += 1) {
      await sleep(Math.max(0, startedAt + sent * PACKET_MS - performance.now()));
      for (const { producerId, ssrc, levelDbov } of sources) {
        rig.sendOpus(producerId, ssrc, levelDbov);
      }
    }
    await sleep(100);
  }

  it('pass while a microphone is open, and only then', async () => {
    const { room } = await open();
    const sender = await speak(room, 'hanoi');
    const { id } = await listen(room, 'hue', sender.producerId);
    await sound([sender]);
    expect(rig.count(id)).toBe(0);
    await sender.peer.setMicrophoneOpen(true);
    await sound([sender]);
    await expect.poll(() => rig.count(id)).toBe(20);
    await sender.peer.setMicrophoneOpen(false);
    await sound([sender]);
    expect(rig.count(id)).toBe(20);
    const [stats] = await sender.peer.producerStats();
    expect(stats).toMatchObject({ isOpen: false, packetsLost: 0 });
    expect(stats?.packetsReceived).toBeGreaterThanOrEqual(20);
  });

  it('pass of both microphones of a device while the floor is open, of neither else, also on a new worker', async () => {
    const { plane, lostRooms, levels, speakers } = await open({ hasSpare: true });
    for (const life of ['first', 'after its worker was killed']) {
      const room = await plane.openRoom('room');
      const first = await speak(room, 'hanoi');
      const second = await add(first.peer, first.transportId, 'microphone', 1);
      const { peer: listener, id: firstId } = await listen(room, 'hue', first.producerId);
      const secondId = await hear(room, listener, second.producerId);
      const counts = () => [firstId, secondId].map((id) => rig.count(id));
      for (const isOpen of [false, true, false]) {
        await first.peer.setMicrophoneOpen(isOpen);
        const before = counts();
        // The second one is the loud one: the device is heard by it.
        await sound([
          { ...first, levelDbov: -90 },
          { ...second, levelDbov: -20 },
        ]);
        const risen = () => counts().map((count, index) => count - (before[index] ?? 0));
        await expect.poll(risen, { message: life }).toEqual(isOpen ? [20, 20] : [0, 0]);
      }
      const loudest = levels.flatMap((report) => report.levels[0] ?? []);
      expect(loudest.length, life).toBeGreaterThan(0);
      expect(loudest.every(({ peerId, levelDbov }) => peerId === 'hanoi' && levelDbov === -20)).toBe(true);
      expect(speakers.slice(0, 2), life).toEqual(['hanoi', null]);
      if (life !== 'first') break;
      const ownPid = (await plane.workerStats()).find(({ isSpare }) => !isSpare)?.pid;
      process.kill(ownPid ?? Number.NaN, 'SIGKILL');
      await expect.poll(() => lostRooms).toEqual(['room']);
      expect(first.peer.isClosed).toBe(true);
      levels.splice(0);
      speakers.splice(0);
    }
  });

  it('arrive on another worker through one pipe, however many listen there', async () => {
    const { room, sender, near, far } = await openPiped();
    const second = await listen(room, 'canto', sender.producerId);
    await sound([sender]);
    await expect.poll(() => [near.id, far.id, second.id].map((id) => rig.count(id))).toEqual([20, 20, 20]);
    const [origin] = await Promise.all(routers.map((router) => router.dump()));
    // Hue and Da Nang on the first worker, and the pipe.
    expect(origin?.mapProducerIdConsumerIds[0]?.values).toHaveLength(3);
  });

  it('stop on the other worker when the microphone closes there where it is, and come again', async () => {
    const { sender, far } = await openPiped();
    for (const isOpen of [false, true, false]) {
      await sender.peer.setMicrophoneOpen(isOpen);
      // The far end follows the near one, which is the one that matters, a moment later.
      await expect.poll(() => rig.consumers.get(far.id)?.producerPaused).toBe(!isOpen);
      const before = rig.count(far.id);
      await sound([sender]);
      await expect.poll(() => rig.count(far.id) - before).toBe(isOpen ? 20 : 0);
    }
  });

  it('leave no pipe behind when their producer ends', async () => {
    const { room, sender, far } = await openPiped();
    await sender.peer.closeProducer(sender.producerId);
    const dumps = async () => Promise.all(routers.map((router) => router.dump()));
    await expect.poll(async () => (await dumps()).flatMap((dump) => dump.mapProducerIdConsumerIds)).toEqual([]);
    await expect.poll(async () => (await far.peer.stats()).consumers).toEqual([]);
    const again = await speak(room, 'hue');
    await again.peer.setMicrophoneOpen(true);
    const { id } = await far.peer.consume(again.producerId, room.rtpCapabilities);
    await far.peer.resumeConsumer(id);
    await sound([again]);
    await expect.poll(() => rig.count(id)).toBe(20);
  });

  it.each([0, 1])('end with the whole room, told once, when worker %i of it dies', async (index) => {
    const { room, lostRooms, endedProducers, sender } = await openPiped();
    const order = sender.peer.setMicrophoneOpen(false).catch(() => undefined);
    process.kill(workers[index]?.pid ?? Number.NaN, 'SIGKILL');
    await order;
    await expect.poll(() => lostRooms).toEqual(['room']);
    expect([room.isClosed, endedProducers]).toEqual([true, []]);
    // The worker that lives has let go of what it carried of the room.
    await expect.poll(async () => (await workers[1 - index]?.dump())?.routerIds).toEqual([]);
  });

  it('are heard: levels of open microphones, loudest first, on whichever worker, then silence', async () => {
    const { room, levels, sender } = await openPiped();
    const far = await speak(room, 'canto');
    await far.peer.setMicrophoneOpen(true);
    const closed = await speak(room, 'hue');
    const shared = await speak(room, 'danang', 'screenSound');
    await sound(
      [
        { ...sender, levelDbov: -40 },
        { ...far, levelDbov: -20 },
        { ...closed, levelDbov: -5 },
        { ...shared, levelDbov: -5 },
      ],
      60,
    );
    const both = levels.filter((report) => report.levels.length === 2);
    expect(both.length).toBeGreaterThan(0);
    for (const report of both) {
      expect(report).toMatchObject({ roomId: 'room', levels: [{ peerId: 'canto' }, { peerId: 'hanoi' }] });
      expect(report.levels.map(({ levelDbov }) => levelDbov)).toEqual([-20, -40]);
    }
    const heard = new Set(levels.flatMap((report) => report.levels.map(({ peerId }) => peerId)));
    expect(heard).toEqual(new Set(['canto', 'hanoi']));
    await expect.poll(() => levels.at(-1)?.levels, { timeout: 2_000 }).toEqual([]);
    expect(levels.filter((report) => report.levels.length === 0)).toHaveLength(1);
  });

  it('tell whose voice leads, that it changed, and that nobody leads once their microphone closes', async () => {
    const { room, speakers } = await open();
    const [hanoi, hue] = [await speak(room, 'hanoi'), await speak(room, 'hue')];
    await hanoi.peer.setMicrophoneOpen(true);
    await sound([{ ...hanoi, levelDbov: -20 }], 40);
    await expect.poll(() => speakers).toEqual(['hanoi']);
    await hanoi.peer.setMicrophoneOpen(false);
    expect(speakers).toEqual(['hanoi', null]);
    await hue.peer.setMicrophoneOpen(true);
    await sound([{ ...hue, levelDbov: -20 }], 40);
    await expect.poll(() => speakers).toEqual(['hanoi', null, 'hue']);
    await hue.peer.setMicrophoneOpen(false);
    await hanoi.peer.setMicrophoneOpen(true);
    await sound([{ ...hanoi, levelDbov: -20 }], 40);
    await expect.poll(() => speakers).toEqual(['hanoi', null, 'hue', null, 'hanoi']);
  });

  it('come in the layer that is ordered, on either worker, and each change is told', async () => {
    const { room, layers } = await open({ workerCount: 2, maxConsumersPerWorker: 1 });
    const { peer, transportId } = await joinReady(room, 'hanoi');
    const ssrc = 60_000;
    const request = { ...produceRequest(transportId, 'camera'), rtpParameters: simulcastParameters(ssrc) };
    const { producerId } = await peer.produce(request);
    const receivers: { peer: MediaPeer; peerId: string; id: string }[] = [];
    for (const peerId of ['hue', 'vinh']) {
      const receiver = await joinReady(room, peerId);
      const { id } = await receiver.peer.consume(producerId, room.rtpCapabilities);
      await receiver.peer.orderConsumer(id, { layers: { spatialLayer: 0, temporalLayer: 0 }, isPaused: false });
      receivers.push({ ...receiver, peerId, id });
    }
    expect(routers).toHaveLength(2);
    const show = async () => {
      for (let frame = 0; frame < 15; frame += 1) {
        for (const layer of [0, 1, 2]) {
          rig.sendVp8(producerId, ssrc + layer * 2);
          rig.sendReport(producerId, ssrc + layer * 2);
        }
        await sleep(33);
      }
    };
    await show();
    for (const { peer: receiver, peerId, id } of receivers) {
      expect(rig.count(id)).toBeGreaterThan(5);
      expect(layers.filter((told) => told.consumerId === id).at(-1)).toEqual({
        peerId,
        consumerId: id,
        spatialLayer: 0,
      });
      await receiver.orderConsumer(id, { layers: { spatialLayer: 2, temporalLayer: 2 } });
    }
    // A pipe passes the sender's clock on once a second, and the far worker wants it three times before it changes.
    const carried = () =>
      receivers.map(({ id }) => layers.filter((told) => told.consumerId === id).at(-1)?.spatialLayer);
    for (let round = 0; round < 12 && carried().some((layer) => layer !== 2); round += 1) {
      await show();
    }
    expect(carried()).toEqual([2, 2]);
    const [camera] = (await peer.stats()).producers;
    expect(camera?.layerBps).toHaveLength(3);
    expect(Math.min(...(camera?.layerBps ?? [0]))).toBeGreaterThan(0);
    for (const { peer: receiver, id } of receivers) {
      expect((await receiver.stats()).consumers).toMatchObject([{ spatialLayer: 2 }]);
      expect((await receiver.stats()).consumers[0]?.bitrateBps).toBeGreaterThan(0);
      await receiver.orderConsumer(id, { isPaused: true });
    }
    await expect.poll(() => layers.slice(-2).map(({ spatialLayer }) => spatialLayer)).toEqual([null, null]);
  }, 20_000);

  it('are counted one by one where only one is asked for, and the round trip of all is known by it', async () => {
    const { room } = await open();
    const senders = [await speak(room, 'hanoi'), await speak(room, 'hue')];
    const { peer } = await joinReady(room, 'vinh');
    const ids: string[] = [];
    for (const sender of senders) {
      await sender.peer.setMicrophoneOpen(true);
      const { id } = await peer.consume(sender.producerId, room.rtpCapabilities);
      await peer.resumeConsumer(id);
      ids.push(id);
    }
    const flowing = async (consumerId?: string) =>
      (await peer.stats(consumerId)).consumers.filter(({ bitrateBps }) => bitrateBps > 0).map((one) => one.consumerId);
    await expect
      .poll(async () => {
        await sound(senders);
        return flowing();
      })
      .toEqual(ids);
    for (const id of ids) expect(await flowing(id)).toEqual([id]);
    expect(await flowing('none of them')).toEqual(ids.slice(0, 1));
  });

  it('are asked for a key frame once in half a second, however many ask, from either worker', async () => {
    const { room } = await open({ workerCount: 2, maxConsumersPerWorker: 3 });
    const { peer, transportId } = await joinReady(room, 'hanoi');
    const request = produceRequest(transportId, 'camera');
    const { producerId } = await peer.produce(request);
    const ssrc = request.rtpParameters.encodings?.[0]?.ssrc ?? 0;
    rig.sendVp8(producerId, ssrc);
    const consumers = [];
    for (const peerId of ['a', 'b', 'c', 'd', 'e', 'f']) {
      consumers.push((await listen(room, peerId, producerId)).id);
    }
    expect(routers).toHaveLength(2);
    const isPli = (packet: Buffer) => packet.readUInt8(1) === 206 && (packet.readUInt8(0) & 0x1f) === 1;
    const asked = () => rig.feedback.filter(isPli).length;
    await sleep(1_200);
    const before = asked();
    expect(before).toBeGreaterThan(0);
    rig.sendVp8(producerId, ssrc);
    await sleep(100);
    const start = asked();
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(consumers.map((id) => rig.consumers.get(id)?.requestKeyFrame()));
      await sleep(20);
      rig.sendVp8(producerId, ssrc);
    }
    await sleep(100);
    expect(asked() - start).toBeLessThanOrEqual(2);
  });

  it('cost the worker no request for an order that holds already', async () => {
    const { room } = await open();
    const { peer, transportId } = await joinReady(room, 'hanoi');
    const { producerId } = await peer.produce({
      ...produceRequest(transportId, 'camera'),
      rtpParameters: simulcastParameters(70_000),
    });
    const receiver = await joinReady(room, 'hue');
    const { id } = await receiver.peer.consume(producerId, room.rtpCapabilities);
    const consumer = rig.consumers.get(id);
    const asked: string[] = [];
    for (const name of ['pause', 'resume', 'setPreferredLayers', 'setPriority'] as const) {
      const original = consumer?.[name].bind(consumer) as (...values: unknown[]) => Promise<void>;
      const note = (...values: unknown[]) => {
        asked.push(name);
        return original(...values);
      };
      Object.assign(consumer ?? {}, { [name]: note });
    }
    const order = { layers: { spatialLayer: 1, temporalLayer: 2 }, priority: 9, isPaused: false };
    await receiver.peer.orderConsumer(id, { isPaused: true });
    await receiver.peer.orderConsumer(id, order);
    await receiver.peer.orderConsumer(id, order);
    await receiver.peer.resumeConsumer(id);
    expect(asked).toEqual(['setPreferredLayers', 'setPriority', 'resume']);
    expect(await consumer?.dump()).toMatchObject({ paused: false, priority: 9, preferredSpatialLayer: 1 });
  });
});
