/**
 * A real test through the media server: picture and sound go out, come back, find their way again, and a relay is asked.
 * It takes less than ten seconds, whatever happens.
 */
import type { types } from 'mediasoup-client';
import type { HttpInput, HttpOutput } from '#contract';
import { post } from '../../session/http.ts';
import { bestBitrates, lossOf, type Reading, readLine } from './line-meter.ts';
import { makeMedia } from './made-media.ts';
import { isRelayReachable } from './relay-check.ts';
import { type Measured, type TestResult, verdictOf } from './verdict.ts';

export type TestAccess = HttpInput<'connection-test/start'>;
export type Tested = TestResult & { serverRoundTripMs: number; hasOwnSound: boolean };

const measureMs = 4_500;
const readEveryMs = 250;
const connectMs = 3_500;
const reconnectMs = 2_500;
/** Enough for a verdict, little enough for the others on the same line. */
const maxSendBps = 4_000_000;

type Started = HttpOutput<'connection-test/start'>;
type Ends = { send: types.Transport; receive: types.Transport };

/** Rejects with `CommandError` when the server refuses, and when `signal` ends it. */
export async function runTest(
  access: TestAccess,
  microphone: MediaStreamTrack | null,
  signal: AbortSignal,
): Promise<Tested> {
  const [{ Device }, started] = await Promise.all([import('mediasoup-client'), post('connection-test/start', access)]);
  signal.throwIfAborted();
  const media = makeMedia();
  const ownSound = microphone?.clone() ?? null;
  const ends: types.Transport[] = [];
  const close = () => {
    for (const end of ends) end.close();
    media.close();
    ownSound?.stop();
  };
  signal.addEventListener('abort', close);
  try {
    const device = await Device.factory();
    await device.load({ routerRtpCapabilities: started.rtpCapabilities as types.RtpCapabilities });
    const send = openEnd(device, 'send', started);
    ends.push(send);
    const receive = openEnd(device, 'receive', started);
    ends.push(receive);
    const tracks = { picture: media.picture, sound: ownSound ?? media.sound };
    const relay = isRelayReachable(started.iceServers);
    const roundTrip = measureServer();
    const measured = await measure({ send, receive }, { device, testId: started.testId, tracks });
    signal.throwIfAborted();
    const result = { ...measured, isRelayReachable: await relay };
    const tested = { ...result, verdict: verdictOf(result) };
    await post('connection-test/end', { testId: started.testId, result: tested });
    return { ...tested, serverRoundTripMs: await roundTrip, hasOwnSound: ownSound !== null };
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

function openEnd(device: types.Device, direction: 'send' | 'receive', started: Started): types.Transport {
  const { testId, iceServers } = started;
  const options = { ...(started[direction] as unknown as types.TransportOptions), iceServers };
  const end = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  end.on('connect', ({ dtlsParameters }, answer, fail) => {
    const input = { testId, transportId: end.id, dtlsParameters: dtlsParameters as Record<string, unknown> };
    post('connection-test/connect', input).then(answer, fail);
  });
  end.on('produce', ({ kind, rtpParameters }, answer, fail) => {
    const parameters = rtpParameters as Record<string, unknown>;
    post('connection-test/produce', { testId, transportId: end.id, kind, rtpParameters: parameters }).then(
      ({ producerId }) => answer({ id: producerId }),
      fail,
    );
  });
  return end;
}

type Surroundings = {
  device: types.Device;
  testId: string;
  tracks: { picture: MediaStreamTrack; sound: MediaStreamTrack };
};

async function measure(ends: Ends, around: Surroundings): Promise<Omit<Measured, 'isRelayReachable'>> {
  const nothing = {
    sendBps: null,
    receiveBps: null,
    roundTripMs: null,
    lossRatio: null,
    path: null,
    reconnectMs: null,
  };
  try {
    await within(connectMs, startStreams(ends, around));
  } catch {
    return nothing;
  }
  const readings = await readFor(ends, measureMs);
  const last = readings.at(-1);
  if (!last || last.bytesReceived === 0) return nothing;
  const roundTrips = readings.flatMap(({ roundTripMs }) => roundTripMs ?? []).sort((one, other) => one - other);
  return {
    ...bestBitrates(readings),
    roundTripMs: roundTrips[Math.floor(roundTrips.length / 2)] ?? null,
    lossRatio: lossOf(last),
    path: last.path,
    reconnectMs: await reconnect(ends, around.testId).catch(() => null),
  };
}

async function startStreams({ send, receive }: Ends, { device, testId, tracks }: Surroundings): Promise<void> {
  const produced = await Promise.all([
    send.produce({
      track: tracks.picture,
      encodings: [{ maxBitrate: maxSendBps }],
      codecOptions: { videoGoogleStartBitrate: 1_000 },
      stopTracks: false,
    }),
    send.produce({ track: tracks.sound, stopTracks: false }),
  ]);
  const rtpCapabilities = device.recvRtpCapabilities as Record<string, unknown>;
  for (const { id: producerId } of produced) {
    const offer = await post('connection-test/consume', { testId, producerId, rtpCapabilities });
    const consumer = await receive.consume(offer as unknown as types.ConsumerOptions);
    await post('connection-test/resume', { testId, consumerId: consumer.id });
  }
}

async function readFor(ends: Ends, spanMs: number): Promise<Reading[]> {
  const readings: Reading[] = [];
  const endAt = performance.now() + spanMs;
  while (performance.now() < endAt) {
    readings.push(await readNow(ends));
    await pause(readEveryMs);
  }
  return readings;
}

async function readNow({ send, receive }: Ends): Promise<Reading> {
  const [out, back] = await Promise.all([send.getStats(), receive.getStats()]);
  return readLine(out, back, performance.now());
}

/** As after a change of the network: both ends look for their way anew. Answers how long until something came back. */
async function reconnect(ends: Ends, testId: string): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    [ends.send, ends.receive].map(async (end) => {
      const { iceParameters } = await post('connection-test/restart', { testId, transportId: end.id });
      await end.restartIce({ iceParameters: iceParameters as unknown as types.IceParameters });
    }),
  );
  const before = await readNow(ends);
  return within(
    reconnectMs,
    (async () => {
      while (!ends.send.closed) {
        const now = await readNow(ends);
        const isConnected = [ends.send, ends.receive].every(({ connectionState }) => connectionState === 'connected');
        if (isConnected && now.bytesReceived > before.bytesReceived) return performance.now() - startedAt;
        await pause(50);
      }
      throw new Error('The test ended before.');
    })(),
  );
}

/** The quickest of some answers: what the way to the server and back takes without the waiting in between. */
async function measureServer(): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    const startedAt = performance.now();
    await fetch('/livez', { cache: 'no-store' }).catch(() => undefined);
    times.push(performance.now() - startedAt);
  }
  return Math.min(...times);
}

function within<Value>(spanMs: number, promise: Promise<Value>): Promise<Value> {
  return Promise.race([
    promise,
    pause(spanMs).then((): never => {
      throw new Error('This took too long.');
    }),
  ]);
}

function pause(spanMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, spanMs));
}
