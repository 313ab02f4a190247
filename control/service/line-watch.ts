/**
 * Looks at the lines of a meeting's devices every few seconds: divides each site's bandwidth among them, and tells how
 * well each line goes. What it finds is live and never journalled.
 */
import type { LineCeiling, LineUse, LinkQuality } from '#contract';
import type { MediaPeer, PeerStats } from '#sfu';
import type { EndpointId, SiteId } from '../domain/ids.ts';
import { othersShare } from './line-share.ts';
import { type Ceilings, divideBandwidth, floorBps, type SiteDevice } from './media-ceilings.ts';
import { lineUseOf, linkQualityOf } from './media-quality.ts';

export type WatchedDevice = SiteDevice & { isConnected: boolean; isPictureExpected: boolean };

export type LineSources = {
  devices(): WatchedDevice[];
  peer(endpointId: EndpointId): MediaPeer | undefined;
  /** Bits per second of a site's line, as the register says; null: no limit. */
  bandwidthBpsOf(): Promise<(siteId: SiteId) => number | null>;
  onLine(endpointId: EndpointId, quality: LinkQuality | null, line: LineUse): void;
  /** The most important picture that a device gets, as it was ordered; null: none is. */
  firstPictureOf(endpointId: EndpointId): { consumerId: string; layer: number } | null;
  /** What the other pictures of a device may take is another amount: they are chosen anew. */
  onShare(endpointId: EndpointId): void;
  /** A device's ceiling is another one: its pictures are chosen anew. */
  onCeiling(endpointId: EndpointId): void;
  onFailed(error: unknown): void;
};

const intervalMs = 3_000;
/** What goes over a line is shown in steps, so that the slice does not change with every packet. */
const useStepBps = 50_000;
/** Of a ceiling; the rest is for sound that begins and for what a picture takes beyond what is expected of it. */
const picturesShare = 0.85;
const noCeilings = { sendBps: null, receiveBps: null, siteBps: null };

export class LineWatch {
  readonly #sources: LineSources;
  readonly #ceilings = new Map<EndpointId, Ceilings & { siteBps: number | null }>();
  readonly #qualities = new Map<EndpointId, LinkQuality | null>();
  readonly #othersBps = new Map<EndpointId, number>();
  /** What each picture was sent in at the last look, by producer. */
  #layerBps = new Map<string, readonly number[]>();
  #timer: NodeJS.Timeout | null = null;
  #isSettling = false;
  #isSettlingAgain = false;

  constructor(sources: LineSources) {
    this.#sources = sources;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look().catch(this.#sources.onFailed), intervalMs);
    this.#timer.unref();
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#ceilings.clear();
    this.#qualities.clear();
    this.#othersBps.clear();
    this.#layerBps.clear();
  }

  /** What the pictures that a device receives may take. */
  budgetBps(endpointId: EndpointId): number | null {
    const receiveBps = this.#ceilings.get(endpointId)?.receiveBps ?? null;
    return receiveBps === null ? null : Math.max(0, receiveBps - floorBps) * picturesShare;
  }

  /** What its pictures but the most important one may take, where its line is short; null: no limit. */
  othersBps(endpointId: EndpointId): number | null {
    return this.#othersBps.get(endpointId) ?? null;
  }

  /** What a device may take of its site's line; null: the site has no limit. */
  ceilingOf(endpointId: EndpointId): LineCeiling | null {
    const { siteBps = null, ...ceilings } = this.#ceilings.get(endpointId) ?? noCeilings;
    return siteBps === null ? null : { siteBps, ...ceilings };
  }

  /** Its media begin anew: what it was ordered before is gone with the old ones. */
  forget(endpointId: EndpointId): void {
    this.#ceilings.delete(endpointId);
    this.#qualities.delete(endpointId);
    this.#othersBps.delete(endpointId);
  }

  /** Divides again, after a device came or went or somebody got the floor. One at a time; never rejects. */
  async settle(): Promise<void> {
    if (this.#isSettling) {
      this.#isSettlingAgain = true;
      return;
    }
    this.#isSettling = true;
    do {
      this.#isSettlingAgain = false;
      await this.#divide().catch(this.#sources.onFailed);
    } while (this.#isSettlingAgain);
    this.#isSettling = false;
  }

  async #divide(): Promise<void> {
    const bandwidthBpsOf = await this.#sources.bandwidthBpsOf();
    const there = this.#sources.devices().filter(({ endpointId }) => this.#sources.peer(endpointId));
    const siteIdOf = new Map(there.map(({ endpointId, siteId }) => [endpointId, siteId] as const));
    for (const [endpointId, ceilings] of divideBandwidth(there, bandwidthBpsOf)) {
      const before = this.#ceilings.get(endpointId) ?? noCeilings;
      const siteId = siteIdOf.get(endpointId);
      const siteBps = siteId ? bandwidthBpsOf(siteId) : null;
      const isSame = before.sendBps === ceilings.sendBps && before.receiveBps === ceilings.receiveBps;
      if (isSame && before.siteBps === siteBps) continue;
      this.#ceilings.set(endpointId, { ...ceilings, siteBps });
      if (!isSame) await this.#sources.peer(endpointId)?.setCeilings(ceilings);
      this.#sources.onCeiling(endpointId);
    }
  }

  async #look(): Promise<void> {
    await this.settle();
    const layerBps: [string, readonly number[]][] = [];
    await Promise.all(
      this.#sources.devices().map(async (device) => {
        const stats = await this.#statsOf(device.endpointId);
        const quality = linkQualityOf({ ...device, stats }, this.#qualities.get(device.endpointId) ?? null);
        this.#qualities.set(device.endpointId, quality);
        for (const producer of stats?.producers ?? []) layerBps.push([producer.producerId, producer.layerBps]);
        this.#share(device.endpointId, stats);
        this.#sources.onLine(device.endpointId, quality, this.#useOf(device.endpointId, stats));
      }),
    );
    this.#layerBps = new Map(layerBps);
  }

  #share(endpointId: EndpointId, stats: PeerStats | null): void {
    const before = this.othersBps(endpointId);
    const next = stats ? this.#shareOf(endpointId, stats, before) : null;
    if (next === before) return;
    if (next === null) this.#othersBps.delete(endpointId);
    else this.#othersBps.set(endpointId, next);
    this.#sources.onShare(endpointId);
  }

  /** While all pictures are alike, none gives way to another. */
  #shareOf(endpointId: EndpointId, stats: PeerStats, before: number | null): number | null {
    const ordered = this.#sources.firstPictureOf(endpointId);
    const first = stats.consumers.find(({ consumerId }) => consumerId === ordered?.consumerId);
    const line = stats.lines.find(({ direction }) => direction === 'receive');
    if (!ordered || !first || !line?.availableBps) return null;
    const facts = {
      orderedLayer: ordered.layer,
      sentLayer: first.sentLayer,
      carriedLayer: first.spatialLayer,
      firstBps: first.bitrateBps,
      othersBps: Math.max(0, line.bitrateBps - first.bitrateBps),
      availableBps: line.availableBps,
      layerBps: this.#layerBps.get(first.producerId) ?? [],
    };
    return othersShare(facts, before);
  }

  /** A device that left, or a plane that is down: there is nothing to tell. */
  async #statsOf(endpointId: EndpointId): Promise<PeerStats | null> {
    const first = this.#sources.firstPictureOf(endpointId)?.consumerId ?? '';
    const peer = this.#sources.peer(endpointId);
    return peer?.stats(first).catch(() => null) ?? null;
  }

  #useOf(endpointId: EndpointId, stats: PeerStats | null): LineUse {
    const { sendBps, receiveBps } = lineUseOf(stats);
    const ceilings = this.#ceilings.get(endpointId);
    return {
      sendBps: inSteps(sendBps),
      receiveBps: inSteps(receiveBps),
      sendCeilingBps: ceilings?.sendBps ?? null,
      receiveCeilingBps: ceilings?.receiveBps ?? null,
    };
  }
}

function inSteps(bps: number): number {
  return Math.round(bps / useStepBps) * useStepBps;
}
