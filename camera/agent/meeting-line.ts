/** The agent's one line into the meeting and the pictures on it. Whatever breaks it, it is built from the beginning again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { DtlsParameters, TransportOffer } from '#sfu';
import { isRtcp, type RelayAccess, WebRtcLine } from '#simulation';
import type { SlotPicture } from './slot-picture.ts';
import type { SourceLogger } from './video-source.ts';

/** Commands of the server, as far as a line needs them. */
export type AskServer = (name: string, input: object) => Promise<Record<string, unknown>>;

export type MeetingLineParts = {
  ask: AskServer;
  logger: SourceLogger;
  /** Under which name a picture is in the meeting now; null: it is not. */
  onProducer(slot: number, producerId: string | null): void;
};

type Joined = { iceServers?: readonly RelayAccess[]; renewRelaysAfterMs?: number | null };
type Sent = { picture: SlotPicture; producerId: string | null; isAsked: boolean };

const retryAfterMs = 2_000;

export class MeetingLine {
  readonly #parts: MeetingLineParts;
  readonly #sent = new Map<number, Sent>();
  #line: WebRtcLine | null = null;
  #transportId: string | null = null;
  #isStale = false;
  #isServerThere = false;
  #isClosed = false;
  #building: Promise<void> | null = null;
  #renewal: NodeJS.Timeout | undefined;

  constructor(parts: MeetingLineParts) {
    this.#parts = parts;
  }

  /** Slot 0 is what the site shows. */
  add(slot: number, picture: SlotPicture): void {
    this.#sent.set(slot, { picture, producerId: null, isAsked: false });
    void this.#produceMissing();
  }

  remove(slot: number): void {
    const sent = this.#sent.get(slot);
    if (!this.#sent.delete(slot) || !sent) return;
    sent.picture.leadTo(null);
    const { producerId } = sent;
    if (!producerId) return;
    this.#parts.onProducer(slot, null);
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

  /** How many pictures of each camera went out of late, for those who look after the lines. */
  report(): void {
    if (!this.#line) return;
    const sent = [...this.#sent.values()].flatMap(({ picture: { framesPerSecond }, producerId }) =>
      producerId ? { producerId, framesPerSecond } : [],
    );
    const received = { framesDecoded: 0, soundEnergy: 0 };
    const lines = [{ direction: 'send', relayProtocol: this.#line.isRelayed ? 'udp' : null }];
    this.#parts.ask('media.report', { sent, lines, received }).catch(() => undefined);
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
    const { iceServers = [], renewRelaysAfterMs = null } = (await ask('media.join', {})) as Joined;
    const offer = (await ask('media.createTransport', { direction: 'send' })) as unknown as TransportOffer;
    const connect = (dtlsParameters: DtlsParameters) =>
      ask('media.connectTransport', { transportId: offer.id, dtlsParameters });
    const line = await WebRtcLine.open(offer, connect, {
      relays: iceServers,
      onPacket: (packet) => {
        if (isRtcp(packet)) for (const { picture } of this.#sent.values()) picture.hear(packet);
      },
    });
    if (this.#isClosed || !this.#isServerThere) return line.close();
    line.onLost(() => this.#line === line && this.build());
    this.#line = line;
    this.#transportId = offer.id;
    if (renewRelaysAfterMs !== null) this.#renewal = setTimeout(() => this.#renew(line), renewRelaysAfterMs);
    await this.#produceMissing();
  }

  /** A relay ends what goes by it when its password does: then by a new one. */
  #renew(line: WebRtcLine): void {
    if (this.#line === line && line.isRelayed) this.build();
  }

  async #produceMissing(): Promise<void> {
    for (const [slot, sent] of this.#sent) {
      const line = this.#line;
      if (!line || sent.producerId || sent.isAsked) continue;
      sent.isAsked = true;
      try {
        await this.#produce(slot, sent, line);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.#parts.logger.warn({ slot, why }, 'a picture of the room was not taken');
        if (this.#line === line) this.build();
      } finally {
        sent.isAsked = false;
      }
    }
  }

  async #produce(slot: number, sent: Sent, line: WebRtcLine): Promise<void> {
    const { producerId } = (await this.#parts.ask('media.produce', {
      transportId: this.#transportId,
      source: 'camera',
      kind: 'video',
      slot,
      rtpParameters: sent.picture.rtpParameters(`camera-${slot}`),
    })) as { producerId: string };
    if (this.#line !== line) return;
    if (this.#sent.get(slot) !== sent) {
      this.#parts.ask('media.closeProducer', { producerId }).catch(() => undefined);
      return;
    }
    sent.producerId = producerId;
    sent.picture.leadTo((packet) => line.send(packet));
    this.#parts.onProducer(slot, producerId);
  }

  #drop(): void {
    for (const [slot, sent] of this.#sent) {
      sent.picture.leadTo(null);
      if (!sent.producerId) continue;
      sent.producerId = null;
      this.#parts.onProducer(slot, null);
    }
    clearTimeout(this.#renewal);
    this.#line?.close();
    this.#line = null;
    this.#transportId = null;
  }
}
