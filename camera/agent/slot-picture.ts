/**
 * What goes out in one slot: the picture of one camera, or of one after the other. A cut is made where the next camera
 * begins a picture that stands for itself; those who watch see one stream without a gap.
 */
import type { CameraStream } from './camera-stream.ts';
import { beginsKeyFrame } from './h264.ts';
import { OutgoingVideo } from './outgoing-video.ts';

/** What of a camera's stream is needed here. */
export type SlotSource = Pick<CameraStream, 'state' | 'watch' | 'wantKeyFrame'>;

/** For how long the camera before is shown while the next one has no key frame yet; then its last picture stands still. */
export type CutPatience = 'none' | 'short' | 'long';

const patienceMs = { none: 0, short: 600, long: 4_000 } as const satisfies Record<CutPatience, number>;
/** A camera that sends no key frame at all is shown all the same. */
const withoutKeyFrameAfterMs = 4_000;
const askAgainMs = 250;
const nothing = () => undefined;

export class SlotPicture {
  readonly #video = new OutgoingVideo();
  readonly #onCut: () => void;
  #shown: SlotSource | null = null;
  #next: SlotSource | null = null;
  #wantedAtMs = 0;
  /** Nothing of the shown camera can be decoded before its next key frame. */
  #isHeld = false;
  #hasBegun = false;
  #leaveShown: () => void = nothing;
  #leaveNext: () => void = nothing;
  #patience: NodeJS.Timeout | undefined;
  #ask: NodeJS.Timeout | undefined;

  /** `onCut` is told when another camera is shown. */
  constructor(onCut: () => void = () => undefined) {
    this.#onCut = onCut;
  }

  /** Whose picture goes out, or is to go out next where it was left at once. */
  get shown(): SlotSource | null {
    return this.#shown;
  }

  /** From now on this one, null for none. It may be said again and again. */
  show(source: SlotSource | null, patience: CutPatience): void {
    const isUnderWay = this.#next !== null && source === this.#next;
    if (isUnderWay && patience !== 'none') return;
    if (!isUnderWay) this.#abandonNext();
    if (source === this.#shown) return;
    const isOldAlive = this.#shown?.state === 'flowing' && patience !== 'none';
    if (!isUnderWay) this.#wantedAtMs = performance.now();
    if (source && isOldAlive) this.#await(source, patience);
    else this.#begin(source);
  }

  rtpParameters(cname: string): Record<string, unknown> {
    return this.#video.rtpParameters(cname);
  }

  get framesPerSecond(): number {
    return this.#video.framesPerSecond;
  }

  /** Where packets go; null: nowhere, while there is no line. */
  leadTo(send: ((packet: Buffer) => void) | null): void {
    this.#video.leadTo(send);
  }

  hear(rtcp: Buffer): void {
    if (this.#video.hear(rtcp)) this.#shown?.wantKeyFrame();
  }

  close(): void {
    this.show(null, 'none');
    this.#video.leadTo(null);
  }

  /** The one that is shown goes on until the next begins with a key frame. */
  #await(source: SlotSource, patience: CutPatience): void {
    this.#next = source;
    this.#leaveNext = source.watch((packet, isFirst) => {
      if (!beginsKeyFrame(packet)) return;
      this.#take(source);
      this.#forward(packet, isFirst);
    });
    this.#askOnAndOn(source);
    this.#patience = setTimeout(() => this.#begin(source), patienceMs[patience]);
  }

  /** Until its next key frame nothing is sent. */
  #begin(source: SlotSource | null): void {
    this.#take(source);
    if (source) this.#askOnAndOn(source);
  }

  #take(source: SlotSource | null): void {
    this.#abandonNext();
    this.#leaveShown();
    this.#shown = source;
    this.#video.beginSource();
    this.#isHeld = this.#hasBegun;
    this.#leaveShown = source?.watch((packet, isFirst) => this.#forward(packet, isFirst)) ?? nothing;
    this.#onCut();
  }

  #forward(packet: Buffer, isFirst: boolean): void {
    if (this.#isHeld) {
      const isLate = performance.now() - this.#wantedAtMs > withoutKeyFrameAfterMs;
      if (!isLate && !beginsKeyFrame(packet)) return;
      this.#isHeld = false;
    }
    if (!this.#next) clearInterval(this.#ask);
    if (isFirst) this.#video.beginSource();
    this.#hasBegun = true;
    this.#video.forward(packet);
  }

  #askOnAndOn(source: SlotSource): void {
    clearInterval(this.#ask);
    if (source.state === 'flowing') source.wantKeyFrame();
    this.#ask = setInterval(() => source.state === 'flowing' && source.wantKeyFrame(), askAgainMs);
  }

  #abandonNext(): void {
    clearTimeout(this.#patience);
    clearInterval(this.#ask);
    this.#leaveNext();
    this.#leaveNext = nothing;
    this.#next = null;
  }
}
