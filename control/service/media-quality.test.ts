import { describe, expect, it } from 'vitest';
import type { LinkQuality } from '#contract';
import type { LineStats, PeerStats, ProducerStats } from '#sfu';
import { linkQualityOf } from './media-quality.ts';

function line(part: Partial<LineStats>): LineStats {
  return {
    direction: 'receive',
    protocol: 'udp',
    iceState: 'completed',
    bitrateBps: 800_000,
    availableBps: 4_000_000,
    roundTripMs: 20,
    lossRatio: 0,
    ...part,
  };
}

const camera = { source: 'camera', bitrateBps: 900_000, score: 10 } as ProducerStats;
const watching = { kind: 'video', isPaused: false } as PeerStats['consumers'][number];

function quality(lines: Partial<LineStats>[], part: Partial<PeerStats> = {}, before: LinkQuality | null = null) {
  const stats = { peerId: 'e', lines: lines.map(line), producers: [camera], consumers: [watching], ...part };
  return linkQualityOf({ isConnected: true, isPictureExpected: true, stats }, before);
}

describe('quality of a line', () => {
  it('is unknown before there are media and lost without the page', () => {
    expect(linkQualityOf({ isConnected: true, isPictureExpected: false, stats: null }, null)).toBeNull();
    expect(linkQualityOf({ isConnected: false, isPictureExpected: false, stats: null }, null)).toBe('lost');
  });

  it.each<[LinkQuality, Partial<LineStats>]>([
    ['good', {}],
    ['weakLoss', { lossRatio: 0.08 }],
    ['weakDelay', { roundTripMs: 450 }],
    ['slow', { availableBps: 120_000 }],
    ['lost', { iceState: 'disconnected' }],
  ])('is %s', (word, part) => {
    expect(quality([part])).toBe(word);
  });

  it('says that no picture comes where a camera should send one', () => {
    const dark = { ...camera, bitrateBps: 0, score: 0 };
    expect(quality([{}], { producers: [dark] })).toBe('noPicture');
    expect(quality([{}], { producers: [] })).toBe('good');
  });

  it('does not call a line slow on which nothing is wanted', () => {
    expect(quality([{ availableBps: 120_000 }], { consumers: [{ ...watching, isPaused: true }] })).toBe('good');
  });

  it('takes a bad word back only well past its limit', () => {
    expect(quality([{ lossRatio: 0.025 }])).toBe('good');
    expect(quality([{ lossRatio: 0.025 }], {}, 'weakLoss')).toBe('weakLoss');
    expect(quality([{ lossRatio: 0.015 }], {}, 'weakLoss')).toBe('good');
  });
});
