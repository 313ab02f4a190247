/**
 * This device's own camera and microphone. The tracks are asked for once and kept over reconnects and from the join page
 * into the meeting. The camera is really switched off (its light goes out); the microphone stays ready for the floor.
 */
import { createStore } from '../session/store.ts';
import { type CaptureProblem, problemOf } from './capture-error.ts';
import { createDeviceChanges, type DeviceNews } from './device-changes.ts';
import { chosenDevices, type Source, withChoice } from './device-choice.ts';

export type LocalMediaState = {
  status: 'idle' | 'asking' | 'ready';
  camera: MediaStreamTrack | null;
  microphone: MediaStreamTrack | null;
  cameraProblem: CaptureProblem | null;
  microphoneProblem: CaptureProblem | null;
  /** The person's own mute: it always wins over the floor. */
  isMuted: boolean;
  processing: SoundProcessing;
  news: DeviceNews | null;
};

/** What the browser does to the sound of the microphone. */
export type SoundProcessing = { echoCancellation: boolean; noiseSuppression: boolean };

export type Wanted = { camera: boolean; microphone: boolean };

const idle: LocalMediaState = {
  status: 'idle',
  camera: null,
  microphone: null,
  cameraProblem: null,
  microphoneProblem: null,
  isMuted: false,
  processing: { echoCancellation: true, noiseSuppression: true },
  news: null,
};

const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};
const sources = ['camera', 'microphone'] as const;

export type LocalMedia = ReturnType<typeof createLocalMedia>;

export function createLocalMedia() {
  const state = createStore<LocalMediaState>(idle);
  const change = (part: Partial<LocalMediaState>) => state.set({ ...state.get(), ...part });
  /** Another one after each release: what was asked for before it and comes after it is not wanted any more. */
  let era = {};
  const changes = createDeviceChanges({
    trackOf: (source) => state.get()[source],
    problemOf: (source) => state.get()[`${source}Problem`],
    era: () => era,
    drop: (source) => change({ [source]: null }),
    askFor,
    tell: (news) => change({ news }),
  });

  async function ask(wanted: Wanted): Promise<void> {
    if (state.get().status === 'asking') return;
    change({ status: 'asking', cameraProblem: null, microphoneProblem: null });
    const asked = era;
    const stream = await capture(wanted, state.get().processing);
    if (stream) adopt(stream, asked);
    else {
      // Both at once failed: one of the two may still be there.
      for (const source of sources) if (wanted[source] && asked === era) await askFor(source);
    }
    if (asked === era) change({ status: 'ready' });
  }

  async function askFor(source: Source, deviceId?: string): Promise<void> {
    const asked = era;
    const captured = await captureOne(source, state.get().processing, deviceId);
    if (typeof captured !== 'string') adopt(captured, asked);
    else if (asked === era) change({ [`${source}Problem`]: captured });
  }

  function adopt(stream: MediaStream, asked: object): void {
    if (asked !== era) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    for (const track of stream.getTracks()) {
      const source = track.kind === 'video' ? 'camera' : 'microphone';
      state.get()[source]?.stop();
      // The own mute holds for another microphone too.
      if (source === 'microphone') track.enabled = !state.get().isMuted;
      change({ [source]: track, [`${source}Problem`]: null });
      // Pulled out, or taken back by the person in the browser's own settings.
      track.addEventListener('ended', () => {
        if (state.get()[source] === track) void changes.replaceLost(source, track);
      });
    }
  }

  function stop(source: Source): void {
    changes.forget(source);
    state.get()[source]?.stop();
    change({ [source]: null });
  }

  return {
    state: state as Pick<typeof state, 'get' | 'subscribe'>,
    ask,
    /** Silences the track itself too, so that it takes effect before anything else has happened. */
    setMuted(isMuted: boolean): void {
      const { microphone } = state.get();
      if (microphone) microphone.enabled = !isMuted;
      change({ isMuted });
    },
    choose: changes.choose,
    async setProcessing(processing: SoundProcessing): Promise<void> {
      change({ processing });
      if (state.get().microphone) await changes.retake('microphone');
    },
    toggleCamera: async () => (state.get().camera ? stop('camera') : changes.take('camera')),
    takeMicrophone: () => changes.take('microphone'),
    devicesChanged: changes.devicesChanged,
    release(): void {
      era = {};
      stop('camera');
      stop('microphone');
      state.set(idle);
    },
  };
}

/** With a device named it is this one or none; else the one that was chosen, or another where that is not there. */
async function captureOne(
  source: Source,
  processing: SoundProcessing,
  deviceId?: string,
): Promise<MediaStream | CaptureProblem> {
  // Absent where the browser does not trust the page's address.
  const mediaDevices = navigator.mediaDevices as MediaDevices | undefined;
  if (!mediaDevices) return 'insecure';
  const give = (id: string | null) => mediaDevices.getUserMedia(constraintsOf(source, processing, id));
  const chosen = chosenDevices.get()[source];
  try {
    return await give(deviceId ?? chosen).catch((error) => {
      if (deviceId || !chosen || problemOf(error) !== 'missing') throw error;
      return give(null);
    });
  } catch (error) {
    return problemOf(error);
  }
}

async function capture({ camera, microphone }: Wanted, processing: SoundProcessing): Promise<MediaStream | undefined> {
  const chosen = chosenDevices.get();
  try {
    return await navigator.mediaDevices.getUserMedia({
      ...(camera ? constraintsOf('camera', processing, chosen.camera) : {}),
      ...(microphone ? constraintsOf('microphone', processing, chosen.microphone) : {}),
    });
  } catch {
    return undefined;
  }
}

function constraintsOf(source: Source, processing: SoundProcessing, deviceId: string | null): MediaStreamConstraints {
  if (source === 'camera') return { video: withChoice(cameraConstraints, deviceId) };
  return { audio: withChoice(soundConstraints(processing), deviceId) };
}

export function soundConstraints(processing: SoundProcessing): MediaTrackConstraints {
  return { ...processing, autoGainControl: true };
}
