/** The agent's one line into the meeting and the pictures on it. Whatever breaks it, it is built from the beginning again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { DtlsParameters, TransportOffer } from '#sfu';
import { isRtcp, WebRtcLine } from '#simulation';
import type { CameraPublisher } from './publisher.ts';
import type { SourceLogger } from './video-source.ts';

/** Commands of the server, as far as a line needs them. */
export type AskServer = (name: string, input: object) => Promise<Record<string, unknown>>;

export type MeetingLineParts = {
  ask: AskServer;
  logger: SourceLogger;
  /** Under which name the picture of a camera is in the meeting now; null: it is not. */
  onProducer(cameraId: string, producerId: string | null): void;
};

type Sent = { publisher: CameraPublisher; slot: number; producerId: string | null; isAsked: boolean };

const retryAfterMs = 2_000;
const slots = 8;

export class MeetingLine {
  readonly #parts: MeetingLineParts;
  readonly #sent = new Map<string, Sent>();
  #line: WebRtcLine | null = null;
  #transportId: string | null = null;
  #isStale = false;
  #isServerThere = false;
  #isClosed = false;
  #building: Promise<void> | null = null;

  constructor(parts: MeetingLineParts) {
    this.#parts = parts;
  }

  /** The first is what the site shows; a ninth camera is not sent. */
  add(cameraId: string, publisher: CameraPublisher): void {
    const taken = [...this.#sent.values()].map(({ slot }) => slot);
    const slot = Array.from({ length: slots }, (_, index) => index).find((index) => !taken.includes(index));
    if (slot === undefined) return;
    const sent: Sent = { publisher, slot, producerId: null, isAsked: false };
    this.#sent.set(cameraId, sent);
    void this.#produceMissing();
  }

  remove(cameraId: string): void {
    const sent = this.#sent.get(cameraId);
    if (!this.#sent.delete(cameraId) || !sent) return;
    sent.publisher.leadTo(null);
    const { producerId } = sent;
    if (!producerId) return;
    this.#parts.onProducer(cameraId, null);
    this.#parts.ask('media.closeProducer', { producerId }).catch(() => undefined);
  }

  /** From the beginning: after each connection, and when the media were lost. */
  build(): void {
    this.#isServerThere = true;
    this.#isStale = true;
    this.#building ??= this.#buildUntilItHolds().finally(() => {
      this.#building = null;
    });
  }

  /** The server is away, or has no place for this room: nothing is tried until `build`. */
  rest(): void {
    this.#isServerThere = false;
    this.#drop();
  }

  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  async #buildUntilItHolds(): Promise<void> {
    while (this.#isStale && this.#isServerThere && !this.#isClosed) {
      this.#isStale = false;
      try {
        this.#drop();
        await this.#open();
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.#parts.logger.warn({ why }, 'the room has no line into the meeting; it is built anew');
        this.#isStale = true;
        await wait(retryAfterMs);
      }
    }
  }

  async #open(): Promise<void> {
    const { ask } = this.#parts;
    await ask('media.join', {});
    const offer = (await ask('media.createTransport', { direction: 'send' })) as unknown as TransportOffer;
    const connect = (dtlsParameters: DtlsParameters) =>
      ask('media.connectTransport', { transportId: offer.id, dtlsParameters });
    const line = await WebRtcLine.open(offer, connect, {
      onPacket: (packet) => {
        if (isRtcp(packet)) for (const { publisher } of this.#sent.values()) publisher.hear(packet);
      },
    });
    if (this.#isClosed || !this.#isServerThere) return line.close();
    line.onLost(() => this.#line === line && this.build());
    this.#line = line;
    this.#transportId = offer.id;
    await this.#produceMissing();
  }

  async #produceMissing(): Promise<void> {
    for (const [cameraId, sent] of this.#sent) {
      const line = this.#line;
      if (!line || sent.producerId || sent.isAsked) continue;
      sent.isAsked = true;
      try {
        await this.#produce(cameraId, sent, line);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.#parts.logger.warn({ cameraId, why }, 'the picture of a camera was not taken');
        if (this.#line === line) this.build();
      } finally {
        sent.isAsked = false;
      }
    }
  }

  async #produce(cameraId: string, sent: Sent, line: WebRtcLine): Promise<void> {
    const { producerId } = (await this.#parts.ask('media.produce', {
      transportId: this.#transportId,
      source: 'camera',
      kind: 'video',
      slot: sent.slot,
      rtpParameters: sent.publisher.rtpParameters(`camera-${sent.slot}`),
    })) as { producerId: string };
    if (this.#line !== line || this.#sent.get(cameraId) !== sent) return;
    sent.producerId = producerId;
    sent.publisher.leadTo((packet) => line.send(packet));
    this.#parts.onProducer(cameraId, producerId);
  }

  #drop(): void {
    for (const [cameraId, sent] of this.#sent) {
      sent.publisher.leadTo(null);
      if (!sent.producerId) continue;
      sent.producerId = null;
      this.#parts.onProducer(cameraId, null);
    }
    this.#line?.close();
    this.#line = null;
    this.#transportId = null;
  }
}
