import * as mediasoup from 'mediasoup';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MediaPeer, MediaRoom } from './index.ts';
import { MediaError } from './media-error.ts';
import { mutate, NASTY_JSON, numbersFrom } from './mutation.ts';
import { joinReady, type Observed, openObserved, produceRequest } from './plane-suite.ts';
import { realConfig } from './sample-config.ts';
import { dtlsParameters, simulcastParameters } from './sample-parameters.ts';

const MUTATIONS = 500;

let observed: Observed;
const workers: mediasoup.types.Worker[] = [];
const note = (worker: mediasoup.types.Worker) => void workers.push(worker);

beforeAll(async () => {
  mediasoup.observer.on('newworker', note);
  observed = await openObserved({ ...realConfig, workerCount: 2, maxConsumersPerWorker: 3 });
});

afterAll(async () => {
  mediasoup.observer.off('newworker', note);
  await observed?.plane.close();
});

type Stage = { room: MediaRoom; peer: MediaPeer; sendId: string; receiveId: string; producerId: string };

/** Each kind of command, with parameters that are right. */
function commandsOf({ room, peer, sendId, receiveId, producerId }: Stage, consumerId: string) {
  const { rtpCapabilities } = room;
  return [
    command({ ...produceRequest(sendId, 'camera'), slot: 1 }, (request) => peer.produce(request)),
    command({ ...produceRequest(sendId, 'microphone'), slot: 3 }, (request) => peer.produce(request)),
    command({ producerId, rtpCapabilities }, (input) => peer.consume(input.producerId, input.rtpCapabilities)),
    command(
      { consumerId, order: { isPaused: false, layers: { spatialLayer: 1, temporalLayer: 1 }, priority: 7 } },
      (input) => peer.orderConsumer(input.consumerId, input.order),
    ),
    command({ sendBps: 500_000, receiveBps: 2_000_000 }, (ceilings) => peer.setCeilings(ceilings)),
    command({ receiveId }, (input) => peer.restartIce(input.receiveId)),
    command({ sendId, parameters: dtlsParameters() }, (input) => peer.connectTransport(input.sendId, input.parameters)),
    command({ producerId }, (input) => peer.closeProducer(input.producerId)),
    command({ consumerId }, (input) => peer.closeConsumer(input.consumerId)),
  ];
}

function command<T extends object>(sample: T, run: (input: T) => Promise<unknown>) {
  return (pick: (below: number) => number) => run(mutate(sample, pick, NASTY_JSON));
}

it(`${MUTATIONS} spoiled commands are refused with words or carried out, on two workers, and harm nobody`, async () => {
  const pick = numbersFrom(2_026_11_22);
  const room = await observed.plane.openRoom('room');
  const sender = await joinReady(room, 'hanoi');
  const camera = { ...produceRequest(sender.transportId, 'camera'), rtpParameters: simulcastParameters(90_000) };
  const { producerId } = await sender.peer.produce(camera);
  const reasons = new Map<string, number>();
  for (let round = 0; round < MUTATIONS; round += 1) {
    const peer = room.joinPeer(`peer-${round % 10}`);
    const [{ id: sendId }, { id: receiveId }] = await Promise.all([
      peer.createTransport('send'),
      peer.createTransport('receive'),
    ]);
    const { id: consumerId } = await peer.consume(producerId, room.rtpCapabilities);
    const commands = commandsOf({ room, peer, sendId, receiveId, producerId }, consumerId);
    const outcome = await commands[round % commands.length]?.(pick).then(
      () => 'carried out',
      (error: unknown) => {
        expect(error).toBeInstanceOf(MediaError);
        return (error as MediaError).reason;
      },
    );
    reasons.set(String(outcome), (reasons.get(String(outcome)) ?? 0) + 1);
    // Some come back often, others stay, so that the room goes over both workers.
    if (round % 3 === 0) {
      peer.close();
    }
  }
  expect([...reasons.keys()]).not.toContain('WORKER_FAILED');
  expect(reasons.get('WRONG_PARAMETERS')).toBeGreaterThan(MUTATIONS / 5);
  expect(observed.lostRooms).toEqual([]);
  expect(workers.map(({ closed, died }) => [closed, died])).toEqual([
    [false, false],
    [false, false],
  ]);
  expect((await observed.plane.workerStats()).map(({ rooms }) => rooms)).toEqual([1, 1]);
  const { peer, transportId } = await joinReady(room, 'hue');
  const { id } = await peer.consume(producerId, room.rtpCapabilities);
  await peer.orderConsumer(id, { isPaused: false, layers: { spatialLayer: 2, temporalLayer: 2 }, priority: 255 });
  await peer.setCeilings({ sendBps: null, receiveBps: 2_000_000 });
  await expect(peer.produce(produceRequest(transportId, 'camera'))).resolves.toMatchObject({ source: 'camera' });
  expect((await peer.stats()).consumers).toMatchObject([{ consumerId: id, isPaused: false }]);
}, 30_000);
