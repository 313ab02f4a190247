/**
 * Commands of picture and sound. They are not journalled: a page that comes back makes its transports anew. RTP and DTLS
 * parameters travel as mediasoup-client makes them; the media plane checks them.
 */
import { z } from 'zod';
import { iceServers } from './connection-test.ts';
import { endpointId } from './fields.ts';

const rtpJson = z.record(z.string(), z.unknown());
const mediaId = z.string().min(1).max(64);
const done = z.object({});

/** Nobody draws more pictures at once. */
const maxShown = 100;
const pixels = z.int().min(0).max(16_384);

export const producerSources = ['microphone', 'camera', 'screen', 'screenSound'] as const;

const count = z.number().min(0).max(1e12);

/** Counters go on from one report to the next. */
export const pageReport = z.strictObject({
  /** Frames each second of the pictures that it sends. */
  sent: z.array(z.strictObject({ producerId: mediaId, framesPerSecond: z.number().min(0).max(240) })).max(16),
  /** How it reaches the relay of a direction; null: there is none between. */
  lines: z
    .array(
      z.strictObject({
        direction: z.enum(['send', 'receive']),
        relayProtocol: z.enum(['udp', 'tcp', 'tls']).nullable(),
      }),
    )
    .max(2),
  /** Of all that it receives: frames that were decoded, and the energy of the sound that was played. */
  received: z.strictObject({ framesDecoded: count, soundEnergy: count }),
});

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
      /** Which of several of one source, from 0. */
      slot: z.int().min(0).max(7).optional(),
      /** For a screen: take the place of the one that is shared now. */
      isReplacing: z.boolean().optional(),
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
  /**
   * The pictures that the page draws now, all of them each time, in device pixels. What is not named is paused, and each
   * is sent in the size that it needs. A page that never says so gets all.
   */
  'media.show': {
    input: z.strictObject({
      shown: z.array(z.strictObject({ producerId: mediaId, width: pixels, height: pixels })).max(maxShown),
    }),
    /** Whether this device has media here; after a restart of the server it has none until it joins them again. */
    output: z.object({ isJoined: z.boolean() }),
  },
  /** After a change of the network: the transport and all on it go on. */
  'media.restartIce': {
    input: z.strictObject({ transportId: mediaId }),
    output: z.object({ iceParameters: rtpJson }),
  },
  /** What the page says of its own picture and sound when it is asked. Shown to who looks after the lines; never journalled. */
  'media.report': { input: pageReport, output: done },
  /** Ends the screen that is shared, whoever shares it. For those who run the meeting. */
  'media.endScreen': { input: z.strictObject({}), output: done },
  /** Asks the owner of a device who muted it to open it again; nothing opens it from outside. For those who run the meeting. */
  'media.askUnmute': { input: z.strictObject({ endpointId }), output: done },
  /** A person's own mute always wins over the floor. */
  'media.setMuted': { input: z.strictObject({ isMuted: z.boolean() }), output: done },
} as const;
