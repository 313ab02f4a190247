/**
 * Connection tests: a page sends picture and sound to the media server and gets its own back, in a small room that nobody
 * else is in and that closes by itself. What it found is kept for those who run the meeting, as an ordinary row: it is made
 * before the meeting, often the day before, and is no fact of it.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type {
  ConsumerOffer,
  DtlsParameters,
  IceParameters,
  MediaKind,
  MediaPeer,
  MediaPlane,
  MediaRoom,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from '#sfu';
import type { PersonId, SiteId } from '../domain/ids.ts';
import { AppError } from '../errors.ts';
import { countAttempt } from '../identity/attempts.ts';
import { RowTable } from '../identity/row-table.ts';
import { randomId } from '../identity/tokens.ts';
import type { RowStore } from '../store/journal.ts';

/** Whose line is tested: a person's, or that of a site's device. */
export type TestSubject = { personId: PersonId | null; siteId: SiteId | null };

export const testVerdicts = ['good', 'usable', 'poor', 'failed'] as const;

/** Measured by the page. Bits per second; loss from 0 to 1; null: could not be measured. */
export type TestResult = {
  verdict: (typeof testVerdicts)[number];
  sendBps: number | null;
  receiveBps: number | null;
  roundTripMs: number | null;
  lossRatio: number | null;
  path: 'udp' | 'tcp' | 'relay' | null;
  isRelayReachable: boolean | null;
  reconnectMs: number | null;
};
export type KeptResult = TestResult & { at: number };

export type StartedTest = {
  testId: string;
  rtpCapabilities: RtpCapabilities;
  send: TransportOffer;
  receive: TransportOffer;
};

type Running = {
  subject: TestSubject;
  room: MediaRoom;
  sender: MediaPeer;
  receiver: MediaPeer;
  sendTransportId: string;
  timer: NodeJS.Timeout;
};

export const testRoomMs = 15_000;
const maxRunning = 40;
const maxKept = 5_000;
/** What a line was like a month ago says nothing of today. */
const keptMs = 30 * 24 * 3_600_000;
const maxPerMinute = 6;

export class ConnectionTests {
  readonly counts: Record<TestResult['verdict'], number> = { good: 0, usable: 0, poor: 0, failed: 0 };
  readonly #plane: MediaPlane;
  readonly #running = new Map<string, Running>();
  readonly #kept: RowTable<KeptResult>;
  readonly #limiter = new RateLimiterMemory({ points: maxPerMinute, duration: 60 });
  #opening = 0;
  #isClosed = false;

  static async load(plane: MediaPlane, store: RowStore): Promise<ConnectionTests> {
    return new ConnectionTests(plane, await RowTable.load<KeptResult>(store, 'connection-tests'));
  }

  private constructor(plane: MediaPlane, kept: RowTable<KeptResult>) {
    this.#plane = plane;
    this.#kept = kept;
  }

  get runningCount(): number {
    return this.#running.size + this.#opening;
  }

  /** Throws `TOO_MANY_ATTEMPTS` for who tests again and again, and `MEDIA_UNAVAILABLE` while too many test at once. */
  async start(subject: TestSubject, rateKey: string): Promise<StartedTest> {
    await countAttempt(this.#limiter, rateKey);
    if (this.#isClosed) throw new AppError('SERVER_CLOSING', 'The server is stopping.');
    if (this.runningCount >= maxRunning) {
      const message = 'Too many devices test their connection at this moment. Try again in 15 seconds.';
      throw new AppError('MEDIA_UNAVAILABLE', message, { retryAfterMs: testRoomMs });
    }
    this.#opening += 1;
    try {
      return await this.#open(subject);
    } finally {
      this.#opening -= 1;
    }
  }

  async connect(testId: string, transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await this.#ownerOf(testId, transportId).connectTransport(transportId, dtlsParameters);
  }

  async produce(
    testId: string,
    request: { transportId: string; kind: MediaKind; rtpParameters: RtpParameters },
  ): Promise<string> {
    const source = request.kind === 'video' ? 'camera' : 'microphone';
    const { producerId } = await this.#test(testId).sender.produce({ ...request, source });
    return producerId;
  }

  consume(testId: string, producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    return this.#test(testId).receiver.consume(producerId, rtpCapabilities);
  }

  async resume(testId: string, consumerId: string): Promise<void> {
    await this.#test(testId).receiver.resumeConsumer(consumerId);
  }

  restart(testId: string, transportId: string): Promise<IceParameters> {
    return this.#ownerOf(testId, transportId).restartIce(transportId);
  }

  /** Keeps what the page found, and closes the room. Resolves when it is on the disk. */
  async end(testId: string, result: TestResult, at: number): Promise<void> {
    const { subject } = this.#test(testId);
    this.#close(testId);
    this.counts[result.verdict] += 1;
    await this.#kept.put(keyOf(subject), { ...result, at });
    if (this.#kept.size > maxKept) await this.#forgetOldest();
  }

  /** Null when there was none within the last month. */
  lastOf(subject: TestSubject, now: number): KeptResult | null {
    const last = this.#kept.get(keyOf(subject));
    return last && now - last.at < keptMs ? last : null;
  }

  close(): void {
    this.#isClosed = true;
    for (const testId of [...this.#running.keys()]) this.#close(testId);
  }

  async #open(subject: TestSubject): Promise<StartedTest> {
    const testId = randomId();
    const room = await this.#plane.openRoom(`test-${testId}`);
    try {
      const [sender, receiver] = [room.joinPeer('sender'), room.joinPeer('receiver')];
      // In a room of its own the page's microphone is heard by that page only.
      await sender.setMicrophoneOpen(true);
      const [send, receive] = await Promise.all([sender.createTransport('send'), receiver.createTransport('receive')]);
      const timer = setTimeout(() => this.#close(testId), testRoomMs);
      this.#running.set(testId, { subject, room, sender, receiver, sendTransportId: send.id, timer });
      return { testId, rtpCapabilities: room.rtpCapabilities, send, receive };
    } catch (error) {
      room.close();
      throw error;
    }
  }

  async #forgetOldest(): Promise<void> {
    const byAge = [...this.#kept.entries()].sort(([, one], [, other]) => one.at - other.at);
    await Promise.all(byAge.slice(0, this.#kept.size - maxKept).map(([key]) => this.#kept.remove(key)));
  }

  #test(testId: string): Running {
    const running = this.#running.get(testId);
    if (!running) throw new AppError('MEDIA_REFUSED', 'This test is over; it lasts 15 seconds at most.');
    return running;
  }

  #ownerOf(testId: string, transportId: string): MediaPeer {
    const { sender, receiver, sendTransportId } = this.#test(testId);
    return transportId === sendTransportId ? sender : receiver;
  }

  #close(testId: string): void {
    const running = this.#running.get(testId);
    if (!running) return;
    clearTimeout(running.timer);
    this.#running.delete(testId);
    running.room.close();
  }
}

function keyOf({ personId, siteId }: TestSubject): string {
  return personId ? `person/${personId}` : `site/${siteId}`;
}
