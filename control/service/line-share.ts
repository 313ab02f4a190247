/**
 * What is left for the other pictures when a line bears less than is sent over it. The media worker gives every picture its
 * smallest layer before any gets a larger one, so the others give way here until the most important one is as sharp as it
 * was ordered. Pure.
 */
import { cameraLayerBps } from './media-policy.ts';

export type LineFacts = {
  /** Of the most important picture: the layer ordered, the largest that its sender sends, and the one carried; null: none. */
  orderedLayer: number;
  sentLayer: number | null;
  carriedLayer: number | null;
  /** Flowing now, in bits per second: that picture, and all others together with the sound. */
  firstBps: number;
  othersBps: number;
  /** What the line is estimated to bear. */
  availableBps: number;
  /** Of that picture, what its sender sends in each layer now, the smallest first. */
  layerBps: readonly number[];
};

/** So much for others is as good as no limit. */
const plentyBps = 5_000_000;
/**
 * Less bears no picture larger than the smallest, whoever gives way. An estimate also falls so low where little is sent or
 * a device is busy, and only what is sent lets it rise again; the worker itself keeps the order of the pictures there.
 */
const leastBps = 300_000;
/** Of what is free, at each look. */
const regainShare = 0.5;

/** What all other pictures together may take; null: no limit. `before` is the last answer. */
export function othersShare(facts: LineFacts, before: number | null): number | null {
  const { orderedLayer, sentLayer, carriedLayer, firstBps, othersBps, availableBps, layerBps } = facts;
  if (availableBps < leastBps) return null;
  const carried = carriedLayer ?? -1;
  const reachable = Math.min(orderedLayer, sentLayer ?? -1);
  const freeBps = availableBps - firstBps - othersBps;
  if (carried < reachable) {
    const stepBps = Math.max(0, bpsOf(carried + 1, layerBps) - bpsOf(carried, layerBps));
    // Where there is room the worker goes up by itself; nobody has to give way for that.
    if (freeBps >= stepBps) return before;
    // Where all of them together are not room enough, nobody gives way in vain; the smallest pictures stand side by side.
    if (availableBps < firstBps + stepBps) return carried <= 0 ? null : before;
    return Math.max(0, Math.min(before ?? othersBps, othersBps) - stepBps);
  }
  if (before === null) return null;
  // Less would not even bear one small picture more.
  const regained = freeBps < cameraLayerBps[0] ? before : before + freeBps * regainShare;
  return regained >= plentyBps ? null : Math.round(regained);
}

/** As it is sent now; what it is at most, while that is not known. */
function bpsOf(layer: number, sentBps: readonly number[]): number {
  return layer < 0 ? 0 : sentBps[layer] || (cameraLayerBps[layer] ?? cameraLayerBps[2]);
}
