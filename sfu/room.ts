/** The media of one meeting: a router in a worker, and the peers on it. Its peers see each other and nobody else's. */
import type { EngineRouter } from './engine.ts';
import type { MediaPeer, MediaRoom, RtpCapabilities } from './index.ts';
import { MediaError } from './media-error.ts';
import { Peer } from './peer.ts';

export type RoomEvents = {
  /** Called once, for whatever reason the room ended. */
  onClosed(room: Room): void;
  onProducerClosed(roomId: string, peerId: string, producerId: string): void;
};

export class Room implements MediaRoom {
  readonly roomId: string;
  readonly #router: EngineRouter;
  readonly #events: RoomEvents;
  readonly #peers = new Map<string, Peer>();
  #isClosed = false;

  constructor(roomId: string, router: EngineRouter, events: RoomEvents) {
    this.roomId = roomId;
    this.#router = router;
    this.#events = events;
    router.observer.once('close', () => this.close());
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#router.closed;
  }

  /** Whether the room ended because its worker died. */
  get isLost(): boolean {
    return this.#router.isLost;
  }

  get rtpCapabilities(): RtpCapabilities {
    return this.#router.rtpCapabilities;
  }

  joinPeer(peerId: string): MediaPeer {
    if (this.isClosed) {
      throw new MediaError('CLOSED', `Room ${this.roomId} is closed. Open it again and join it then.`);
    }
    const present = this.#peers.get(peerId);
    if (present) {
      return present;
    }
    const peer = new Peer(peerId, {
      router: this.#router,
      senderOf: (producerId) => this.#senderOf(producerId),
      onProducerClosed: (id, producerId) => this.#events.onProducerClosed(this.roomId, id, producerId),
      onPeerClosed: () => this.#peers.delete(peerId),
    });
    this.#peers.set(peerId, peer);
    return peer;
  }

  peer(peerId: string): MediaPeer | undefined {
    return this.#peers.get(peerId);
  }

  close(): void {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    for (const peer of [...this.#peers.values()]) {
      peer.close();
    }
    this.#router.close();
    this.#events.onClosed(this);
  }

  #senderOf(producerId: string): MediaPeer | undefined {
    for (const peer of this.#peers.values()) {
      if (peer.producers().some((info) => info.producerId === producerId)) {
        return peer;
      }
    }
    return undefined;
  }
}
