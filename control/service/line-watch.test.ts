import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaPeer, PeerStats } from '#sfu';
import type { EndpointId, SiteId } from '../domain/ids.ts';
import { LineWatch, type WatchedDevice } from './line-watch.ts';

const mega = 1_000_000;
const endpointId = 'wall' as EndpointId;
const lookMs = 3_000;
const device: WatchedDevice = {
  endpointId,
  siteId: 'north' as SiteId,
  isSending: true,
  isSpeaking: false,
  isConnected: true,
  isPictureExpected: false,
};
const picture = { kind: 'video', isPaused: false, score: 10 } as const;

function statsOf(availableBps: number, carriedLayer: number): PeerStats {
  const speaker = { ...picture, consumerId: 'speaker', producerId: 's', spatialLayer: carriedLayer, sentLayer: 2 };
  const other = { ...picture, consumerId: 'other', producerId: 'o', spatialLayer: 0, sentLayer: 2 };
  const line = { protocol: 'udp', iceState: 'completed', roundTripMs: 20, lossRatio: 0 } as const;
  return {
    peerId: endpointId,
    lines: [{ ...line, direction: 'receive', bitrateBps: 700_000, availableBps }],
    producers: [],
    consumers: [
      { ...speaker, bitrateBps: 100_000 },
      { ...other, bitrateBps: 600_000 },
    ],
  };
}

describe('the lines of a meeting', () => {
  let bandwidthBps: number | null;
  let stats: PeerStats;
  let orders: { sendBps: number | null; receiveBps: number | null }[];
  let told: string[];
  let watch: LineWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    bandwidthBps = 2 * mega;
    stats = statsOf(2 * mega, 2);
    orders = [];
    told = [];
    const peer = {
      setCeilings: async (ceilings: (typeof orders)[number]) => void orders.push(ceilings),
      stats: async () => stats,
    } as unknown as MediaPeer;
    watch = new LineWatch({
      devices: () => [device],
      peer: () => peer,
      bandwidthBpsOf: async () => () => bandwidthBps,
      firstPictureOf: () => ({ consumerId: 'speaker', layer: 2 }),
      onLine: () => undefined,
      onShare: () => void told.push('share'),
      onCeiling: () => void told.push('ceiling'),
      onFailed: (error) => expect.unreachable(String(error)),
    });
    watch.start();
  });
  afterEach(() => {
    watch.close();
    vi.useRealTimers();
  });

  it('keep a ceiling that the register names, follow it when it is raised, and are free when it is lifted', async () => {
    await vi.advanceTimersByTimeAsync(lookMs);
    expect(watch.ceilingOf(endpointId)).toEqual({ siteBps: 2 * mega, sendBps: 1.8 * mega, receiveBps: 1.8 * mega });
    const narrow = watch.budgetBps(endpointId) ?? 0;
    bandwidthBps = 10 * mega;
    await vi.advanceTimersByTimeAsync(lookMs);
    expect(watch.budgetBps(endpointId)).toBeGreaterThan(narrow * 4);
    bandwidthBps = null;
    await vi.advanceTimersByTimeAsync(lookMs);
    expect(watch.ceilingOf(endpointId)).toBeNull();
    expect(watch.budgetBps(endpointId)).toBeNull();
    expect(orders.map(({ receiveBps }) => receiveBps)).toEqual([1.8 * mega, 9 * mega, null]);
    expect(told).toEqual(['ceiling', 'ceiling', 'ceiling']);
  });

  it('leave the others less while the speaker is behind, and more again when the line is better', async () => {
    await vi.advanceTimersByTimeAsync(lookMs);
    expect(watch.othersBps(endpointId)).toBeNull();
    stats = statsOf(0.75 * mega, 0);
    await vi.advanceTimersByTimeAsync(lookMs);
    const [short] = [watch.othersBps(endpointId)];
    expect(short).toBeLessThan(600_000);
    stats = statsOf(2 * mega, 2);
    await vi.advanceTimersByTimeAsync(lookMs);
    expect(watch.othersBps(endpointId)).toBeGreaterThan(short ?? 0);
    await vi.advanceTimersByTimeAsync(10 * lookMs);
    expect(watch.othersBps(endpointId)).toBeNull();
    expect(told.filter((what) => what === 'share').length).toBeGreaterThan(2);
  });
});
