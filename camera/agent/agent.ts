/**
 * The room agent: the cameras of one site behind its firewall. It takes the meeting's orders for the room from the server
 * and keeps the last ones while the server is away.
 */

import { discoverCameras } from '../drivers/discovery.ts';
import type { FaceSource } from '../face-source.ts';
import {
  type AgentAnswer,
  type AgentReply,
  type AgentRequest,
  agentRequest,
  type CameraFault,
  type CameraSight,
  type RoomOrders,
} from '../protocol.ts';
import type { StreamInput } from '../stream-input.ts';
import { cameraAddress, textOfAddress } from './camera-address.ts';
import { connectCamera, faultCodeOf } from './camera-connection.ts';
import { answerForCamera, newCamera, setUpOf, viewToKeep } from './camera-requests.ts';
import { CamerasFile, type StoredCamera } from './cameras-file.ts';
import { type AskServer, MeetingLine } from './meeting-line.ts';
import { RoomCamera } from './room-camera.ts';
import { RoomPictures } from './room-pictures.ts';
import type { ServerLinkHandlers } from './server-link.ts';
import type { SourceLogger } from './video-source.ts';

export type AgentParts = {
  folder: string;
  logger: SourceLogger;
  /** Null: no engine for faces runs here. */
  openFaces(input: StreamInput): Promise<FaceSource | null>;
  link(handlers: ServerLinkHandlers): AgentLink;
};

/** The connection to the server, as the agent uses it. */
export type AgentLink = { ask: AskServer; readonly clockOffsetMs: number; close(): Promise<void> };

/** What the protocol has no other words for. */
class RequestRefused extends Error {
  readonly code: CameraFault;

  constructor(code: CameraFault) {
    super(code);
    this.code = code;
  }
}

export class RoomAgent {
  readonly #parts: AgentParts;
  readonly #file: CamerasFile;
  readonly #cameras = new Map<string, RoomCamera>();
  readonly #line: MeetingLine;
  readonly #pictures: RoomPictures;
  readonly #link: AgentLink;
  readonly #sightsUnderWay = new Set<string>();
  #orders: RoomOrders | null = null;
  #isConnected = false;
  #isReporting = false;
  #isReportDue = false;
  #saidParkedSince: number | null = null;

  /** Rejects with `CamerasFileError`. */
  static async start(parts: AgentParts): Promise<RoomAgent> {
    const file = new CamerasFile(parts.folder);
    return new RoomAgent(parts, file, await file.read());
  }

  private constructor(parts: AgentParts, file: CamerasFile, stored: readonly StoredCamera[]) {
    this.#parts = parts;
    this.#file = file;
    this.#line = new MeetingLine({
      ask: (name, input) => this.#link.ask(name, input),
      logger: parts.logger,
      onProducer: (slot, producerId) => this.#pictures.noteProducer(slot, producerId),
    });
    this.#pictures = new RoomPictures({
      line: this.#line,
      cameras: () => this.cameras,
      isPrivate: () => this.#isPrivate,
    });
    this.#link = parts.link({
      onConnected: (isAdmitted) => this.#greet(isAdmitted),
      onLost: () => {
        this.#isConnected = false;
        this.#line.rest();
      },
      onOrders: (orders) => this.#obey(orders),
      onMediaLost: () => this.#line.build(),
      onReportAsked: () => this.#line.report(),
      onAsked: (request) => this.#answer(request),
    });
    for (const each of stored) this.#startCamera(each);
  }

  get cameras(): readonly RoomCamera[] {
    return [...this.#cameras.values()];
  }

  /** Before it has heard anything, too. */
  get #isPrivate(): boolean {
    return this.#orders === null || this.#orders.privacy !== null;
  }

  /** For which privacy all that is sent shows the wall; null: for none. */
  get #parkedSince(): number | null {
    const isParked = this.#isPrivate && this.#pictures.isShowing;
    return isParked ? (this.#orders?.privateSince ?? null) : null;
  }

  async close(): Promise<void> {
    this.#line.close();
    this.#pictures.close();
    await this.#link.close();
    await Promise.all(this.cameras.map((camera) => camera.close()));
  }

  #startCamera(stored: StoredCamera): RoomCamera {
    const { cameraId } = stored;
    const camera = RoomCamera.start(stored, {
      logger: this.#parts.logger,
      openFaces: this.#parts.openFaces,
      onPicture: () => this.#settlePictures(),
      onReport: () => this.#report(),
      onSight: (sight) => this.#sendSight(sight),
      toServerTime: (monotonicMs) => Date.now() + monotonicMs - performance.now() + this.#link.clockOffsetMs,
    });
    this.#cameras.set(cameraId, camera);
    if (this.#orders) camera.obey(this.#orders);
    return camera;
  }

  #greet(isAdmitted: boolean): void {
    this.#isConnected = isAdmitted;
    if (!isAdmitted) {
      this.#obey({ holders: [], next: null, privacy: null, isWatched: false });
      this.#line.rest();
      return;
    }
    this.#line.build();
    this.#report();
  }

  #obey(orders: RoomOrders): void {
    this.#orders = orders;
    // What must not be seen goes before any camera has turned.
    this.#settlePictures();
    for (const camera of this.#cameras.values()) camera.obey(orders);
  }

  #settlePictures(): void {
    this.#pictures.settle();
    if (this.#parkedSince !== this.#saidParkedSince) this.#report();
  }

  /** One after the other, and the newest only: what changed meanwhile goes with the next. */
  #report(): void {
    this.#isReportDue = true;
    if (this.#isReporting || !this.#isConnected) return;
    this.#isReporting = true;
    this.#isReportDue = false;
    const cameras = this.cameras.map(({ report }) => report);
    const parkedSince = this.#parkedSince;
    this.#saidParkedSince = parkedSince;
    this.#link
      .ask('camera.report', { cameras, ...(parkedSince !== null && { parkedSince }) })
      .catch((error: unknown) => this.#parts.logger.warn({ why: String(error) }, 'the cameras could not be reported'))
      .finally(() => {
        this.#isReporting = false;
        if (this.#isReportDue) this.#report();
      });
  }

  #sendSight(sight: CameraSight): void {
    if (!this.#isConnected || this.#isPrivate || this.#sightsUnderWay.has(sight.cameraId)) return;
    this.#sightsUnderWay.add(sight.cameraId);
    this.#link
      .ask('camera.sight', sight)
      .catch(() => undefined)
      .finally(() => this.#sightsUnderWay.delete(sight.cameraId));
  }

  async #answer(asked: unknown): Promise<AgentReply> {
    const request = agentRequest.safeParse(asked);
    if (!request.success) return { ok: false, code: 'CAMERA_NOT_SUPPORTED' };
    try {
      return { ok: true, data: await this.#carryOut(request.data) };
    } catch (error) {
      const code = error instanceof RequestRefused ? error.code : faultCodeOf(error);
      this.#parts.logger.warn(
        { request: request.data.type, code, why: String(error) },
        'a request was not carried out',
      );
      return { ok: false, code };
    }
  }

  async #carryOut(request: AgentRequest): Promise<AgentAnswer> {
    switch (request.type) {
      case 'discover':
        return { found: await this.#discover() };
      case 'setUp':
        return { setUp: this.cameras.map(setUpOf) };
      case 'add':
        return this.#add(request);
      case 'remove':
        return this.#remove(this.#camera(request.cameraId));
      case 'setOverviewCamera':
        return this.#setOverviewCamera(this.#camera(request.cameraId), request.isOverview);
      default: {
        const save = (stored: StoredCamera) => this.#save(stored.cameraId, stored);
        const { logger } = this.#parts;
        return answerForCamera(this.#camera(request.cameraId), request, { logger, save });
      }
    }
  }

  #camera(cameraId: string): RoomCamera {
    const camera = this.#cameras.get(cameraId);
    if (!camera) throw new RequestRefused('CAMERA_UNKNOWN');
    return camera;
  }

  async #discover() {
    const found = await discoverCameras({ forMs: 3_000 });
    return found.map(({ host, port, path, name }) => {
      const address = textOfAddress({ host, port, path });
      return { address, name, isAdded: this.#hasAddress(address) };
    });
  }

  #hasAddress(address: string): boolean {
    return this.cameras.some(({ stored }) => sameAddress(stored.address, address));
  }

  /** It is asked at once, so that whoever typed the address or password wrong hears of it. */
  async #add({ name, address, username, password }: AgentRequest & { type: 'add' }): Promise<AgentAnswer> {
    if (this.#hasAddress(address)) throw new RequestRefused('CAMERA_ADDRESS_TAKEN');
    const driver = await connectCamera({ address, username, password });
    await driver.close();
    // Somebody else may have added it while it was asked.
    if (this.#hasAddress(address)) throw new RequestRefused('CAMERA_ADDRESS_TAKEN');
    const stored = newCamera({ name, address, username, password });
    await this.#save(stored.cameraId, stored);
    this.#startCamera(stored);
    this.#report();
    return { cameraId: stored.cameraId };
  }

  async #remove(camera: RoomCamera): Promise<AgentAnswer> {
    const { cameraId } = camera.stored;
    await this.#save(cameraId, null);
    this.#cameras.delete(cameraId);
    this.#settlePictures();
    await camera.close();
    this.#report();
    return {};
  }

  /** One of a room at most: which it was before, it is not any more. */
  async #setOverviewCamera(camera: RoomCamera, isOverview: boolean): Promise<AgentAnswer> {
    const overview = isOverview ? await viewToKeep(camera) : camera.stored.overview;
    const changes = new Map<RoomCamera, StoredCamera>([[camera, { ...camera.stored, isOverview, overview }]]);
    for (const each of this.cameras) {
      if (isOverview && each.isOverview && each !== camera) changes.set(each, { ...each.stored, isOverview: false });
    }
    await this.#file.write(this.cameras.map((each) => changes.get(each) ?? each.stored));
    for (const [each, stored] of changes) await each.change(stored);
    this.#settlePictures();
    return { setUp: this.cameras.map(setUpOf) };
  }

  #save(cameraId: string, stored: StoredCamera | null): Promise<void> {
    const others = this.cameras.map((camera) => camera.stored).filter((each) => each.cameraId !== cameraId);
    const isKnown = this.#cameras.has(cameraId);
    const all = isKnown ? this.cameras.map((camera) => camera.stored) : [...others, ...(stored ? [stored] : [])];
    const replaced = all.flatMap((each) => (each.cameraId === cameraId ? (stored ?? []) : each));
    return this.#file.write(replaced);
  }
}

function sameAddress(one: string, other: string): boolean {
  const [first, second] = [cameraAddress(one), cameraAddress(other)];
  return first !== null && second !== null && textOfAddress(first) === textOfAddress(second);
}
