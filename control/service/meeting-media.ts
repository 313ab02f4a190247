/**
 * Picture and sound of one meeting: carries out orders on the media plane and tells what is there now. It holds no rule:
 * whether a microphone is open is read from the meeting and from its owner's own mute, which always wins.
 */
import type { LineCeiling } from '#contract';
import type {
  ConsumerOffer,
  MediaPeer,
  MediaPlane,
  MediaRoom,
  PeerStats,
  ProduceRequest,
  RtpCapabilities,
  SoundLevel,
} from '#sfu';
import type { EndpointId, MeetingId, PersonId, SiteId } from '../domain/ids.ts';
import { isMicrophoneOpenAt } from '../domain/me.ts';
import type { Meeting } from '../domain/meeting-state.ts';
import type { Audience } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import { LineWatch, type WatchedDevice } from './line-watch.ts';
import { LiveVoices } from './live-voices.ts';
import type { Picture, ShownSize } from './media-policy.ts';
import { MediaRows } from './media-rows.ts';
import type { SfuOrder } from './orders.ts';
import { PageReports } from './page-reports.ts';
import type { SliceValue } from './slice-diff.ts';
import { ViewerPictures } from './viewer-pictures.ts';

type Sources = {
  meeting(): Meeting;
  isConnected(endpointId: EndpointId): boolean;
  /** Whom the picture of a room agent shows; nobody for every other device. */
  shownBy(endpointId: EndpointId): readonly PersonId[];
  /** Nothing of the cameras of this endpoint may be passed on now. */
  isPictureWithheld(endpointId: EndpointId): boolean;
  /** Bits per second of a site's line, as the register says; null: no limit. */
  bandwidthBpsOf(): Promise<(siteId: SiteId) => number | null>;
  /** Cameras that one viewer gets at most. */
  lastN: number;
  /** Something in `value()` changed. */
  onChange(): void;
  /** The endpoint may take more or less of its site's line than before. */
  onCeiling(endpointId: EndpointId): void;
  /** The endpoint's media are gone; its page must build them anew. */
  onPeerLost(endpointId: EndpointId): void;
  onFailed(error: unknown): void;
};

type SoundEar = (levels: readonly SoundLevel[]) => void;

export class MeetingMedia {
  readonly reports = new PageReports();
  readonly #roomId: MeetingId;
  readonly #plane: MediaPlane;
  readonly #sources: Sources;
  readonly #muted = new Set<EndpointId>();
  readonly #rows = new MediaRows();
  readonly #pictures: ViewerPictures;
  readonly #lines: LineWatch;
  readonly #voices: LiveVoices;
  readonly #ears = new Set<SoundEar>();
  #room: MediaRoom | null = null;

  constructor(roomId: MeetingId, plane: MediaPlane, sources: Sources) {
    this.#roomId = roomId;
    this.#plane = plane;
    this.#sources = sources;
    this.#pictures = new ViewerPictures({
      peer: (endpointId) => this.#peer(endpointId),
      pictureOf: (producerId) => this.#pictureOf(producerId),
      facts: () => ({
        speakerEndpointIds: new Set(
          this.#rows.endpointIds.filter((id) => this.#isSpeaking(id)).map((id) => this.#standsFor(id)),
        ),
        spotlightEndpointId: sources.meeting().spotlightId,
        lastN: sources.lastN,
      }),
      budgetBps: (endpointId) => this.#lines.budgetBps(endpointId),
      othersBps: (endpointId) => this.#lines.othersBps(endpointId),
      onRefused: sources.onFailed,
    });
    this.#lines = new LineWatch({
      devices: () => this.#devices(),
      peer: (endpointId) => this.#peer(endpointId),
      bandwidthBpsOf: sources.bandwidthBpsOf,
      onLine: (endpointId, quality, line) => {
        if (this.#rows.setLive(endpointId, { quality, line })) sources.onChange();
      },
      firstPictureOf: (endpointId) => this.#pictures.firstOf(endpointId),
      onShare: (endpointId) => this.#pictures.settle(endpointId),
      onCeiling: (endpointId) => {
        this.#pictures.settleAll();
        sources.onCeiling(endpointId);
      },
      onFailed: sources.onFailed,
    });
    this.#voices = new LiveVoices((heard, dominant) => {
      this.#rows.setVoices(heard, dominant);
      sources.onChange();
    });
  }

  value(audience: Audience): SliceValue {
    const { spotlightId } = this.#sources.meeting();
    return this.#rows.value(audience, { isAvailable: this.#plane.isRunning, spotlightEndpointId: spotlightId });
  }

  /** Opens the room when it is the first, and gives the endpoint a new peer: whatever it had before is closed. */
  async join(endpointId: EndpointId): Promise<{ rtpCapabilities: RtpCapabilities }> {
    const room = await this.#plane.openRoom(this.#roomId);
    this.#room = room;
    room.peer(endpointId)?.close();
    this.#pictures.reset(endpointId);
    this.#lines.forget(endpointId);
    room.joinPeer(endpointId);
    this.#lines.start();
    await this.settle(endpointId);
    return { rtpCapabilities: room.rtpCapabilities };
  }

  /** Throws `MEDIA_REFUSED` when the page has to join anew. */
  peer(endpointId: EndpointId): MediaPeer {
    const peer = this.#peer(endpointId);
    if (!peer) throw new AppError('MEDIA_REFUSED', 'This device has no media here; join the media first.');
    return peer;
  }

  /** What an endpoint may take of its site's line; null: the site has no limit. */
  ceilingOf(endpointId: EndpointId): LineCeiling | null {
    return this.#lines.ceilingOf(endpointId);
  }

  isJoined(endpointId: EndpointId): boolean {
    return this.#peer(endpointId) !== undefined;
  }

  /** Whether somebody here sends it. */
  hasProducer(producerId: string): boolean {
    return this.#rows.endpointIds.some((id) =>
      this.#rows.row(id)?.producers.some((one) => one.producerId === producerId),
    );
  }

  /** Whether a person is shown by a device of their own. */
  hasOwnPicture(personId: PersonId): boolean {
    return this.#rows.endpointIds.some((id) => {
      const row = this.#rows.row(id);
      const isOwn = row?.kind === 'personal' && row.isConnected && row.personIds.includes(personId);
      return isOwn && row.producers.some(({ source }) => source === 'camera');
    });
  }

  /** Counters of what an endpoint sends and receives; null while it has no media here. */
  async stats(endpointId: EndpointId): Promise<PeerStats | null> {
    const peer = this.#peer(endpointId);
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

  async consume(endpointId: EndpointId, producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    const offer = await this.peer(endpointId).consume(producerId, rtpCapabilities);
    this.#pictures.add(endpointId, offer);
    return offer;
  }

  /** A picture starts when it is wanted, sound at once. */
  async resumeConsumer(endpointId: EndpointId, consumerId: string): Promise<void> {
    const peer = this.peer(endpointId);
    if (!this.#pictures.resume(endpointId, consumerId)) await peer.resumeConsumer(consumerId);
  }

  async closeConsumer(endpointId: EndpointId, consumerId: string): Promise<void> {
    this.#pictures.remove(endpointId, consumerId);
    await this.peer(endpointId).closeConsumer(consumerId);
  }

  show(endpointId: EndpointId, shown: ReadonlyMap<string, ShownSize>): void {
    this.#pictures.show(endpointId, shown);
  }

  /** Whoever shares a screen now; one at a time in a meeting. */
  get screenEndpointId(): EndpointId | null {
    const isSharing = (id: EndpointId) => this.#rows.row(id)?.producers.some(({ source }) => source === 'screen');
    return this.#rows.endpointIds.find(isSharing) ?? null;
  }

  /** Ends a screen with its sound. */
  async endScreen(endpointId: EndpointId): Promise<void> {
    const peer = this.#peer(endpointId);
    const shared = peer?.producers().filter(({ source }) => source === 'screen' || source === 'screenSound') ?? [];
    await Promise.all(shared.map(({ producerId }) => peer?.closeProducer(producerId)));
    this.refresh(endpointId);
  }

  isMuted(endpointId: EndpointId): boolean {
    return this.#muted.has(endpointId);
  }

  async setMuted(endpointId: EndpointId, isMuted: boolean): Promise<void> {
    if (isMuted) this.#muted.add(endpointId);
    else this.#muted.delete(endpointId);
    await this.settle(endpointId);
  }

  /** Brings an endpoint's microphone in line with the floor and its owner's mute. */
  async settle(endpointId: EndpointId): Promise<void> {
    this.refresh(endpointId);
    const isOpen = this.#isOpen(endpointId);
    if (!isOpen) this.#voices.silence(endpointId);
    void this.#lines.settle();
    await this.#peer(endpointId)?.setMicrophoneOpen(isOpen);
  }

  async carryOut(order: SfuOrder): Promise<void> {
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
      case 'settleMicrophones': {
        const open = this.#rows.endpointIds.filter((id) => this.#rows.row(id)?.isMicrophoneOpen);
        await Promise.all(open.map((endpointId) => this.settle(endpointId)));
        break;
      }
      case 'settlePictures':
        this.#pictures.settleAll();
        this.#sources.onChange();
        break;
      case 'endPeer':
        this.#room?.peer(order.endpointId)?.close();
        this.#muted.delete(order.endpointId);
        this.#pictures.forget(order.endpointId);
        this.#lines.forget(order.endpointId);
        this.reports.forget(order.endpointId);
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
    for (const endpointId of this.#rows.endpointIds) {
      this.refresh(endpointId);
      this.#sources.onPeerLost(endpointId);
    }
  }

  /** Hears all levels of open microphones until the answer is called. */
  listen(ear: SoundEar): () => void {
    this.#ears.add(ear);
    return () => void this.#ears.delete(ear);
  }

  handleSoundLevels(levels: readonly SoundLevel[]): void {
    for (const ear of this.#ears) ear(levels);
    this.#voices.take(levels.map(({ peerId, levelDbov }) => ({ endpointId: peerId as EndpointId, levelDbov })));
  }

  handleDominantSpeaker(peerId: string | null): void {
    this.#voices.setDominant(peerId as EndpointId | null);
  }

  /** Makes the row of an endpoint anew; it goes when the endpoint is neither in the meeting nor connected. */
  refresh(endpointId: EndpointId): void {
    this.#setRow(endpointId);
    // A picture of their own may show a speaker now, or not any more.
    for (const id of this.#rows.endpointIds) if (this.#rows.row(id)?.kind === 'agent') this.#setRow(id);
    this.#holdPictures(endpointId);
    this.#pictures.settleAll();
    this.#sources.onChange();
  }

  close(): void {
    this.#lines.close();
    this.#voices.close();
    this.#room?.close();
    this.#room = null;
    this.#rows.clear();
    this.#sources.onChange();
  }

  /** What pages are not told of is not passed on either. */
  #holdPictures(endpointId: EndpointId): void {
    const isOpen = !this.#sources.isPictureWithheld(endpointId);
    this.#peer(endpointId)?.setCamerasOpen(isOpen).catch(this.#sources.onFailed);
  }

  #setRow(endpointId: EndpointId): void {
    const isPictureWithheld = this.#sources.isPictureWithheld(endpointId);
    const producers = this.#peer(endpointId)?.producers() ?? [];
    this.#rows.set(endpointId, this.#sources.meeting(), {
      isConnected: this.#sources.isConnected(endpointId),
      isMuted: this.#muted.has(endpointId),
      isMicrophoneOpen: this.#isOpen(endpointId),
      producers: isPictureWithheld ? producers.filter(({ source }) => source !== 'camera') : producers,
      shownIds: this.#sources.shownBy(endpointId),
      isPictureWithheld,
    });
  }

  /** Somebody who is shown there has the floor. */
  #isSpeaking(endpointId: EndpointId): boolean {
    const isShowing = (this.#rows.row(endpointId)?.shownIds.length ?? 0) > 0;
    return isShowing || isMicrophoneOpenAt(this.#sources.meeting(), endpointId);
  }

  /** Pages show the picture of a room agent as that of its site's room device, where there is one. */
  #standsFor(endpointId: EndpointId): EndpointId {
    const agent = this.#rows.row(endpointId);
    if (agent?.kind !== 'agent') return endpointId;
    const isRoom = (id: EndpointId) => {
      const row = this.#rows.row(id);
      return row?.kind === 'room' && row.isConnected && row.siteId === agent.siteId;
    };
    return this.#rows.endpointIds.find(isRoom) ?? endpointId;
  }

  #peer(endpointId: EndpointId): MediaPeer | undefined {
    return this.#room?.isClosed === false ? this.#room.peer(endpointId) : undefined;
  }

  #isOpen(endpointId: EndpointId): boolean {
    return !this.#muted.has(endpointId) && isMicrophoneOpenAt(this.#sources.meeting(), endpointId);
  }

  #pictureOf(producerId: string): Pick<Picture, 'endpointId' | 'source'> | undefined {
    for (const endpointId of this.#rows.endpointIds) {
      const found = this.#rows.row(endpointId)?.producers.find((producer) => producer.producerId === producerId);
      if (found)
        return { endpointId: this.#standsFor(endpointId), source: found.source === 'screen' ? 'screen' : 'camera' };
    }
    return undefined;
  }

  #devices(): WatchedDevice[] {
    const meeting = this.#sources.meeting();
    return this.#rows.endpointIds.flatMap((endpointId) => {
      const row = this.#rows.row(endpointId);
      if (!row) return [];
      const [personId] = row.personIds;
      // A person's own device is at the site where the person belongs.
      const siteId = row.siteId ?? (personId && meeting.participants.get(personId)?.siteId) ?? null;
      return {
        endpointId,
        siteId,
        isConnected: row.isConnected,
        isSending: row.producers.length > 0,
        isSpeaking: row.isMicrophoneOpen || row.shownIds.length > 0,
        isPictureExpected: row.producers.some(({ source }) => source === 'camera'),
      };
    });
  }
}
