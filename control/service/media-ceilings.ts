/**
 * How the line of a site is divided among its devices. Pure. Sound comes first: no device gets less than a floor on which
 * it is heard, however thin the line is.
 */
import type { EndpointId, SiteId } from '../domain/ids.ts';

export type SiteDevice = {
  endpointId: EndpointId;
  siteId: SiteId | null;
  /** It shows pictures and sends its own. */
  isSending: boolean;
  /** Somebody there has the floor. */
  isSpeaking: boolean;
};

/** In bits per second; null: no limit. */
export type Ceilings = { sendBps: number | null; receiveBps: number | null };

/** Two open microphones with what keeps them whole on a poor line. */
export const floorBps = 120_000;
/** Kept free on each line for what is no picture and no sound: control messages, the page itself. */
const usableShare = 0.9;
/** The site is heard and seen by all through this device. */
const speakerWeight = 4;

export function divideBandwidth(
  devices: readonly SiteDevice[],
  bandwidthBpsOf: (siteId: SiteId) => number | null,
): Map<EndpointId, Ceilings> {
  const ceilings = new Map<EndpointId, Ceilings>();
  const sites = Map.groupBy(devices, ({ siteId }) => siteId);
  for (const [siteId, ofSite] of sites) {
    const bandwidthBps = siteId && bandwidthBpsOf(siteId);
    const usableBps = bandwidthBps ? bandwidthBps * usableShare : null;
    const senders = ofSite.filter(({ isSending }) => isSending);
    const sendBps = shares(senders, usableBps, ({ isSpeaking }) => (isSpeaking ? speakerWeight : 1));
    const receiveBps = shares(ofSite, usableBps, () => 1);
    for (const { endpointId } of ofSite) {
      ceilings.set(endpointId, {
        sendBps: sendBps.get(endpointId) ?? null,
        receiveBps: receiveBps.get(endpointId) ?? null,
      });
    }
  }
  return ceilings;
}

/** By weight, but none below the floor: what those need is taken from the others. */
function shares(
  devices: readonly SiteDevice[],
  totalBps: number | null,
  weightOf: (device: SiteDevice) => number,
): Map<EndpointId, number> {
  const result = new Map<EndpointId, number>();
  if (totalBps === null) return result;
  let open = [...devices];
  let leftBps = totalBps;
  for (;;) {
    const weights = open.reduce((sum, device) => sum + weightOf(device), 0);
    const shareOf = (device: SiteDevice) => (leftBps * weightOf(device)) / weights;
    const poor = open.filter((device) => shareOf(device) < floorBps);
    if (poor.length === 0) {
      for (const device of open) result.set(device.endpointId, Math.floor(shareOf(device)));
      return result;
    }
    for (const { endpointId } of poor) result.set(endpointId, floorBps);
    leftBps = Math.max(0, leftBps - poor.length * floorBps);
    open = open.filter((device) => !poor.includes(device));
    if (open.length === 0) return result;
  }
}
