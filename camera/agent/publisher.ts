/** The picture of one camera in the meeting: its stream, sent on as it comes, and key frames asked of the camera. */
import type { StreamInput } from '../stream-input.ts';
import { OutgoingVideo } from './outgoing-video.ts';
import { type PictureState, type SourceLogger, VideoSource } from './video-source.ts';

export type PublisherSettings = {
  input: StreamInput;
  logger: SourceLogger;
  /** At most once a second. A stream that is encoded anew has a key frame every two seconds by itself. */
  onKeyFrameWanted(): void;
  onState(state: PictureState): void;
};

const keyFrameEveryMs = 1_000;

export class CameraPublisher {
  readonly #video = new OutgoingVideo();
  readonly #source: VideoSource;
  readonly #settings: PublisherSettings;
  #state: PictureState = 'noPicture';
  #askedAtMs = Number.NEGATIVE_INFINITY;

  static start(settings: PublisherSettings): CameraPublisher {
    return new CameraPublisher(settings);
  }

  private constructor(settings: PublisherSettings) {
    this.#settings = settings;
    const { input, logger } = settings;
    this.#source = VideoSource.start({
      input,
      logger,
      onPacket: (packet, isFirst) => {
        if (isFirst) this.#video.beginSource();
        this.#video.forward(packet);
      },
      onState: (state) => {
        this.#state = state;
        settings.onState(state);
        // Nobody can see anything before the next one.
        if (state === 'flowing') this.#wantKeyFrame();
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

  rtpParameters(cname: string): Record<string, unknown> {
    return this.#video.rtpParameters(cname);
  }

  /** Where its packets go; null: nowhere, while there is no line. */
  leadTo(send: ((packet: Buffer) => void) | null): void {
    this.#video.leadTo(send);
  }

  hear(rtcp: Buffer): void {
    if (this.#video.hear(rtcp)) this.#wantKeyFrame();
  }

  close(): Promise<void> {
    this.#video.leadTo(null);
    return this.#source.close();
  }

  #wantKeyFrame(): void {
    const nowMs = performance.now();
    if (this.isTranscoding || nowMs - this.#askedAtMs < keyFrameEveryMs) return;
    this.#askedAtMs = nowMs;
    this.#settings.onKeyFrameWanted();
  }
}
