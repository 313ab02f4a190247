/** The rooms of a plane, by their ids. It tells the plane's owner what ended without an order. */
import type { RouterSource } from './engine.ts';
import type { MediaPlaneEvents, MediaRoom, PlaneLogger } from './index.ts';
import { MediaError } from './media-error.ts';
import { Room, type RoomEvents, type RoomLimits } from './room.ts';

/** What a plane is given by the one who opens it. */
export type PlaneSurroundings = { logger: PlaneLogger; events: MediaPlaneEvents };

const LISTENER_FAILED = 'a listener of the media plane failed';

export class RoomRegistry {
  readonly #openRouter: RouterSource;
  readonly #limits: RoomLimits;
  readonly #surroundings: PlaneSurroundings;
  readonly #rooms = new Map<string, Room>();
  readonly #opening = new Map<string, Promise<Room>>();
  #isClosed = false;

  constructor(openRouter: RouterSource, limits: RoomLimits, surroundings: PlaneSurroundings) {
    this.#openRouter = openRouter;
    this.#limits = limits;
    this.#surroundings = surroundings;
  }

  /** Several calls for one room at the same time get the same room. */
  async open(roomId: string): Promise<MediaRoom> {
    this.#assertOpen();
    const present = this.#rooms.get(roomId) ?? this.#opening.get(roomId);
    if (present) {
      return present;
    }
    const opening = this.#make(roomId).finally(() => this.#opening.delete(roomId));
    this.#opening.set(roomId, opening);
    return opening;
  }

  room(roomId: string): MediaRoom | undefined {
    return this.#rooms.get(roomId);
  }

  close(): void {
    this.#isClosed = true;
    for (const room of [...this.#rooms.values()]) {
      this.#guard('a room did not close in its worker, which ends now anyway', () => room.close());
    }
  }

  async #make(roomId: string): Promise<Room> {
    const router = await this.#openRouter(roomId, []).catch((error: unknown) => {
      this.#assertOpen();
      throw error;
    });
    if (router === null || router.closed || this.#isClosed) {
      router?.close();
      this.#assertOpen();
      throw new MediaError('NO_WORKER', 'The media worker died while the room was opened. Open it again.');
    }
    const room = new Room(roomId, router, {
      limits: this.#limits,
      source: this.#openRouter,
      events: this.#roomEvents(),
    });
    this.#rooms.set(roomId, room);
    return room;
  }

  #roomEvents(): RoomEvents {
    const { events } = this.#surroundings;
    return {
      onClosed: (room) => this.#forget(room),
      onProducerClosed: (...told) => this.#guard(LISTENER_FAILED, () => events.onProducerClosed(...told)),
      onSoundLevels: (...told) => this.#guard(LISTENER_FAILED, () => events.onSoundLevels(...told)),
      onDominantSpeaker: (...told) => this.#guard(LISTENER_FAILED, () => events.onDominantSpeaker(...told)),
      onConsumerLayer: (...told) => this.#guard(LISTENER_FAILED, () => events.onConsumerLayer(...told)),
    };
  }

  #forget(room: Room): void {
    this.#rooms.delete(room.roomId);
    if (room.isLost) {
      this.#surroundings.logger.warn({ roomId: room.roomId }, 'room lost with its media worker');
      this.#guard(LISTENER_FAILED, () => this.#surroundings.events.onRoomLost(room.roomId));
    }
  }

  /** One part that throws must not keep the plane from closing the others. */
  #guard(message: string, call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#surroundings.logger.error({ err: error }, message);
    }
  }

  #assertOpen(): void {
    if (this.#isClosed) {
      throw new MediaError('CLOSED', 'The media plane is closed. Start the server again.');
    }
  }
}
