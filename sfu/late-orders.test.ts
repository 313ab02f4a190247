/** Orders that come while a producer ends: the worker ends its consumers before this process hears of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MediaPlane, openMediaPlane } from './index.ts';
import { joinReady, produceRequest } from './plane-suite.ts';
import { realConfig } from './sample-config.ts';

const complaints: string[] = [];
const nothing = () => {};
const complain = (_fields: object, message: string) => void complaints.push(message);
const logger = { debug: nothing, info: nothing, warn: complain, error: complain };
const events = {
  onRoomLost: nothing,
  onProducerClosed: nothing,
  onSoundLevels: nothing,
  onDominantSpeaker: nothing,
  onConsumerLayer: nothing,
};

let plane: MediaPlane;
beforeAll(async () => {
  plane = await openMediaPlane(realConfig, { logger, events });
});
afterAll(() => plane?.close());

it('do not reach the worker, which would complain of a consumer that is not there', async () => {
  const room = await plane.openRoom('room');
  const sender = await joinReady(room, 'hanoi');
  const viewers = await Promise.all(['hue', 'danang', 'cantho'].map((name) => joinReady(room, name)));
  for (const end of ['producer', 'peer'] as const) {
    const { producerId } = await sender.peer.produce(produceRequest(sender.transportId, 'camera'));
    const consumers = await Promise.all(
      viewers.map(async ({ peer }) => ({ peer, id: (await peer.consume(producerId, room.rtpCapabilities)).id })),
    );
    const [resumed] = consumers;
    await resumed?.peer.orderConsumer(resumed.id, { isPaused: false });
    if (end === 'producer') void sender.peer.closeProducer(producerId);
    else sender.peer.close();
    // In the same turn, as the policy does when a picture goes.
    const late = consumers.flatMap(({ peer, id }) => [
      peer.orderConsumer(id, { isPaused: true, layers: { spatialLayer: 0, temporalLayer: 0 }, priority: 9 }),
      peer.closeConsumer(id),
    ]);
    for (const outcome of await Promise.allSettled(late)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { reason: 'UNKNOWN_CONSUMER' } });
    }
    for (const { peer } of consumers) await peer.stats();
  }
  expect(complaints).toEqual([]);
});
