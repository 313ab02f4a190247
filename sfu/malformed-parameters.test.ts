import * as mediasoup from 'mediasoup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DtlsParameters, MediaPlane, MediaRoom, RtpParameters } from './index.ts';
import { MediaError } from './media-error.ts';
import { mutate, numbersFrom } from './mutation.ts';
import { joinReady, openObserved, produceRequest } from './plane-suite.ts';
import { realConfig } from './sample-config.ts';
import { dtlsParameters, opusParameters, vp8Parameters } from './sample-parameters.ts';

const MUTATIONS = 200;

describe('malformed parameters', () => {
  let plane: MediaPlane;
  let room: MediaRoom;
  let worker: mediasoup.types.Worker | undefined;
  let lostRooms: string[];

  beforeAll(async () => {
    const note = (started: mediasoup.types.Worker) => {
      worker = started;
    };
    mediasoup.observer.on('newworker', note);
    ({ plane, lostRooms } = await openObserved(realConfig));
    mediasoup.observer.off('newworker', note);
    room = await plane.openRoom('room');
  });

  afterAll(() => plane?.close());

  /** The worker is the same one and still serves other rooms. */
  async function expectUnharmed(): Promise<void> {
    expect(lostRooms).toEqual([]);
    expect([worker?.closed, worker?.died]).toEqual([false, false]);
    const other = await plane.openRoom(`other-${Math.random()}`);
    const { peer, transportId } = await joinReady(other, 'hue');
    await peer.produce(produceRequest(transportId, 'microphone'));
    await peer.produce(produceRequest(transportId, 'camera'));
    other.close();
  }

  it(`of ${MUTATIONS} producers are refused with words or taken whole, and harm nobody`, async () => {
    const pick = numbersFrom(20_261_121);
    let refused = 0;
    for (let round = 0; round < MUTATIONS; round += 1) {
      const { peer, transportId } = await joinReady(room, `peer-${round}`);
      const isAudio = round % 2 === 0;
      const request = isAudio
        ? { transportId, source: 'microphone' as const, kind: 'audio' as const }
        : { transportId, source: 'camera' as const, kind: 'video' as const };
      const rtpParameters: RtpParameters = mutate(isAudio ? opusParameters(7_000) : vp8Parameters(7_000), pick);
      const error = await peer.produce({ ...request, rtpParameters }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined) {
        expect(error).toBeInstanceOf(MediaError);
        expect(error).toMatchObject({ reason: 'WRONG_PARAMETERS' });
        refused += 1;
      }
      expect(peer.producers()).toHaveLength(error === undefined ? 1 : 0);
      peer.close();
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 2);
    await expectUnharmed();
  });

  it(`of ${MUTATIONS} transports are refused with words or taken, and harm nobody`, async () => {
    const pick = numbersFrom(1_945);
    let refused = 0;
    for (let round = 0; round < MUTATIONS; round += 1) {
      const { peer, transportId } = await joinReady(room, `peer-${round}`);
      const parameters: DtlsParameters = mutate(dtlsParameters(), pick);
      await peer.connectTransport(transportId, parameters).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'MediaError', reason: 'WRONG_PARAMETERS' });
        refused += 1;
      });
      peer.close();
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 2);
    await expectUnharmed();
  });

  it('of receivers are refused with words or taken, and harm nobody', async () => {
    const pick = numbersFrom(1_946);
    const sender = await joinReady(room, 'hanoi');
    const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'camera'));
    for (let round = 0; round < MUTATIONS; round += 1) {
      const { peer } = await joinReady(room, `peer-${round}`);
      await peer.consume(producerId, mutate(room.rtpCapabilities, pick)).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'MediaError' });
        expect(['WRONG_PARAMETERS', 'CANNOT_CONSUME']).toContain((error as MediaError).reason);
      });
      peer.close();
    }
    await expectUnharmed();
  });
});
