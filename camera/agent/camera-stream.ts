/** The picture of one camera as it comes, for whoever sends it on, and key frames asked of the camera. */
import type { StreamInput } from '../stream-input.ts';
import { type PictureState, type SourceLogger, VideoSource } from './video-source.ts';

export type CameraStreamSettings = {
  input: StreamInput;
  logger: SourceLogger;
  /** At most once a second. A stream that is encoded anew has a key frame every two seconds by itself. */
  onKeyFrameWanted(): void;
  onState(state: PictureState): void;
};

/** `isFirst`: it does not follow the one before. */
export type TakePacket = (packet: Buffer, isFirst: boolean) => void;

const keyFrameEveryMs = 1_000;

export class CameraStream {
  readonly #source: VideoSource;
  readonly #settings: CameraStreamSettings;
  readonly #takers = new Set<TakePacket>();
  #state: PictureState = 'noPicture';
  #askedAtMs = Number.NEGATIVE_INFINITY;

  static start(settings: CameraStreamSettings): CameraStream {
    return new CameraStream(settings);
  }

  private constructor(settings: CameraStreamSettings) {
    this.#settings = settings;
    const { input, logger } = settings;
    this.#source = VideoSource.start({
      input,
      logger,
      onPacket: (packet, isFirst) => {
        // Who begins with this packet takes it by themselves.
        for (const take of [...this.#takers]) take(packet, isFirst);
      },
      onState: (state) => {
        this.#state = state;
        settings.onState(state);
        // Nobody can see anything before the next one.
        if (state === 'flowing') this.wantKeyFrame();
      },
    });
  }

  get state(): PictureState {
    return this.#state;
  }

  get isTranscoding(): boolean {
    return this.#source.isTranscoding;
  }

  /** Of the ffmpeg that runs now. */
  get pid(): number | null {
    return this.#source.pid;
  }

  /** Its packets from now on; it goes on all the same while nobody takes them. Returns how to end that. */
  watch(take: TakePacket): () => void {
    this.#takers.add(take);
    return () => this.#takers.delete(take);
  }

  wantKeyFrame(): void {
    const nowMs = performance.now();
    if (this.isTranscoding || nowMs - this.#askedAtMs < keyFrameEveryMs) return;
    this.#askedAtMs = nowMs;
    this.#settings.onKeyFrameWanted();
  }

  close(): Promise<void> {
    this.#takers.clear();
    return this.#source.close();
  }
}
