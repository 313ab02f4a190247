import type { types } from 'mediasoup';
import type { MediaPlaneConfig } from './index.ts';

const OPUS: types.RouterRtpCodecCapability = {
  kind: 'audio',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  // Forward error correction keeps words whole on lossy lines; discontinuous sending saves the bytes of a silence.
  parameters: { useinbandfec: 1, usedtx: 1 },
  // What error correction cannot mend is asked for again.
  rtcpFeedback: [{ type: 'nack' }, { type: 'transport-cc' }],
};

const VP8: types.RouterRtpCodecCapability = { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 };

const H264: types.RouterRtpCodecCapability = {
  kind: 'video',
  mimeType: 'video/H264',
  clockRate: 90_000,
  // Constrained baseline: the one profile that every browser and every room camera has.
  parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
};

/**
 * What every room speaks. Browsers send the first video codec that they have; the other one passes through as it comes,
 * e.g. H264 from a room camera. mediasoup adds RTX and transport-cc by itself.
 */
export function routerCodecs(videoCodec: MediaPlaneConfig['videoCodec']): types.RouterRtpCodecCapability[] {
  return [OPUS, ...(videoCodec === 'h264' ? [H264, VP8] : [VP8, H264])];
}
