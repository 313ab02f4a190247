/** The media of one meeting: its routers, and the peers on them. Its peers see each other and nobody else's. */
import type { EngineRouter, RouterSource } from './engine.ts';
import type {
  MediaPeer,
  MediaPlaneConfig,
  MediaPlaneEvents,
  MediaRoom,
  ProducerSource,
  RtpCapabilities,
} from './index.ts';
import { MediaError } from './media-error.ts';
import { Peer } from './peer.ts';
import { RoomRouters } from './room-routers.ts';
import { RoomSound } from './room-sound.ts';

export type RoomLimits = Pick<MediaPlaneConfig, 'maxPeersPerRoom' | 'maxConsumersPerWorker'>;

export type RoomEvents = Omit<MediaPlaneEvents, 'onRoomLost'> & {
  /** Called once, for whatever reason the room ended. */
  onClosed(room: Room): void;
};

export class Room implements MediaRoom {
  readonly roomId: string;
  readonly rtpCapabilities: RtpCapabilities;
  readonly #limits: RoomLimits;
  readonly #events: RoomEvents;
  readonly #routers: RoomRouters;
  readonly #sound: RoomSound;
  readonly #peers = new Map<string, Peer>();
  readonly #senders = new Map<string, Peer>();
  #isClosed = false;

  constructor(
    roomId: string,
    router: EngineRouter,
    { limits, source, events }: { limits: RoomLimits; source: RouterSource; events: RoomEvents },
  ) {
    this.roomId = roomId;
    this.rtpCapabilities = router.rtpCapabilities;
    this.#limits = limits;
    this.#events = events;
    const maxConsumers = limits.maxConsumersPerWorker;
    this.#routers = new RoomRouters(roomId, router, { source, maxConsumers, onClosed: () => this.close() });
    this.#sound = new RoomSound({
      onLevels: (levels) => this.isClosed || events.onSoundLevels(roomId, levels),
      onDominant: (peerId) => this.isClosed || events.onDominantSpeaker(roomId, peerId),
      speakerOf: (producerId) => this.#speakerOf(producerId),
    });
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#routers.all.some((router) => router.closed);
  }

  /** Whether the room ended because a worker of it died. */
  get isLost(): boolean {
    return this.#routers.all.some((router) => router.isLost);
  }

  joinPeer(peerId: string): MediaPeer {
    if (this.isClosed) {
      throw new MediaError('CLOSED', `Room ${this.roomId} is closed. Open it again and join it then.`);
    }
    const present = this.#peers.get(peerId);
    if (present) {
      return present;
    }
    const { maxPeersPerRoom } = this.#limits;
    if (this.#peers.size >= maxPeersPerRoom) {
      throw new MediaError(
        'ROOM_FULL',
        `This meeting has ${maxPeersPerRoom} devices with picture and sound, which is its limit. Let a device leave, or ask the administrator for a higher --max-peers-per-room.`,
      );
    }
    const peer = this.#newPeer(peerId);
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
    this.#routers.close();
    this.#events.onClosed(this);
  }

  #newPeer(peerId: string): Peer {
    const isRoomClosed = () => this.isClosed;
    return new Peer(peerId, {
      get isClosed() {
        return isRoomClosed();
      },
      place: () => this.#routers.place(),
      assertConsumable: (peer, producerId, capabilities) => this.#assertConsumable(peer, producerId, capabilities),
      bring: (producerId, to) => this.#routers.bring(producerId, this.#sender(producerId).router, to),
      isSent: (producerId) => this.#senders.has(producerId),
      onConsumerCount: (router, change) => this.#routers.count(router, change),
      onLayer: (...change) => this.#events.onConsumerLayer(this.roomId, ...change),
      onProducerAdded: (peer, producerId, source) => this.#addProducer(peer, producerId, source),
      onProducerRemoved: (...removal) => this.#removeProducer(...removal),
      onMicrophoneChanged: () => this.#sound.update(),
      onPeerClosed: () => this.#peers.delete(peerId),
    });
  }

  async #addProducer(peer: Peer, producerId: string, source: ProducerSource): Promise<void> {
    this.#senders.set(producerId, peer);
    if (source === 'microphone' && peer.router) {
      // A microphone that cannot be listened to is heard all the same; only its level stays unknown.
      await this.#sound.listen(peer.router, producerId).catch(() => undefined);
    }
  }

  #removeProducer(peerId: string, producerId: string, isOrdered: boolean): void {
    this.#senders.delete(producerId);
    this.#sound.update();
    if (!isOrdered) {
      this.#events.onProducerClosed(this.roomId, peerId, producerId);
    }
  }

  #speakerOf(producerId: string): string | undefined {
    const sender = this.#senders.get(producerId);
    return sender?.isProducerOpen(producerId) ? sender.peerId : undefined;
  }

  #assertConsumable(receiver: MediaPeer, producerId: string, rtpCapabilities: RtpCapabilities): void {
    const { peer, router } = this.#sender(producerId);
    if (peer === receiver) {
      throw new MediaError('CANNOT_CONSUME', 'A peer does not receive what it sends itself. Show the local track.');
    }
    if (!router.canConsume({ producerId, rtpCapabilities })) {
      throw new MediaError(
        'CANNOT_CONSUME',
        'The receiver has none of the codecs of this producer. Update the browser.',
      );
    }
  }

  #sender(producerId: string): { peer: Peer; router: EngineRouter } {
    const peer = this.#senders.get(producerId);
    if (peer?.router === undefined) {
      throw new MediaError('UNKNOWN_PRODUCER', `No peer of this room sends ${producerId}. It may have just ended.`);
    }
    return { peer, router: peer.router };
  }
}
