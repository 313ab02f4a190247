import * as mediasoup from 'mediasoup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DtlsParameters, MediaPlane, MediaRoom, RtpParameters } from './index.ts';
import { MediaError } from './media-error.ts';
import { joinReady, openObserved, produceRequest } from './plane-suite.ts';
import { realConfig } from './sample-config.ts';
import { dtlsParameters, opusParameters, vp8Parameters } from './sample-parameters.ts';

const MUTATIONS = 200;

/** Values that have broken parsers: wrong types, edges of numbers, oversized and foreign text; JSON stands for itself. */
const NASTY = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  255,
  2 ** 32,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  '',
  'x'.repeat(70_000),
  'Bộ\u0000trưởng',
  '__proto__',
  'L99T99',
  Symbol('foreign'),
  '[]',
  '[null]',
  '[[]]',
  '{}',
  '{"ssrc":"many"}',
  '{"length":4}',
];

/** Small repeatable source of numbers (mulberry32), so that a failure can be met again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Objects are made anew each time, or a later mutation would change them. */
function freshValue(value: unknown): unknown {
  return typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value;
}

type Node = Record<string, unknown>;

function nodesOf(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

/** Replaces, drops or multiplies one to three values anywhere in a copy of the sample. */
function mutate<T extends object>(sample: T, pick: (below: number) => number): T {
  const copy = structuredClone(sample);
  for (let changes = 1 + pick(3); changes > 0; changes -= 1) {
    const nodes = nodesOf(copy).filter((candidate) => Object.keys(candidate).length > 0);
    const node = nodes[pick(nodes.length)];
    const keys = Object.keys(node ?? {});
    const key = keys[pick(keys.length)];
    if (node === undefined || key === undefined) {
      continue;
    }
    const action = pick(8);
    if (action === 0) {
      delete node[key];
    } else if (action === 1) {
      node[key] = Array.from({ length: 500 }, () => node[key]);
    } else {
      node[key] = freshValue(NASTY[pick(NASTY.length)]);
    }
  }
  return copy;
}

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
