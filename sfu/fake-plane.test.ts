import { describe, expect, it } from 'vitest';
import { FakePlane } from './fake-plane.ts';
import type { MediaPlaneConfig } from './index.ts';
import { joinReady, produceRequest, runPlaneSuite } from './plane-suite.ts';
import { fakeConfig, silentLogger } from './sample-config.ts';

runPlaneSuite('fake', () => fakeConfig);

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
});
