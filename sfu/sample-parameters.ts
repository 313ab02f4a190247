/** Parameters as Chromium and mediasoup-client send them, for tests without a browser. */
import type { DtlsParameters, RtpParameters } from './index.ts';

const MID = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 } as const;
const TRANSPORT_CC = {
  uri: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  id: 3,
} as const;

export function opusParameters(ssrc: number): RtpParameters {
  return {
    mid: `a${ssrc}`,
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { minptime: 10, useinbandfec: 1 },
        rtcpFeedback: [{ type: 'transport-cc', parameter: '' }],
      },
    ],
    headerExtensions: [MID, TRANSPORT_CC, { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 }],
    encodings: [{ ssrc, dtx: true, maxBitrate: 48_000 }],
    rtcp: { cname: 'sample', reducedSize: true },
  };
}

export function vp8Parameters(ssrc: number): RtpParameters {
  return {
    mid: `v${ssrc}`,
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        parameters: {},
        rtcpFeedback: [
          { type: 'transport-cc', parameter: '' },
          { type: 'ccm', parameter: 'fir' },
          { type: 'nack', parameter: '' },
          { type: 'nack', parameter: 'pli' },
        ],
      },
      { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 }, rtcpFeedback: [] },
    ],
    headerExtensions: [MID, TRANSPORT_CC],
    encodings: [{ ssrc, rtx: { ssrc: ssrc + 1 }, scalabilityMode: 'L1T3', maxBitrate: 1_500_000 }],
    rtcp: { cname: 'sample', reducedSize: true },
  };
}

export function dtlsParameters(): DtlsParameters {
  return { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array<string>(32).fill('C4').join(':') }] };
}

/** A camera in three layers, each with its own SSRC: `ssrc`, `ssrc + 2` and `ssrc + 4`. */
export function simulcastParameters(ssrc: number): RtpParameters {
  const parameters = vp8Parameters(ssrc);
  const bitrates = [150_000, 500_000, 1_500_000];
  return {
    ...parameters,
    encodings: bitrates.map((maxBitrate, index) => ({
      ssrc: ssrc + index * 2,
      rtx: { ssrc: ssrc + index * 2 + 1 },
      scalabilityMode: 'L1T3',
      maxBitrate,
    })),
  };
}
