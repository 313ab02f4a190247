/** The rooms of a plane, by their ids. It tells the plane's owner what ended without an order. */
import type { EngineRouter } from './engine.ts';
import type { MediaPlaneEvents, MediaRoom, PlaneLogger } from './index.ts';
import { MediaError } from './media-error.ts';
import { Room } from './room.ts';

/** What a plane is given by the one who opens it. */
export type PlaneSurroundings = { logger: PlaneLogger; events: MediaPlaneEvents };

const LISTENER_FAILED = 'a listener of the media plane failed';

export class RoomRegistry {
  readonly #openRouter: (roomId: string) => Promise<EngineRouter>;
  readonly #surroundings: PlaneSurroundings;
  readonly #rooms = new Map<string, Room>();
  readonly #opening = new Map<string, Promise<Room>>();
  #isClosed = false;

  constructor(openRouter: (roomId: string) => Promise<EngineRouter>, surroundings: PlaneSurroundings) {
    this.#openRouter = openRouter;
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
    const router = await this.#openRouter(roomId).catch((error: unknown) => {
      this.#assertOpen();
      throw error;
    });
    if (this.#isClosed || router.closed) {
      router.close();
      this.#assertOpen();
      throw new MediaError('NO_WORKER', 'The media worker died while the room was opened. Open it again.');
    }
    const room = new Room(roomId, router, {
      onClosed: (closed) => this.#forget(closed),
      onProducerClosed: (...ids) =>
        this.#guard(LISTENER_FAILED, () => this.#surroundings.events.onProducerClosed(...ids)),
    });
    this.#rooms.set(roomId, room);
    return room;
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
