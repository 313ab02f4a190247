/** How each source is encoded. The server reckons with these bitrates (control/service/media-policy.ts). */
import type { types } from 'mediasoup-client';
import type { ProducerRow } from '#contract';

export type SendSource = 'camera' | 'secondCamera' | 'microphone' | 'secondMicrophone' | 'screen' | 'screenSound';

const second: Partial<Record<SendSource, ProducerRow['source']>> = {
  secondCamera: 'camera',
  secondMicrophone: 'microphone',
};

export function sourceOf(key: SendSource): ProducerRow['source'] {
  return second[key] ?? (key as ProducerRow['source']);
}

export function slotOf(key: SendSource): number {
  return key in second ? 1 : 0;
}

/** About 180, 360 and 720 lines. */
const cameraLayers = [{ maxBitrate: 130_000 }, { maxBitrate: 420_000 }, { maxBitrate: 1_200_000 }] as const;

/**
 * Browsers send fewer layers of a small picture and leave the largest out: of a camera of 360 lines three layers would
 * arrive as 90 and 180. So a smaller camera has fewer.
 */
export function cameraLayersFor(heightLines: number | undefined): 1 | 2 | 3 {
  if (heightLines === undefined || heightLines >= 540) return 3;
  return heightLines >= 270 ? 2 : 1;
}

export function cameraEncodings(layers: 1 | 2 | 3): types.RtpEncodingParameters[] {
  return cameraLayers.slice(0, layers).map((layer, index) => ({
    ...layer,
    scaleResolutionDownBy: 2 ** (layers - 1 - index),
  }));
}

/** Letters must be read: all lines, few frames, one layer. */
const screenEncodings: types.RtpEncodingParameters[] = [{ maxBitrate: 1_500_000, maxFramerate: 5 }];

/** Where the browser begins, in kilobits per second: a careful start would leave a picture blurred for seconds. */
const startKbps = { videoGoogleStartBitrate: 1_000 } as const;

const soundOf: Partial<Record<ProducerRow['source'], types.ProducerCodecOptions>> = {
  microphone: { opusFec: true, opusDtx: true, opusStereo: false },
  screenSound: { opusFec: true, opusDtx: true, opusStereo: true },
};

export function producerOptions(
  device: types.Device,
  source: SendSource,
  track: MediaStreamTrack,
): types.ProducerOptions {
  const common = { track, stopTracks: false, disableTrackOnPause: false, appData: { source } };
  const codecOptions = soundOf[sourceOf(source)];
  if (sourceOf(source) === 'microphone') {
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
  const codec = device.sendRtpCapabilities.codecs?.find(
    ({ kind, mimeType }) => kind === 'video' && !/rtx/i.test(mimeType),
  );
  const encodings =
    source === 'screen' ? screenEncodings : cameraEncodings(cameraLayersFor(track.getSettings().height));
  return { ...common, encodings, codecOptions: startKbps, ...(codec ? { codec } : {}) };
}
