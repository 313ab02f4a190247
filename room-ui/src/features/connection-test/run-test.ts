/**
 * A real test through the media server: picture and sound go out, come back, find their way again, and a relay is asked.
 * It takes less than ten seconds, whatever happens.
 */

import type { types } from 'mediasoup-client';
import type { HttpInput } from '#contract';
import { CommandError } from '../../session/command-error.ts';
import { post } from '../../session/http.ts';
import { lineOf, type Reading, readLine } from './line-meter.ts';
import { makeMedia } from './made-media.ts';
import { pause, within } from './pause.ts';
import { isRelayReachable } from './relay-check.ts';
import { areConnected, type Ends, openEnds, restartEnds, startStreams, type Tracks } from './test-ends.ts';
import { gentleBps, isHeldBack, type Line, type TestResult, verdictOf } from './verdict.ts';

export type TestAccess = HttpInput<'connection-test/start'>;
/** `serverRoundTripMs`: to the server of the page; null when it did not answer in time. */
export type Tested = TestResult & { serverRoundTripMs: number | null; hasOwnSound: boolean };

const measureMs = 4_500;
const tryOutMs = 2_000;
/** Until what was too much has left the queues of the line, and it was told how much of it was lost. */
const settleMs = 750;
const readEveryMs = 250;
const reconnectMs = 2_500;
/** Counted from the tap, so that a line on which everything is slow ends in time too. */
const latestMs = { started: 5_000, connected: 6_000, measured: 7_000, reconnected: 9_300 };

/** Rejects with `CommandError` when the server refuses or does not answer, and when `signal` ends it. */
export async function runTest(
  access: TestAccess,
  microphone: MediaStreamTrack | null,
  signal: AbortSignal,
): Promise<Tested> {
  const startedAt = performance.now();
  const leftUntil = (limitMs: number) => startedAt + limitMs - performance.now();
  const roundTrip = measureServer();
  const loading = Promise.all([import('mediasoup-client'), post('connection-test/start', access)]);
  const noAnswer = pause(latestMs.started).then((): never => {
    throw new CommandError(null);
  });
  const [{ Device }, started] = await Promise.race([loading, noAnswer]);
  signal.throwIfAborted();
  const media = makeMedia();
  const tracks = { picture: media.picture, sound: microphone?.clone() ?? media.sound };
  let ends: Ends | undefined;
  const close = () => {
    ends?.send.close();
    ends?.receive.close();
    media.close();
    tracks.sound.stop();
  };
  signal.addEventListener('abort', close);
  try {
    const device = await Device.factory();
    await device.load({ routerRtpCapabilities: started.rtpCapabilities as types.RtpCapabilities });
    ends = openEnds(device, started);
    const relay = isRelayReachable(started.iceServers);
    const starting = startStreams(ends, device, started.testId, tracks);
    const picture = await within(leftUntil(latestMs.connected), starting).catch(() => null);
    const line = picture
      ? await measureLine(ends, picture, leftUntil(latestMs.measured))
      : lineOf([await readNow(ends)]);
    // The way back is sought while little is sent, so that a full line does not hold up what is agreed on for it.
    setEnabled(tracks, false);
    const patienceMs = Math.min(reconnectMs, leftUntil(latestMs.reconnected));
    const reconnected = picture ? await within(patienceMs, reconnect(ends, started.testId)).catch(() => null) : null;
    signal.throwIfAborted();
    close();
    const result = { ...line, reconnectMs: reconnected, isRelayReachable: await relay };
    const tested = { ...result, verdict: verdictOf(result) };
    // Those who run the meeting may do without it; who waits for the verdict may not.
    void post('connection-test/end', { testId: started.testId, result: tested }).catch(() => undefined);
    return { ...tested, serverRoundTripMs: await roundTrip, hasOwnSound: tracks.sound !== media.sound };
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

function setEnabled({ picture, sound }: Tracks, isEnabled: boolean): void {
  picture.enabled = isEnabled;
  sound.enabled = isEnabled;
}

/**
 * First how much the line bears, then what it loses of less than that: what is sent above that is lost on any line. Longer
 * than usual, up to `longestMs`, while the sender is still only gathering speed.
 */
async function measureLine(ends: Ends, picture: types.Producer, longestMs: number): Promise<Line> {
  const beganAt = performance.now();
  const readings: Reading[] = [];
  let steadyAt = beganAt;
  let isTriedOut = false;
  for (;;) {
    readings.push(await readNow(ends));
    const line = lineOf(readings, steadyAt);
    const spanMs = performance.now() - beganAt;
    if (spanMs >= longestMs || (spanMs >= measureMs && !isHeldBack(line))) return line;
    if (!isTriedOut && spanMs >= tryOutMs) {
      isTriedOut = true;
      const maxBitrate = gentleBps(line);
      if (maxBitrate) await picture.setRtpEncodingParameters({ maxBitrate });
      steadyAt = performance.now() + (maxBitrate ? settleMs : 0);
    }
    await pause(readEveryMs);
  }
}

async function readNow({ send, receive }: Ends): Promise<Reading> {
  const [out, back] = await Promise.all([send.getStats(), receive.getStats()]);
  return readLine(out, back, performance.now());
}

/** Answers how long until something came back on the new way. */
async function reconnect(ends: Ends, testId: string): Promise<number> {
  const startedAt = performance.now();
  await restartEnds(ends, testId);
  const before = await readNow(ends);
  while (!ends.send.closed) {
    const now = await readNow(ends);
    if (areConnected(ends) && now.bytesReceived > before.bytesReceived) return performance.now() - startedAt;
    await pause(50);
  }
  throw new Error('The test ended before.');
}

/** The quickest of some answers: what the way to the server and back takes without the waiting in between. */
async function measureServer(): Promise<number | null> {
  const times: number[] = [];
  const signal = AbortSignal.timeout(latestMs.measured);
  for (let count = 0; count < 3; count += 1) {
    const startedAt = performance.now();
    const answer = await fetch('/livez', { cache: 'no-store', signal }).catch(() => null);
    if (answer) times.push(performance.now() - startedAt);
  }
  return times.length > 0 ? Math.min(...times) : null;
}
