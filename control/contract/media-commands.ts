/**
 * Commands of picture and sound. They are not journalled: a page that comes back makes its transports anew. RTP and DTLS
 * parameters travel as mediasoup-client makes them; the media plane checks them.
 */
import { z } from 'zod';

import { iceServers } from './connection-test.ts';

const rtpJson = z.record(z.string(), z.unknown());
const mediaId = z.string().min(1).max(64);
const done = z.object({});

export const producerSources = ['microphone', 'camera', 'screen', 'screenSound'] as const;

export const mediaCommands = {
  /** Answers what the room's router can carry, and opens the room when nobody did yet. */
  'media.join': {
    input: z.strictObject({}),
    output: z.object({ rtpCapabilities: rtpJson, iceServers, renewRelaysAfterMs: z.number().nullable() }),
  },
  /** The relays with a new password, before the one of `media.join` ends. */
  'media.renewRelays': {
    input: z.strictObject({}),
    output: z.object({ iceServers, renewRelaysAfterMs: z.number().nullable() }),
  },
  'media.createTransport': {
    input: z.strictObject({ direction: z.enum(['send', 'receive']) }),
    output: z.object({
      id: z.string(),
      iceParameters: rtpJson,
      iceCandidates: z.array(rtpJson),
      dtlsParameters: rtpJson,
    }),
  },
  'media.connectTransport': {
    input: z.strictObject({ transportId: mediaId, dtlsParameters: rtpJson }),
    output: done,
  },
  'media.produce': {
    input: z.strictObject({
      transportId: mediaId,
      source: z.enum(producerSources),
      kind: z.enum(['audio', 'video']),
      rtpParameters: rtpJson,
    }),
    output: z.object({ producerId: z.string() }),
  },
  'media.closeProducer': { input: z.strictObject({ producerId: mediaId }), output: done },
  'media.consume': {
    input: z.strictObject({ producerId: mediaId, rtpCapabilities: rtpJson }),
    output: z.object({
      id: z.string(),
      producerId: z.string(),
      kind: z.enum(['audio', 'video']),
      rtpParameters: rtpJson,
    }),
  },
  'media.resumeConsumer': { input: z.strictObject({ consumerId: mediaId }), output: done },
  'media.closeConsumer': { input: z.strictObject({ consumerId: mediaId }), output: done },
  /** A person's own mute always wins over the floor. */
  'media.setMuted': { input: z.strictObject({ isMuted: z.boolean() }), output: done },
} as const;
