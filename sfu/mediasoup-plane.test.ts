import { createServer } from 'node:net';
import * as mediasoup from 'mediasoup';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runConferenceSuite } from './conference-suite.ts';
import { type MediaPlane, type MediaPlaneConfig, openMediaPlane } from './index.ts';
import { joinReady, openObserved, produceRequest, runPlaneSuite } from './plane-suite.ts';
import { realConfig, silentEvents, silentLogger } from './sample-config.ts';

runPlaneSuite('mediasoup', () => realConfig);
runConferenceSuite('mediasoup', () => realConfig);

type Stat = mediasoup.types.WebRtcTransportStat;

describe('mediasoup: what happens in the worker', () => {
  const planes: MediaPlane[] = [];
  let workers: mediasoup.types.Worker[] = [];
  let routers: { router: mediasoup.types.Router; worker: mediasoup.types.Worker }[] = [];

  function noteWorker(worker: mediasoup.types.Worker): void {
    workers.push(worker);
    worker.observer.on('newrouter', (router) => void routers.push({ router, worker }));
  }

  beforeAll(() => void mediasoup.observer.on('newworker', noteWorker));
  afterAll(() => void mediasoup.observer.off('newworker', noteWorker));

  beforeEach(() => {
    workers = [];
    routers = [];
  });

  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(planes.splice(0).map((plane) => plane.close()));
  });

  async function open(changes: Partial<MediaPlaneConfig> = {}) {
    const observed = await openObserved({ ...realConfig, ...changes });
    planes.push(observed.plane);
    return observed;
  }

  /** mediasoup's own producers and consumers of the peers that join after this call. */
  function noteStreams(router: mediasoup.types.Router) {
    const producers: mediasoup.types.Producer[] = [];
    const consumers: mediasoup.types.Consumer[] = [];
    const startedPaused: boolean[] = [];
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', (producer) => {
        producers.push(producer);
        startedPaused.push(producer.paused);
      });
      transport.observer.on('newconsumer', (consumer) => void consumers.push(consumer));
    });
    return { producers, consumers, startedPaused };
  }

  function kill(worker: mediasoup.types.Worker | undefined): void {
    process.kill(worker?.pid ?? Number.NaN, 'SIGKILL');
  }

  async function killAndWait(worker: mediasoup.types.Worker | undefined): Promise<void> {
    const died = new Promise((resolve) => worker?.once('died', resolve));
    kill(worker);
    await died;
  }

  /** What a fractional bitrate does to mediasoup when nobody reads the parameters first. */
  async function spoil(transport: mediasoup.types.Transport | undefined): Promise<void> {
    const request = produceRequest('', 'microphone');
    request.rtpParameters.encodings = [{ maxBitrate: 1.5 }];
    await expect(transport?.produce(request)).rejects.toThrow('BigInt');
  }

  it('pauses a closed microphone in the worker, and never lets it start open', async () => {
    const { plane } = await open();
    const room = await plane.openRoom('room');
    const { producers, startedPaused } = noteStreams(routers[0]?.router as mediasoup.types.Router);
    const { peer, transportId } = await joinReady(room, 'hanoi');
    await peer.produce(produceRequest(transportId, 'microphone'));
    expect(startedPaused).toEqual([true]);
    expect((await producers[0]?.dump())?.paused).toBe(true);
    await peer.setMicrophoneOpen(true);
    expect((await producers[0]?.dump())?.paused).toBe(false);
    await peer.setMicrophoneOpen(false);
    expect((await producers[0]?.dump())?.paused).toBe(true);
  });

  it('starts consumers paused in the worker and closes them with the peer', async () => {
    const { plane } = await open();
    const room = await plane.openRoom('room');
    const { consumers } = noteStreams(routers[0]?.router as mediasoup.types.Router);
    const sender = await joinReady(room, 'hanoi');
    const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'camera'));
    const { peer } = await joinReady(room, 'hue');
    const offer = await peer.consume(producerId, room.rtpCapabilities);
    expect((await consumers[0]?.dump())?.paused).toBe(true);
    await peer.resumeConsumer(offer.id);
    expect((await consumers[0]?.dump())?.paused).toBe(false);
    peer.close();
    expect(consumers[0]?.closed).toBe(true);
  });

  it('places each new room on the worker that carries least', async () => {
    const { plane } = await open({ workerCount: 2 });
    const first = await plane.openRoom('first');
    const { peer, transportId } = await joinReady(first, 'hanoi');
    await peer.produce(produceRequest(transportId, 'camera'));
    await peer.produce(produceRequest(transportId, 'screen'));
    await plane.openRoom('second');
    await plane.openRoom('third');
    const [busy, second, third] = routers.map(({ worker }) => worker.pid);
    expect(second).not.toBe(busy);
    expect(third).toBe(second);
  });

  it('loses only the rooms of a worker that dies, once each, and opens them anew', async () => {
    const { plane, lostRooms, endedProducers } = await open({ workerCount: 2 });
    const lost = await plane.openRoom('lost');
    const kept = await plane.openRoom('kept');
    const { peer, transportId } = await joinReady(lost, 'hanoi');
    await peer.produce(produceRequest(transportId, 'microphone'));
    const other = await joinReady(kept, 'hue');
    kill(routers[0]?.worker);
    const order = peer.setMicrophoneOpen(true);
    await expect(order).rejects.toMatchObject({ reason: 'CLOSED' });
    await expect.poll(() => lostRooms).toEqual(['lost']);
    expect([lost.isClosed, peer.isClosed, plane.room('lost'), plane.isRunning]).toEqual([true, true, undefined, true]);
    const again = await joinReady(await plane.openRoom('lost'), 'hanoi');
    await again.peer.produce(produceRequest(again.transportId, 'microphone'));
    await other.peer.produce(produceRequest(other.transportId, 'camera'));
    await expect.poll(() => workers.length).toBe(3);
    expect(lostRooms).toEqual(['lost']);
    expect(endedProducers).toEqual([]);
  });

  it('says NO_WORKER while its only worker is replaced, then runs again on the same port', async () => {
    const rtcPort = await freePort();
    const { plane, lostRooms } = await open({ rtcPort });
    await plane.openRoom('room');
    await killAndWait(workers[0]);
    expect([lostRooms, plane.isRunning]).toEqual([['room'], false]);
    await expect(plane.openRoom('room')).rejects.toMatchObject({ reason: 'NO_WORKER' });
    await expect.poll(() => plane.isRunning).toBe(true);
    const { peer } = await joinReady(await plane.openRoom('room'), 'hanoi');
    const { iceCandidates } = await peer.createTransport('send');
    expect(new Set(iceCandidates.map(({ port }) => port))).toEqual(new Set([rtcPort]));
  });

  /** The one that serves, or the spare; workers start side by side, so their order says nothing. */
  async function workerOf(plane: MediaPlane, isSpare: boolean): Promise<mediasoup.types.Worker | undefined> {
    const pid = (await plane.workerStats()).find((stats) => stats.isSpare === isSpare)?.pid;
    return workers.find((worker) => worker.pid === pid);
  }

  it('opens a lost room at once on the spare, which gets a spare of its own, all on the known ports', async () => {
    const rtcPort = await freePort();
    const { plane, lostRooms } = await open({ rtcPort, hasSpare: true });
    const portOf = async (roomId: string) => {
      const offer = await (await plane.openRoom(roomId)).joinPeer('hanoi').createTransport('send');
      return offer.iceCandidates[0]?.port;
    };
    const spares = async () => (await plane.workerStats()).map(({ isSpare }) => isSpare);
    expect(await portOf('room')).toBe(rtcPort);
    expect(await spares()).toEqual([false, true]);
    await killAndWait(await workerOf(plane, false));
    expect([lostRooms, plane.isRunning]).toEqual([['room'], true]);
    expect(await portOf('room')).toBe(rtcPort + 1);
    await expect.poll(spares, { timeout: 5_000 }).toEqual([true, false]);
    await killAndWait(await workerOf(plane, false));
    expect(await portOf('room')).toBe(rtcPort);
    await expect.poll(spares, { timeout: 5_000 }).toEqual([false, true]);
    expect(workers).toHaveLength(4);
  });

  it('opens a lost room from inside the report of its loss, on the spare', async () => {
    let reopened: Promise<unknown> | undefined;
    const plane = await openMediaPlane(
      { ...realConfig, hasSpare: true },
      {
        logger: silentLogger,
        events: {
          ...silentEvents,
          onRoomLost: (roomId) => {
            reopened = plane.openRoom(roomId);
          },
        },
      },
    );
    planes.push(plane);
    await plane.openRoom('room');
    const spare = await workerOf(plane, true);
    kill(await workerOf(plane, false));
    await expect.poll(() => reopened).toBeDefined();
    await reopened;
    expect(await workerOf(plane, false)).toBe(spare);
  });

  it('goes on when the spare dies, and starts another', async () => {
    const { plane, lostRooms } = await open({ hasSpare: true });
    await plane.openRoom('room');
    await killAndWait(await workerOf(plane, true));
    const spares = async () => (await plane.workerStats()).map(({ isSpare }) => isSpare);
    await expect.poll(spares, { timeout: 5_000 }).toEqual([false, true]);
    expect([lostRooms, workers.length]).toEqual([[], 3]);
  });

  it('counts the CPU time and the memory of each worker', async () => {
    const { plane } = await open({ hasSpare: true });
    const startedBefore = Date.now();
    for (const { pid, startedAt, cpuSeconds, residentBytes } of await plane.workerStats()) {
      expect(workers.map((worker) => worker.pid)).toContain(pid);
      expect(startedBefore - startedAt).toBeLessThan(60_000);
      expect(cpuSeconds).toBeGreaterThan(0);
      expect(cpuSeconds).toBeLessThan(10);
      expect(residentBytes).toBeGreaterThan(1_000_000);
    }
  });

  it('keeps a peer under its ceilings in the worker, and lets more cameras send more', async () => {
    const { plane } = await open();
    const room = await plane.openRoom('room');
    const transports: mediasoup.types.Transport[] = [];
    routers[0]?.router.observer.on('newtransport', (made) => void transports.push(made));
    const peer = room.joinPeer('hanoi');
    await peer.setCeilings({ sendBps: 600_000, receiveBps: null });
    const { id: transportId } = await peer.createTransport('send');
    await peer.createTransport('receive');
    const [send, receive] = transports;
    const ceilings = async () => {
      const [[sent] = [], [received] = []] = (await Promise.all([send?.getStats(), receive?.getStats()])) as Stat[][];
      return [sent?.maxIncomingBitrate ?? null, received?.maxOutgoingBitrate ?? null];
    };
    expect(await ceilings()).toEqual([600_000, null]);
    await peer.setCeilings({ sendBps: null, receiveBps: 2_000_000 });
    expect(await ceilings()).toEqual([3_500_000, 2_000_000]);
    await peer.produce({ ...produceRequest(transportId, 'camera'), slot: 0 });
    const second = await peer.produce({ ...produceRequest(transportId, 'camera'), slot: 1 });
    expect(await ceilings()).toEqual([5_700_000, 2_000_000]);
    await peer.closeProducer(second.producerId);
    await peer.setCeilings({ sendBps: null, receiveBps: null });
    expect(await ceilings()).toEqual([3_500_000, null]);
  });

  it('leaves no transport in the worker when its peer closed before it was made', async () => {
    const { plane } = await open();
    const peer = (await plane.openRoom('room')).joinPeer('hanoi');
    const creating = peer.createTransport('send');
    peer.close();
    await expect(creating).rejects.toMatchObject({ reason: 'CLOSED' });
    await expect.poll(async () => (await routers[0]?.router.dump())?.transportIds).toEqual([]);
  });

  it('ends what a browser sent when the browser closes its end', async () => {
    const { plane, endedProducers } = await open();
    const room = await plane.openRoom('room');
    const transports: mediasoup.types.WebRtcTransport[] = [];
    routers[0]?.router.observer.on('newtransport', (made) => void transports.push(made as (typeof transports)[number]));
    const { peer, transportId } = await joinReady(room, 'hanoi');
    await peer.produce(produceRequest(transportId, 'camera'));
    transports[0]?.emit('dtlsstatechange', 'closed');
    expect(endedProducers).toHaveLength(1);
    expect([transports[0]?.closed, peer.producers(), peer.isClosed]).toEqual([true, [], false]);
  });

  it('ends a worker that lives but refuses every request, and goes on with a new one', async () => {
    const { plane, lostRooms } = await open();
    const room = await plane.openRoom('room');
    const transports: mediasoup.types.Transport[] = [];
    routers[0]?.router.observer.on('newtransport', (made) => void transports.push(made));
    await joinReady(room, 'hanoi');
    await spoil(transports[0]);
    await expect(plane.openRoom('other')).rejects.toMatchObject({ reason: 'NO_WORKER' });
    await expect.poll(() => lostRooms).toEqual(['room']);
    await expect.poll(() => plane.isRunning).toBe(true);
    await expect(plane.openRoom('room')).resolves.toMatchObject({ roomId: 'room' });
  });

  it('closes also when its worker refuses every request', async () => {
    const { plane } = await open();
    const room = await plane.openRoom('room');
    const transports: mediasoup.types.Transport[] = [];
    routers[0]?.router.observer.on('newtransport', (made) => void transports.push(made));
    await joinReady(room, 'hanoi');
    await spoil(transports[0]);
    await plane.close();
    expect(workers[0]?.subprocessClosed).toBe(true);
  });

  it('reports no room as lost when mediasoup ends its workers because the process is to end', async () => {
    const { plane, lostRooms } = await open();
    const room = await plane.openRoom('room');
    // What mediasoup does by itself on SIGINT and SIGTERM.
    workers[0]?.close();
    expect([room.isClosed, plane.isRunning, lostRooms]).toEqual([true, false, []]);
    await expect(plane.openRoom('room')).rejects.toMatchObject({ reason: 'NO_WORKER' });
  });

  it('goes on trying while the port of a dead worker is taken by another program', async () => {
    const rtcPort = await freePort();
    const { plane } = await open({ rtcPort });
    await killAndWait(workers[0]);
    const intruder = createServer().listen(rtcPort, '127.0.0.1');
    await expect.poll(() => workers.length).toBeGreaterThan(2);
    expect(plane.isRunning).toBe(false);
    intruder.close();
    await expect.poll(() => plane.isRunning, { timeout: 5_000 }).toBe(true);
  });

  it('leaves no process and no timer behind when it closes around the replacement of a worker', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (const hasBegun of [false, true]) {
      workers = [];
      const { plane } = await open();
      await killAndWait(workers[0]);
      expect(vi.getTimerCount()).toBe(1);
      if (hasBegun) {
        vi.runOnlyPendingTimers();
      }
      await plane.close();
      expect(vi.getTimerCount()).toBe(0);
      expect(workers).toHaveLength(hasBegun ? 2 : 1);
      expect(workers.map((worker) => isAlive(worker.pid))).not.toContain(true);
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A port that is free, and the one after it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    const isNextFree = await listenOnce(port + 1).catch(() => false);
    if (isNextFree) {
      return port;
    }
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
    server.on('error', reject);
  });
}
