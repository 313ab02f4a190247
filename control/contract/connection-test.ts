/**
 * `POST /api/connection-test/…`: a page tries its line with the media server before it joins. Who may: the holder of a link
 * (`token`), or of a session (`sessionKey` and its cookie). The test ends by itself after 15 seconds.
 */
import { z } from 'zod';
import { secretText } from './fields.ts';

const rtpJson = z.record(z.string(), z.unknown());
const mediaId = z.string().min(1).max(64);
const testId = z.string().regex(/^[A-Za-z0-9_-]{8,32}$/);
const measured = z.number().min(0).nullable();

const transport = z.object({
  id: z.string(),
  iceParameters: rtpJson,
  iceCandidates: z.array(rtpJson),
  dtlsParameters: rtpJson,
});

export const iceServers = z.array(
  z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() }),
);

/** What a page found. Bits per second; loss from 0 to 1; null: could not be measured. */
export const connectionTestResult = z.strictObject({
  verdict: z.enum(['good', 'usable', 'poor', 'failed']),
  sendBps: measured,
  receiveBps: measured,
  roundTripMs: measured,
  lossRatio: z.number().min(0).max(1).nullable(),
  path: z.enum(['udp', 'tcp', 'relay']).nullable(),
  /** Whether a relay answered; null where none is configured. */
  isRelayReachable: z.boolean().nullable(),
  /** How long picture and sound took to find a way again; null: they did not. */
  reconnectMs: measured,
});

export const connectionTestRequests = {
  'connection-test/start': {
    input: z.union([
      z.strictObject({ token: secretText }),
      z.strictObject({ sessionKey: z.string().regex(/^[A-Za-z0-9_-]{8,32}$/) }),
    ]),
    output: z.object({ testId: z.string(), rtpCapabilities: rtpJson, send: transport, receive: transport, iceServers }),
  },
  'connection-test/connect': {
    input: z.strictObject({ testId, transportId: mediaId, dtlsParameters: rtpJson }),
    output: z.object({}),
  },
  'connection-test/produce': {
    input: z.strictObject({ testId, transportId: mediaId, kind: z.enum(['audio', 'video']), rtpParameters: rtpJson }),
    output: z.object({ producerId: z.string() }),
  },
  'connection-test/consume': {
    input: z.strictObject({ testId, producerId: mediaId, rtpCapabilities: rtpJson }),
    output: z.object({
      id: z.string(),
      producerId: z.string(),
      kind: z.enum(['audio', 'video']),
      rtpParameters: rtpJson,
    }),
  },
  'connection-test/resume': { input: z.strictObject({ testId, consumerId: mediaId }), output: z.object({}) },
  /** New ICE parameters, so that the page can find its way anew. */
  'connection-test/restart': {
    input: z.strictObject({ testId, transportId: mediaId }),
    output: z.object({ iceParameters: rtpJson }),
  },
  'connection-test/end': { input: z.strictObject({ testId, result: connectionTestResult }), output: z.object({}) },
} as const;
