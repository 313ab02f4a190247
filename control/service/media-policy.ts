/**
 * Which pictures a viewer gets, how large, and which of them lose quality first. Pure: facts in, orders out. Sound is
 * never touched here. It decides nothing about the floor: who speaks is told to it.
 */
import type { ConsumerLayers } from '#sfu';
import type { EndpointId } from '../domain/ids.ts';

/** A picture that a viewer could get. `consumerId` is the viewer's own. */
export type Picture = {
  consumerId: string;
  producerId: string;
  endpointId: EndpointId;
  source: 'camera' | 'screen';
};

/** How large a picture is drawn, in device pixels. */
export type ShownSize = { width: number; height: number };

export type PictureOrder = { isPaused: boolean; layers: ConsumerLayers; priority: number };

export type ViewerFacts = {
  pictures: readonly Picture[];
  /** By producer; null: the page never told, so all of them count as shown. */
  shown: ReadonlyMap<string, ShownSize> | null;
  speakerEndpointIds: ReadonlySet<EndpointId>;
  spotlightEndpointId: EndpointId | null;
  /** At most so many cameras at a time; whoever has the floor is always among them. */
  lastN: number;
  /** What all pictures together may take, in bits per second; null: no limit. */
  budgetBps: number | null;
  /** What all but the most important picture may take, where the line bears less than it should; null: no limit. */
  othersBps: number | null;
  /** The spatial layers of the orders before, by consumer. */
  layersBefore: ReadonlyMap<string, number>;
};

/** What the pages send at most per layer (room-ui/src/media/sending.ts). A shared screen has one layer. */
export const cameraLayerBps = [130_000, 420_000, 1_200_000] as const;
export const screenBps = 1_500_000;

/** Half of the frames of a small picture for a little over half of its bits. */
const fewFramesShare = 0.55;
const allFrames = 2;
const fewFrames = 0;

const layerLimitsLines = [180, 360] as const;
/** A layer is left only when the size is beyond its limit by so much: a window that is drawn does not make it flicker. */
const hysteresis = 0.12;
const unknownSize: ShownSize = { width: 1280, height: 720 };

/** From here on a picture is the one that the meeting is about. */
export const firstPriority = 220;
const priorities = { speaker: 255, screen: 250, spotlight: 220, largest: 180, smallest: 10 } as const;

/** The layer that is sharp at this height, staying with `before` near a limit. */
export function spatialLayerFor(heightLines: number, before: number | undefined): number {
  const plain = layerAt(heightLines);
  if (before === undefined || before === plain) return plain;
  const nudged = before < plain ? layerAt(heightLines * (1 - hysteresis)) : layerAt(heightLines * (1 + hysteresis));
  return before < plain ? Math.max(before, nudged) : Math.min(before, nudged);
}

/** An order for each picture. */
export function decidePictures(facts: ViewerFacts): Map<string, PictureOrder> {
  const ranked = facts.pictures.map((picture) => rank(picture, facts)).sort((one, other) => other.weight - one.weight);
  const admitted = admit(ranked, facts);
  const granted = spend(admitted, facts);
  const orders = new Map<string, PictureOrder>();
  for (const { picture, priority, wantedLayer } of ranked) {
    const layers = granted.get(picture.consumerId);
    orders.set(picture.consumerId, {
      isPaused: !layers,
      layers: layers ?? { spatialLayer: wantedLayer, temporalLayer: allFrames },
      priority,
    });
  }
  return orders;
}

/** What an order is expected to take. */
export function expectedBps(source: Picture['source'], { spatialLayer, temporalLayer }: ConsumerLayers): number {
  const share = temporalLayer === fewFrames ? fewFramesShare : 1;
  return Math.round(share * (source === 'screen' ? screenBps : (cameraLayerBps[spatialLayer] ?? cameraLayerBps[2])));
}

type Ranked = { picture: Picture; isShown: boolean; wantedLayer: number; priority: number; weight: number };

function rank(picture: Picture, facts: ViewerFacts): Ranked {
  const size = facts.shown ? facts.shown.get(picture.producerId) : unknownSize;
  const wantedLayer = spatialLayerFor(size?.height ?? 0, facts.layersBefore.get(picture.consumerId));
  const priority = priorityOf(picture, size, facts);
  // Of equal ones the larger first, and then always the same.
  const weight = priority * 1e6 + (size ? Math.min(size.height, 4_000) : 0);
  return { picture, isShown: size !== undefined, wantedLayer, priority, weight };
}

function priorityOf(picture: Picture, size: ShownSize | undefined, facts: ViewerFacts): number {
  if (picture.source === 'screen') return priorities.screen;
  if (facts.speakerEndpointIds.has(picture.endpointId)) return priorities.speaker;
  if (picture.endpointId === facts.spotlightEndpointId) return priorities.spotlight;
  const share = Math.min(1, (size?.height ?? 0) / unknownSize.height);
  return Math.round(priorities.smallest + share * (priorities.largest - priorities.smallest));
}

/** Those that are shown, at most `lastN` cameras of them. Whoever comes first by weight, so the speaker, is always in. */
function admit(ranked: readonly Ranked[], { lastN, shown }: ViewerFacts): Ranked[] {
  let cameras = 0;
  return ranked.filter(({ picture, isShown, priority }) => {
    if (!isShown) return false;
    if (picture.source === 'screen' || shown === null) return true;
    cameras += 1;
    return cameras <= lastN || priority === priorities.speaker;
  });
}

/**
 * Spends a budget from the most important picture on: that one as sharp as it is drawn, then each other one small, then
 * larger while there is something left. What does not fit any more is paused.
 */
function spend(admitted: readonly Ranked[], { budgetBps, othersBps }: ViewerFacts): Map<string, ConsumerLayers> {
  const granted = new Map<string, ConsumerLayers>();
  let leftBps = budgetBps ?? Number.POSITIVE_INFINITY;
  const tryTo = ({ picture }: Ranked, layers: ConsumerLayers): boolean => {
    const held = granted.get(picture.consumerId);
    const costBps = expectedBps(picture.source, layers) - (held ? expectedBps(picture.source, held) : 0);
    if (costBps > leftBps) return false;
    leftBps -= costBps;
    granted.set(picture.consumerId, layers);
    return true;
  };
  const [first] = admitted;
  if (first) stepsUp(first).findLast((layers) => tryTo(first, layers));
  leftBps = Math.min(leftBps, othersBps ?? leftBps);
  for (const ranked of admitted) {
    if (granted.has(ranked.picture.consumerId)) continue;
    const [all = { spatialLayer: 0, temporalLayer: allFrames }] = stepsUp(ranked);
    if (!tryTo(ranked, all) && ranked.picture.source === 'camera') {
      tryTo(ranked, { spatialLayer: 0, temporalLayer: fewFrames });
    }
  }
  for (const ranked of admitted) {
    if (ranked === first || !granted.has(ranked.picture.consumerId)) continue;
    for (const layers of stepsUp(ranked)) if (!tryTo(ranked, layers)) break;
  }
  return granted;
}

/** From small to as large as it is drawn. */
function stepsUp({ picture, wantedLayer }: Ranked): ConsumerLayers[] {
  if (picture.source === 'screen') return [{ spatialLayer: 2, temporalLayer: allFrames }];
  return Array.from({ length: wantedLayer + 1 }, (_, spatialLayer) => ({ spatialLayer, temporalLayer: allFrames }));
}

function layerAt(heightLines: number): number {
  if (heightLines <= layerLimitsLines[0]) return 0;
  return heightLines <= layerLimitsLines[1] ? 1 : 2;
}
