/**
 * Picture and sound of one meeting: carries out orders on the media plane and tells what is there now. It holds no rule:
 * whether a microphone is open is read from the meeting and from its owner's own mute, which always wins.
 */
import type { MediaRow } from '#contract';
import type { MediaPeer, MediaPlane, MediaRoom, PeerStats, ProduceRequest, RtpCapabilities } from '#sfu';
import type { EndpointId, MeetingId } from '../domain/ids.ts';
import { isMicrophoneOpenAt } from '../domain/me.ts';
import type { Meeting } from '../domain/meeting-state.ts';
import { AppError } from '../errors.ts';
import type { Order } from './orders.ts';
import type { SliceValue } from './slice-diff.ts';

type Sources = {
  meeting(): Meeting;
  isConnected(endpointId: EndpointId): boolean;
  /** Something in `rows()` changed. */
  onChange(): void;
  /** The endpoint's media are gone; its page must build them anew. */
  onPeerLost(endpointId: EndpointId): void;
};

export class MeetingMedia {
  readonly #roomId: MeetingId;
  readonly #plane: MediaPlane;
  readonly #sources: Sources;
  readonly #muted = new Set<EndpointId>();
  #rows: Record<string, MediaRow> = {};
  #room: MediaRoom | null = null;

  constructor(roomId: MeetingId, plane: MediaPlane, sources: Sources) {
    this.#roomId = roomId;
    this.#plane = plane;
    this.#sources = sources;
  }

  value(): SliceValue {
    return { head: { isAvailable: this.#plane.isRunning }, rows: this.#rows };
  }

  /** Opens the room when it is the first, and gives the endpoint a new peer: whatever it had before is closed. */
  async join(endpointId: EndpointId): Promise<{ rtpCapabilities: RtpCapabilities }> {
    const room = await this.#plane.openRoom(this.#roomId);
    this.#room = room;
    room.peer(endpointId)?.close();
    room.joinPeer(endpointId);
    await this.settle(endpointId);
    return { rtpCapabilities: room.rtpCapabilities };
  }

  /** Throws `MEDIA_REFUSED` when the page has to join anew. */
  peer(endpointId: EndpointId): MediaPeer {
    const peer = this.#room?.isClosed === false ? this.#room.peer(endpointId) : undefined;
    if (!peer) throw new AppError('MEDIA_REFUSED', 'This device has no media here; join the media first.');
    return peer;
  }

  /** Counters of what an endpoint sends and receives; null while it has no media here. */
  async stats(endpointId: EndpointId): Promise<PeerStats | null> {
    const peer = this.#room?.isClosed === false ? this.#room.peer(endpointId) : undefined;
    // A peer that ends at this moment has nothing to tell any more.
    return (await peer?.stats().catch(() => null)) ?? null;
  }

  async produce(endpointId: EndpointId, request: ProduceRequest): Promise<{ producerId: string }> {
    const { producerId } = await this.peer(endpointId).produce(request);
    await this.settle(endpointId);
    return { producerId };
  }

  async closeProducer(endpointId: EndpointId, producerId: string): Promise<void> {
    await this.peer(endpointId).closeProducer(producerId);
    this.refresh(endpointId);
  }

  async setMuted(endpointId: EndpointId, isMuted: boolean): Promise<void> {
    if (isMuted) this.#muted.add(endpointId);
    else this.#muted.delete(endpointId);
    await this.settle(endpointId);
  }

  /** Brings an endpoint's microphone in line with the floor and its owner's mute. */
  async settle(endpointId: EndpointId): Promise<void> {
    this.refresh(endpointId);
    const peer = this.#room?.isClosed === false ? this.#room.peer(endpointId) : undefined;
    await peer?.setMicrophoneOpen(this.#isOpen(endpointId));
  }

  async carryOut(order: Order): Promise<void> {
    switch (order.kind) {
      case 'settleMicrophonesOfPerson': {
        const endpoints = [...this.#sources.meeting().endpoints.values()];
        const concerned = endpoints.filter((endpoint) => endpoint.personIds.includes(order.personId));
        await Promise.all(concerned.map((endpoint) => this.settle(endpoint.id)));
        break;
      }
      case 'settleMicrophone':
        await this.settle(order.endpointId);
        break;
      case 'endPeer':
        this.#room?.peer(order.endpointId)?.close();
        this.#muted.delete(order.endpointId);
        this.refresh(order.endpointId);
        break;
      case 'closeRoom':
        this.close();
        break;
    }
  }

  /** The room's worker died: the pages are told, and the room opens anew with the first that comes back. */
  handleRoomLost(): void {
    this.#room = null;
    for (const endpointId of Object.keys(this.#rows) as EndpointId[]) {
      this.refresh(endpointId);
      this.#sources.onPeerLost(endpointId);
    }
  }

  /** Makes the row of an endpoint anew; it goes when the endpoint is neither in the meeting nor connected. */
  refresh(endpointId: EndpointId): void {
    const row = this.#row(endpointId);
    const { [endpointId]: _old, ...others } = this.#rows;
    this.#rows = row ? { ...others, [endpointId]: row } : others;
    this.#sources.onChange();
  }

  close(): void {
    this.#room?.close();
    this.#room = null;
    this.#rows = {};
    this.#sources.onChange();
  }

  #isOpen(endpointId: EndpointId): boolean {
    return !this.#muted.has(endpointId) && isMicrophoneOpenAt(this.#sources.meeting(), endpointId);
  }

  #row(endpointId: EndpointId): MediaRow | null {
    const endpoint = this.#sources.meeting().endpoints.get(endpointId);
    if (!endpoint) return null;
    const { label, kind, siteId, personIds } = endpoint;
    const [personId] = kind === 'personal' ? personIds : [];
    // A person's role can change while they are there; a device's cannot.
    const role = (personId && this.#sources.meeting().participants.get(personId)?.role) ?? endpoint.role;
    const peer = this.#room?.isClosed === false ? this.#room.peer(endpointId) : undefined;
    return {
      endpointId,
      label,
      kind,
      role,
      siteId,
      personIds,
      isConnected: this.#sources.isConnected(endpointId),
      isMuted: this.#muted.has(endpointId),
      isMicrophoneOpen: this.#isOpen(endpointId),
      producers: peer?.producers() ?? [],
    };
  }
}
