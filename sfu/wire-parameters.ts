/**
 * Reads the parameters that come from a browser, before mediasoup sees them. mediasoup checks only some of the fields
 * and writes the others straight into a buffer that all requests of one worker share: a fractional bitrate breaks off
 * in the middle of that and from then on the worker refuses every request of every room. So nothing passes unread.
 */
import { z } from 'zod';
import type { ConsumerOrder, DtlsParameters, MediaKind, RtpCapabilities, RtpParameters } from './index.ts';
import { MediaError } from './media-error.ts';

// Far above what browsers send, far below what would cost memory.
const MAX_CODECS = 64;
const MAX_EXTENSIONS = 64;
const MAX_ENCODINGS = 4;
const MAX_FINGERPRINTS = 8;
const MAX_FORMAT_PARAMETERS = 32;

const shortText = z.string().regex(/^[\x20-\x7e]{0,128}$/);
const ssrc = z.int().min(1).max(0xffff_ffff);
const payloadType = z.int().min(0).max(127);
const mediaKind = z.enum(['audio', 'video']);

const formatParameters = z
  .record(shortText, z.union([z.boolean(), z.number().min(-0x8000_0000).max(0x7fff_ffff), shortText]))
  .refine((parameters) => Object.keys(parameters).length <= MAX_FORMAT_PARAMETERS);

const codecFields = {
  mimeType: z.string().regex(/^(audio|video)\/[\w.-]{1,32}$/i),
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).exactOptional(),
  parameters: formatParameters.exactOptional(),
  rtcpFeedback: z
    .array(z.object({ type: shortText, parameter: shortText.exactOptional() }))
    .max(16)
    .exactOptional(),
};

const headerExtensionUri = z.enum([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'urn:ietf:params:rtp-hdrext:toffset',
  'urn:3gpp:video-orientation',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:mediasoup:params:rtp-hdrext:packet-id',
]);

const extensionId = z.int().min(1).max(255);

const encoding = z.object({
  ssrc: ssrc.exactOptional(),
  rid: z
    .string()
    .regex(/^[\w-]{1,16}$/)
    .exactOptional(),
  codecPayloadType: payloadType.exactOptional(),
  rtx: z.object({ ssrc }).exactOptional(),
  dtx: z.boolean().exactOptional(),
  scalabilityMode: z
    .string()
    .regex(/^[LS][1-4]T[1-4](_KEY(_SHIFT)?|h)?$/)
    .exactOptional(),
  maxBitrate: z.int().min(1).max(1_000_000_000).exactOptional(),
});

const rtpParameters = z.object({
  // A MID travels in a header extension that holds eight bytes.
  mid: z
    .string()
    .regex(/^[\w-]{1,8}$/)
    .exactOptional(),
  codecs: z
    .array(z.object({ payloadType, ...codecFields }))
    .min(1)
    .max(MAX_CODECS),
  headerExtensions: z
    .array(
      z.object({
        uri: headerExtensionUri,
        id: extensionId,
        encrypt: z.boolean().exactOptional(),
        parameters: formatParameters.exactOptional(),
      }),
    )
    .max(MAX_EXTENSIONS)
    .exactOptional(),
  encodings: z.array(encoding).min(1).max(MAX_ENCODINGS),
  rtcp: z.object({ cname: shortText.exactOptional(), reducedSize: z.boolean().exactOptional() }).exactOptional(),
  msid: shortText.exactOptional(),
});

const rtpCapabilities = z.object({
  codecs: z.array(z.object({ kind: mediaKind, preferredPayloadType: payloadType, ...codecFields })).max(MAX_CODECS),
  headerExtensions: z
    .array(
      z.object({
        kind: mediaKind,
        uri: headerExtensionUri,
        preferredId: extensionId,
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).exactOptional(),
      }),
    )
    .max(MAX_EXTENSIONS)
    .exactOptional(),
});

const digestBytes = { 'sha-1': 20, 'sha-224': 28, 'sha-256': 32, 'sha-384': 48, 'sha-512': 64 };

const fingerprint = z
  .object({
    algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
    value: z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){19,63}$/i),
  })
  .refine(({ algorithm, value }) => value.length === digestBytes[algorithm] * 3 - 1);

const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z.array(fingerprint).min(1).max(MAX_FINGERPRINTS),
});

const layer = z.int().min(0).max(2);

const consumerOrder = z.object({
  isPaused: z.boolean().exactOptional(),
  layers: z.object({ spatialLayer: layer, temporalLayer: layer }).exactOptional(),
  priority: z.int().min(1).max(255).exactOptional(),
});

// Below the least, not even sound passes; mediasoup itself takes no less than 30 kbit/s.
const ceilingBps = z.int().min(50_000).max(1_000_000_000).nullable();

const ceilings = z.object({ sendBps: ceilingBps, receiveBps: ceilingBps });

export type Ceilings = z.output<typeof ceilings>;

/**
 * All codecs must be of the kind that is announced: otherwise sound could be sent as a camera, which no floor closes.
 */
export function readRtpParameters(value: unknown, kind: MediaKind): RtpParameters {
  const parameters = read('rtpParameters', rtpParameters, value);
  const foreign = parameters.codecs.find((codec) => !codec.mimeType.toLowerCase().startsWith(`${kind}/`));
  if (foreign) {
    throw new MediaError(
      'WRONG_PARAMETERS',
      `${foreign.mimeType} is not ${kind}. Send the codecs of the track's kind.`,
    );
  }
  return parameters;
}

export function readRtpCapabilities(value: unknown): RtpCapabilities {
  return read('rtpCapabilities', rtpCapabilities, value);
}

export function readDtlsParameters(value: unknown): DtlsParameters {
  return read('dtlsParameters', dtlsParameters, value);
}

export function readConsumerOrder(value: unknown): ConsumerOrder {
  return read('order', consumerOrder, value);
}

export function readCeilings(value: unknown): Ceilings {
  return read('ceilings', ceilings, value);
}

const REMEDIES: Record<string, string> = {
  order: 'Layers go from 0 to 2, a priority from 1 to 255.',
  ceilings: 'A ceiling is null or a whole number of bits per second from 50,000.',
};

function read<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const issue = result.error.issues[0];
  const where = [name, ...(issue?.path ?? [])].join('.');
  throw new MediaError(
    'WRONG_PARAMETERS',
    `${where} is malformed (${issue?.message ?? 'unreadable'}). ${REMEDIES[name] ?? 'Send what mediasoup-client gives, unchanged.'}`,
    { cause: result.error },
  );
}
