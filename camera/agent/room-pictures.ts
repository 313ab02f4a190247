/**
 * The pictures of a room in the meeting. Slot 0 is what the site shows: the first camera and the overview camera take turns
 * in it. Further cameras have slots of their own.
 */
import type { CameraStream } from './camera-stream.ts';
import type { MeetingLine } from './meeting-line.ts';
import { onAirOf } from './on-air.ts';
import { SlotPicture } from './slot-picture.ts';

/** A camera, as far as its picture is concerned. */
export type PicturedCamera = {
  readonly cameraId: string;
  readonly isOverview: boolean;
  /** It is known to show the wall, and its pictures do. */
  readonly isParked: boolean;
  /** Null: it is not connected. */
  readonly stream: CameraStream | null;
  readonly directedOnAir: 'ptz' | 'overview' | null;
  noteOverviewCamera(isThere: boolean): void;
  noteProducer(producerId: string | null): void;
};

export type RoomPicturesParts = {
  line: Pick<MeetingLine, 'add' | 'remove'>;
  cameras(): readonly PicturedCamera[];
  isPrivate(): boolean;
};

type Further = { slot: number; picture: SlotPicture };

const siteSlot = 0;
const furtherSlots = [1, 2, 3, 4, 5, 6, 7];

export class RoomPictures {
  readonly #parts: RoomPicturesParts;
  readonly #site = new SlotPicture(() => this.#nameProducers());
  readonly #further = new Map<string, Further>();
  readonly #producers = new Map<number, string>();
  #isSiteAdded = false;
  #isClosed = false;

  constructor(parts: RoomPicturesParts) {
    this.#parts = parts;
  }

  /** Brings what is sent in line with the cameras and the orders, whatever has changed. */
  settle(): void {
    if (this.#isClosed) return;
    const cameras = this.#parts.cameras();
    const first = cameras.find(({ isOverview, stream }) => !isOverview && stream);
    const overview = cameras.find(({ isOverview, stream }) => isOverview && stream);
    const isOverviewThere = overview?.stream?.state === 'flowing';
    // What they are told may change what they direct.
    for (const camera of cameras) camera.noteOverviewCamera(camera === first && isOverviewThere);
    this.#showSite(first, overview);
    this.#showFurther(cameras.filter((camera) => camera !== first && camera !== overview && this.#mayBeShown(camera)));
    this.#nameProducers();
  }

  /** Something is sent. In private, only what shows the wall is. */
  get isShowing(): boolean {
    return this.#isSiteAdded || this.#further.size > 0;
  }

  noteProducer(slot: number, producerId: string | null): void {
    if (producerId === null) this.#producers.delete(slot);
    else this.#producers.set(slot, producerId);
    this.#nameProducers();
  }

  close(): void {
    this.#isClosed = true;
    for (const { picture } of [{ picture: this.#site }, ...this.#further.values()]) picture.close();
  }

  #showSite(first: PicturedCamera | undefined, overview: PicturedCamera | undefined): void {
    const { camera, patience } = onAirOf({
      directed: first?.directedOnAir ?? null,
      ptz: first ? { isFlowing: first.stream?.state === 'flowing', isParked: first.isParked } : null,
      overview: overview ? { isFlowing: overview.stream?.state === 'flowing' } : null,
      isPrivate: this.#parts.isPrivate(),
    });
    const shown = camera === 'ptz' ? first : camera === 'overview' ? overview : undefined;
    this.#site.show(shown?.stream ?? null, patience);
    const isShown = shown !== undefined;
    if (isShown === this.#isSiteAdded) return;
    this.#isSiteAdded = isShown;
    if (isShown) this.#parts.line.add(siteSlot, this.#site);
    else this.#parts.line.remove(siteSlot);
  }

  #mayBeShown({ stream, isParked }: PicturedCamera): boolean {
    return stream !== null && (isParked || !this.#parts.isPrivate());
  }

  #showFurther(cameras: readonly PicturedCamera[]): void {
    for (const [cameraId, { slot, picture }] of this.#further) {
      if (cameras.some((camera) => camera.cameraId === cameraId)) continue;
      this.#further.delete(cameraId);
      this.#parts.line.remove(slot);
      picture.close();
    }
    for (const { cameraId, stream } of cameras) {
      const known = this.#further.get(cameraId) ?? this.#addFurther(cameraId);
      known?.picture.show(stream, 'none');
    }
  }

  /** Undefined: all slots are taken. */
  #addFurther(cameraId: string): Further | undefined {
    const taken = [...this.#further.values()].map(({ slot }) => slot);
    const slot = furtherSlots.find((free) => !taken.includes(free));
    if (slot === undefined) return undefined;
    const further = { slot, picture: new SlotPicture() };
    this.#further.set(cameraId, further);
    this.#parts.line.add(slot, further.picture);
    return further;
  }

  #nameProducers(): void {
    for (const camera of this.#parts.cameras()) {
      const isOnAir = camera.stream !== null && camera.stream === this.#site.shown;
      const slot = isOnAir ? siteSlot : this.#further.get(camera.cameraId)?.slot;
      camera.noteProducer(slot === undefined ? null : (this.#producers.get(slot) ?? null));
    }
  }
}
