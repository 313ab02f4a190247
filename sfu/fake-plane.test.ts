import { describe, expect, it } from 'vitest';
import { runConferenceSuite } from './conference-suite.ts';
import { FakePlane } from './fake-plane.ts';
import type { MediaPlaneConfig } from './index.ts';
import { joinReady, produceRequest, runPlaneSuite } from './plane-suite.ts';
import { fakeConfig, silentLogger } from './sample-config.ts';

runPlaneSuite('fake', () => fakeConfig);
runConferenceSuite('fake', () => fakeConfig);

describe('fake: what a test can do to it', () => {
  async function open(changes: Partial<MediaPlaneConfig> = {}) {
    const reports: string[] = [];
    const plane = await FakePlane.create(
      { ...fakeConfig, ...changes },
      {
        logger: silentLogger,
        events: {
          onRoomLost: (roomId) => void reports.push(`lost ${roomId}`),
          onProducerClosed: (_roomId, _peerId, producerId) => void reports.push(`ended ${producerId}`),
          onSoundLevels: (_roomId, levels) => void reports.push(`levels ${levels.map((level) => level.peerId)}`),
          onDominantSpeaker: (_roomId, peerId) => void reports.push(`leads ${peerId}`),
          onConsumerLayer: (_roomId, peerId, _id, layer) => void reports.push(`layer ${peerId} ${layer}`),
        },
      },
    );
    return { plane, reports };
  }

  it('loses one room: one report for the room, none for its producers, and the room can be opened anew', async () => {
    const { plane, reports } = await open();
    const room = await plane.openRoom('room');
    const other = await plane.openRoom('other');
    const { peer, transportId } = await joinReady(room, 'hanoi');
    await peer.produce(produceRequest(transportId, 'camera'));
    plane.loseRoom('room');
    plane.loseRoom('room');
    expect(reports).toEqual(['lost room']);
    expect([room.isClosed, peer.isClosed, other.isClosed]).toEqual([true, true, false]);
    expect((await plane.openRoom('room')).isClosed).toBe(false);
  });

  it('has no worker between stopWorker and startWorker', async () => {
    const { plane, reports } = await open();
    await plane.openRoom('room');
    plane.stopWorker();
    expect(reports).toEqual(['lost room']);
    expect(plane.isRunning).toBe(false);
    await expect(plane.openRoom('room')).rejects.toMatchObject({ reason: 'NO_WORKER' });
    plane.startWorker();
    await expect(plane.openRoom('room')).resolves.toMatchObject({ roomId: 'room' });
  });

  it('gives the same ids in each run', async () => {
    for (const _run of [1, 2]) {
      const { peer, transportId } = await joinReady(await (await open()).plane.openRoom('room'), 'hanoi');
      const { producerId } = await peer.produce(produceRequest(transportId, 'camera'));
      expect([transportId, producerId]).toEqual(['transport-1', 'producer-1']);
    }
  });

  it('is lost whole when one of its workers is', async () => {
    const { plane, reports } = await open({ workerCount: 2, maxConsumersPerWorker: 1 });
    const room = await plane.openRoom('room');
    const sender = await joinReady(room, 'hanoi');
    const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'microphone'));
    for (const peerId of ['hue', 'danang']) {
      const { peer } = await joinReady(room, peerId);
      await peer.consume(producerId, room.rtpCapabilities);
    }
    plane.loseRoom('room');
    expect(reports).toEqual(['lost room']);
    expect([room.isClosed, sender.peer.isClosed]).toEqual([true, true]);
  });

  it('hears open microphones only, names who leads, and nobody once that microphone closes', async () => {
    const { plane, reports } = await open();
    const room = await plane.openRoom('room');
    const levels: { producerId: string; levelDbov: number }[] = [];
    for (const [peerId, isOpen] of Object.entries({ hanoi: true, hue: true, danang: false })) {
      const { peer, transportId } = await joinReady(room, peerId);
      const { producerId } = await peer.produce(produceRequest(transportId, 'microphone'));
      await peer.setMicrophoneOpen(isOpen);
      levels.push({ producerId, levelDbov: peerId === 'danang' ? -5 : -20 - levels.length });
    }
    plane.hear('room', levels);
    expect(reports).toEqual(['levels hanoi,hue', 'leads hanoi']);
    await room.peer('hanoi')?.setMicrophoneOpen(false);
    expect(reports.slice(2)).toEqual(['leads hue']);
    await room.peer('hue')?.setMicrophoneOpen(false);
    expect(reports.slice(3)).toEqual(['leads null', 'levels ']);
    plane.hear('room', []);
    expect(reports).toHaveLength(5);
  });

  it('tells which layer a consumer carries, and that it carries none', async () => {
    const { plane, reports } = await open();
    const room = await plane.openRoom('room');
    const sender = await joinReady(room, 'hanoi');
    const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'camera'));
    const { peer } = await joinReady(room, 'hue');
    const { id } = await peer.consume(producerId, room.rtpCapabilities);
    await peer.orderConsumer(id, { isPaused: false });
    await peer.orderConsumer(id, { isPaused: false });
    await peer.orderConsumer(id, { isPaused: true });
    expect(reports).toEqual(['layer hue 0', 'layer hue null']);
  });
});
