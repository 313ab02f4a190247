import type { types } from 'mediasoup';

/**
 * What every room speaks. VP8 comes first, because each browser sends it in layers without a hardware encoder's say;
 * H264 is there for room cameras, whose stream passes through as it is. mediasoup adds RTX and transport-cc by itself.
 */
export const ROUTER_CODECS: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    // Forward error correction keeps words whole on lossy lines; discontinuous sending saves the bytes of a silence.
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    // Constrained baseline: the one profile that every browser and every room camera has.
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];
