/**
 * npm's `onvif`, wrapped: every call ends within 3 s with a document or a `PtzError`, whatever the camera answers, and
 * a camera whose clock has changed is signed for with its new time. It is used for what it sends; answers are read here,
 * as it fills in what a camera left out.
 */
import { Agent } from 'node:http';
import onvif from 'onvif';
import { type CameraClock, PtzError } from '../ptz-driver.ts';
import { escapeXml, findElement, readXml, textOf, type XmlElement } from '../xml.ts';
import { givenUpMs } from './call-patience.ts';
import { faultOf } from './onvif-faults.ts';

export type OnvifAddress = {
  host: string;
  port?: number;
  /** Of the device service. */
  path?: string;
  username?: string;
  password?: string;
};

export type Camera = InstanceType<typeof onvif.Cam>;
type Done = (error?: unknown, value?: unknown, xml?: unknown) => void;
export type Question = (camera: Camera, done: Done) => void;

/** What it has and does not declare. */
type Internals = {
  _request: (options: { service: string; body: string }, done: Done) => void;
  _envelopeHeader: () => string;
  _envelopeFooter: () => string;
};

/** The library ends a call that hangs by itself, and leaves the others their connections; where it does not, all are cut. */
const cutAfterMs = givenUpMs + 300;
const changedClockMs = 1_500;
/** Later than this, a second try would hold its caller for more than 3 s. */
const retriedWithinMs = 400;
/** Orders and readings that were given up early hold a connection each until they end. */
const greatestConnections = 8;
const keepAlive = () => new Agent({ keepAlive: true, maxSockets: greatestConnections, timeout: givenUpMs * 2 });

export class OnvifClient {
  readonly #camera: Camera;
  readonly #clock: CameraClock;
  readonly #ended = new AbortController();
  #agent = keepAlive();
  #httpStatus = 0;

  constructor(address: OnvifAddress, clock: CameraClock) {
    assertFitsXml(address);
    this.#clock = clock;
    this.#camera = new onvif.Cam({
      hostname: address.host,
      port: address.port ?? 80,
      path: address.path ?? '/onvif/device_service',
      ...(address.username !== undefined && { username: address.username, password: address.password ?? '' }),
      timeout: givenUpMs,
      autoconnect: false,
      agent: this.#agent,
    });
    // It comes right before the answer of the same call.
    this.#camera.on('rawResponse', (_xml: string, status: number) => {
      this.#httpStatus = status;
    });
  }

  /** Learns the camera's time and where its services are. */
  async open(): Promise<void> {
    await this.#askTime();
    try {
      await this.ask((camera, done) => camera.getServices(true, done));
    } catch (error) {
      if (!(error instanceof PtzError) || !['REFUSED', 'NOT_SUPPORTED'].includes(error.reason)) throw error;
      await this.ask((camera, done) => camera.getCapabilities(done));
    }
    // Either kind gives what is needed; the older one more cameras do well.
    if (this.#camera.uri?.media) this.#camera.media2Support = false;
  }

  get hasMotors(): boolean {
    return this.#camera.uri?.ptz !== undefined;
  }

  /** The body of the answer. `isRepeatable`: a lost connection may be tried again at once. */
  async ask(question: Question, { isRepeatable = true } = {}): Promise<XmlElement> {
    const { timeShift } = this.#camera;
    const askedMs = this.#clock.nowMs();
    try {
      return await this.#once(question);
    } catch (error) {
      if (!(error instanceof PtzError)) throw error;
      if (error.reason === 'WRONG_PASSWORD' && (await this.#hasClockChangedSince(timeShift)))
        return this.#once(question);
      // A connection that was kept may have been closed by the camera meanwhile.
      const isStale = error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ECONNRESET';
      const isEarly = this.#clock.nowMs() - askedMs < retriedWithinMs;
      if (isStale && isEarly && isRepeatable) return this.#once(question);
      throw error;
    }
  }

  /** An operation that it cannot send as it should be. `body` is XML. */
  askWith(service: 'ptz' | 'media', body: string, options?: { isRepeatable: boolean }): Promise<XmlElement> {
    return this.ask((camera, done) => {
      const internals = camera as unknown as Internals;
      const envelope = internals._envelopeHeader() + body + internals._envelopeFooter();
      internals._request({ service, body: envelope }, done);
    }, options);
  }

  close(): void {
    this.#ended.abort(new PtzError('CLOSED', 'The camera was closed.'));
    this.#agent.destroy();
  }

  /** The library keeps the first time it learned as long as it runs: it is given each new one. */
  async #askTime(): Promise<void> {
    const body = await this.#once((camera, done) => camera.getSystemDateAndTime(done));
    const time = findElement(body, 'UTCDateTime') ?? findElement(body, 'LocalDateTime');
    const numbers = ['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'].map((name) =>
      Number(time && textOf(time, name)),
    );
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
    const cameraMs = Date.UTC(year, month - 1, day, hour, minute, second);
    this.#camera.timeShift = (Number.isNaN(cameraMs) ? Date.now() : cameraMs) - process.uptime() * 1_000;
  }

  async #hasClockChangedSince(timeShift = 0): Promise<boolean> {
    await this.#askTime();
    return Math.abs((this.#camera.timeShift ?? 0) - timeShift) > changedClockMs;
  }

  async #once(question: Question): Promise<XmlElement> {
    const { signal } = this.#ended;
    signal.throwIfAborted();
    const waiting = new AbortController();
    const answer = new Promise<XmlElement>((resolve, reject) => {
      question(this.#camera, (error, _value, xml) => {
        const body = readBody(xml);
        // What it could not make out may be in order all the same.
        if (body && !findElement(body, 'Fault') && this.#httpStatus === 200) resolve(body);
        else reject(faultOf(error, body, xml === undefined ? 0 : this.#httpStatus));
      });
    });
    try {
      return await Promise.race([answer, this.#giveUp(AbortSignal.any([signal, waiting.signal]))]);
    } finally {
      waiting.abort(new PtzError('CLOSED', 'The call has ended.'));
      // Both may fail; the first said why.
      answer.catch(() => undefined);
    }
  }

  async #giveUp(signal: AbortSignal): Promise<never> {
    await this.#clock.delay(cutAfterMs, signal);
    // What hangs must not hold the connections that others need.
    this.#agent.destroy();
    this.#agent = keepAlive();
    this.#camera.agent = this.#agent;
    throw new PtzError('TIMED_OUT', 'The camera did not answer within 3 s.');
  }
}

function readBody(xml: unknown): XmlElement | undefined {
  if (typeof xml !== 'string' || xml === '') return undefined;
  try {
    return findElement(readXml(xml), 'Body');
  } catch {
    return undefined;
  }
}

/** The name goes into XML and into a header as it is, and of the password's characters beyond ASCII only a part is signed. */
function assertFitsXml({ username = '', password = '' }: OnvifAddress): void {
  const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text);
  if (escapeXml(username) !== username || !isPlain(username) || !isPlain(password)) {
    throw new PtzError(
      'NOT_SUPPORTED',
      'Name and password of a camera must be plain letters, digits and signs, the name without quotes, < > and &.',
    );
  }
}
