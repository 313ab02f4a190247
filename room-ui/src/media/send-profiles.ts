/** How each source is encoded. The server reckons with these bitrates (control/service/media-policy.ts). */
import type { types } from 'mediasoup-client';
import type { ProducerRow } from '#contract';

export type SendSource = 'camera' | 'secondCamera' | 'microphone' | 'screen' | 'screenSound';

export function sourceOf(key: SendSource): ProducerRow['source'] {
  return key === 'secondCamera' ? 'camera' : key;
}

export function slotOf(key: SendSource): number {
  return key === 'secondCamera' ? 1 : 0;
}

const cameraEncodings: types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 130_000, maxFramerate: 15 },
  { scaleResolutionDownBy: 2, maxBitrate: 420_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 1_200_000 },
];

/** Letters must be read: all lines, few frames, one layer. */
const screenEncodings: types.RtpEncodingParameters[] = [{ maxBitrate: 1_500_000, maxFramerate: 5 }];

const soundOf: Partial<Record<SendSource, types.ProducerCodecOptions>> = {
  microphone: { opusFec: true, opusDtx: true, opusStereo: false },
  screenSound: { opusFec: true, opusDtx: true, opusStereo: true },
};

export function producerOptions(
  device: types.Device,
  source: SendSource,
  track: MediaStreamTrack,
): types.ProducerOptions {
  const common = { track, stopTracks: false, disableTrackOnPause: false, appData: { source } };
  const codecOptions = soundOf[source];
  if (source === 'microphone') {
    return {
      ...common,
      ...(codecOptions ? { codecOptions } : {}),
      // Without a track a sender sends nothing at all. It gets its track when the floor is granted: at once, and
      // without the negotiation that pausing would need.
      onRtpSender: (sender) => void sender.replaceTrack(null),
    };
  }
  if (codecOptions) return { ...common, codecOptions };
  // The server names the codec that it wants first.
  const codec = device.sendRtpCapabilities.codecs?.find(({ kind, mimeType }) => kind === 'video' && !/rtx/i.test(mimeType));
  const encodings = source === 'screen' ? screenEncodings : cameraEncodings;
  return { ...common, encodings, ...(codec ? { codec } : {}) };
}
