/** The two ends of a connection test in this page: what goes out through one comes back through the other. */
import type { types } from 'mediasoup-client';
import type { HttpOutput } from '#contract';
import { post } from '../../session/http.ts';
import { pause } from './pause.ts';

export type Started = HttpOutput<'connection-test/start'>;
export type Ends = { send: types.Transport; receive: types.Transport };
export type Tracks = { picture: MediaStreamTrack; sound: MediaStreamTrack };

/** Enough for a verdict, little enough for the others on the same line. */
const maxSendBps = 2_500_000;
/** Where cameras begin too. More floods a narrow line, and the sender then takes it for a much narrower one for seconds. */
const startSendKbps = 1_000;

export function openEnds(device: types.Device, started: Started): Ends {
  return { send: openEnd(device, 'send', started), receive: openEnd(device, 'receive', started) };
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

/** Resolves when both ends are connected and everything goes around, with the sender of the picture. */
export async function startStreams(
  { send, receive }: Ends,
  device: types.Device,
  testId: string,
  tracks: Tracks,
): Promise<types.Producer> {
  const rtpCapabilities = device.recvRtpCapabilities as Record<string, unknown>;
  const bringBack = async ({ id: producerId }: types.Producer) => {
    const offer = await post('connection-test/consume', { testId, producerId, rtpCapabilities });
    const consumer = await receive.consume(offer as unknown as types.ConsumerOptions);
    await post('connection-test/resume', { testId, consumerId: consumer.id });
  };
  // Sound first, and the picture when both ends are connected: a sender that is given more to send later falls back to
  // its first bitrate, mostly, and what is agreed on meanwhile has the line to itself.
  await bringBack(await send.produce({ track: tracks.sound, stopTracks: false }));
  while (!areConnected({ send, receive }) && !send.closed) await pause(20);
  const picture = await send.produce({
    track: tracks.picture,
    encodings: [{ maxBitrate: maxSendBps }],
    codecOptions: { videoGoogleStartBitrate: startSendKbps },
    stopTracks: false,
  });
  await bringBack(picture);
  return picture;
}

export function areConnected({ send, receive }: Ends): boolean {
  return [send, receive].every(({ connectionState }) => connectionState === 'connected');
}

/** As after a change of the network: both ends look for their way anew. */
export async function restartEnds({ send, receive }: Ends, testId: string): Promise<void> {
  await Promise.all(
    [send, receive].map(async (end) => {
      const { iceParameters } = await post('connection-test/restart', { testId, transportId: end.id });
      await end.restartIce({ iceParameters: iceParameters as unknown as types.IceParameters });
    }),
  );
}
