/**
 * What each device of a meeting receives: which pictures its page draws, the consumers that it has, and the orders that
 * keep the two in line. The choice itself is media-policy.ts; here it is carried out, and only what changed.
 */
import type { ConsumerOffer, MediaPeer } from '#sfu';
import type { EndpointId } from '../domain/ids.ts';
import {
  decidePictures,
  firstPriority,
  type Picture,
  type PictureOrder,
  type ShownSize,
  type ViewerFacts,
} from './media-policy.ts';

type Viewer = {
  shown: ReadonlyMap<string, ShownSize> | null;
  /** Pictures whose page is ready to draw them, by consumer. */
  ready: Map<string, string>;
  offered: Map<string, string>;
  sent: Map<string, PictureOrder>;
};

export type PictureSources = {
  peer(endpointId: EndpointId): MediaPeer | undefined;
  /** Whose producer it is and what it shows; undefined when it is gone. */
  pictureOf(producerId: string): Pick<Picture, 'endpointId' | 'source'> | undefined;
  /** What is the same for all viewers. */
  facts(): Pick<ViewerFacts, 'speakerEndpointIds' | 'spotlightEndpointId' | 'lastN'>;
  budgetBps(endpointId: EndpointId): number | null;
  othersBps(endpointId: EndpointId): number | null;
  /** An order failed: its consumer ended meanwhile, or the plane is down. */
  onRefused(error: unknown): void;
};

export class ViewerPictures {
  readonly #sources: PictureSources;
  readonly #viewers = new Map<EndpointId, Viewer>();
  #isDue = false;

  constructor(sources: PictureSources) {
    this.#sources = sources;
  }

  show(endpointId: EndpointId, shown: ReadonlyMap<string, ShownSize>): void {
    this.#viewer(endpointId).shown = shown;
    this.settle(endpointId);
  }

  add(endpointId: EndpointId, offer: ConsumerOffer): void {
    if (offer.kind === 'video') this.#viewer(endpointId).offered.set(offer.id, offer.producerId);
  }

  /** The page can draw it now. True when it is a picture, which starts as soon as it is wanted; sound starts at once. */
  resume(endpointId: EndpointId, consumerId: string): boolean {
    const viewer = this.#viewers.get(endpointId);
    const producerId = viewer?.offered.get(consumerId);
    if (!viewer || !producerId) return false;
    viewer.ready.set(consumerId, producerId);
    this.settle(endpointId);
    return true;
  }

  remove(endpointId: EndpointId, consumerId: string): void {
    const viewer = this.#viewers.get(endpointId);
    for (const known of [viewer?.offered, viewer?.ready, viewer?.sent]) known?.delete(consumerId);
    if (viewer) this.settle(endpointId);
  }

  /** What the page draws stays known while its media are built anew. */
  reset(endpointId: EndpointId): void {
    const viewer = this.#viewer(endpointId);
    for (const known of [viewer.offered, viewer.ready, viewer.sent]) known.clear();
  }

  forget(endpointId: EndpointId): void {
    this.#viewers.delete(endpointId);
  }

  /** The picture that the meeting is about, as it was ordered for a viewer; null while all are alike. */
  firstOf(endpointId: EndpointId): { consumerId: string; layer: number } | null {
    const running = [...(this.#viewers.get(endpointId)?.sent ?? [])].filter(([, order]) => !order.isPaused);
    const [first] = running.toSorted(([, one], [, other]) => other.priority - one.priority);
    if (!first || first[1].priority < firstPriority) return null;
    return { consumerId: first[0], layer: first[1].layers.spatialLayer };
  }

  /** Something changed that concerns all: once for all changes of this moment. */
  settleAll(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      for (const endpointId of this.#viewers.keys()) this.settle(endpointId);
    });
  }

  #viewer(endpointId: EndpointId): Viewer {
    let viewer = this.#viewers.get(endpointId);
    if (!viewer) {
      viewer = { shown: null, ready: new Map(), offered: new Map(), sent: new Map() };
      this.#viewers.set(endpointId, viewer);
    }
    return viewer;
  }

  /** Chooses anew for one viewer. */
  settle(endpointId: EndpointId): void {
    const viewer = this.#viewers.get(endpointId);
    const peer = this.#sources.peer(endpointId);
    if (!viewer || !peer) return;
    const pictures: Picture[] = [];
    for (const [consumerId, producerId] of viewer.ready) {
      const picture = this.#sources.pictureOf(producerId);
      if (picture) pictures.push({ consumerId, producerId, ...picture });
      else this.#drop(viewer, consumerId);
    }
    const layersBefore = new Map([...viewer.sent].map(([id, order]) => [id, order.layers.spatialLayer] as const));
    const orders = decidePictures({
      pictures,
      shown: viewer.shown,
      layersBefore,
      budgetBps: this.#sources.budgetBps(endpointId),
      othersBps: this.#sources.othersBps(endpointId),
      ...this.#sources.facts(),
    });
    for (const [consumerId, order] of orders) {
      if (isSame(viewer.sent.get(consumerId), order)) continue;
      viewer.sent.set(consumerId, order);
      peer.orderConsumer(consumerId, order).catch((error) => {
        this.#drop(viewer, consumerId);
        this.#sources.onRefused(error);
      });
    }
  }

  #drop(viewer: Viewer, consumerId: string): void {
    for (const known of [viewer.offered, viewer.ready, viewer.sent]) known.delete(consumerId);
  }
}

function isSame(before: PictureOrder | undefined, now: PictureOrder): boolean {
  if (before?.isPaused !== now.isPaused) return false;
  // Nobody sees the layers of a picture that is paused.
  if (now.isPaused) return true;
  const { layers, priority } = before;
  const isSameLayer =
    layers.spatialLayer === now.layers.spatialLayer && layers.temporalLayer === now.layers.temporalLayer;
  return isSameLayer && priority === now.priority;
}
