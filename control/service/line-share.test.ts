import { describe, expect, it } from 'vitest';
import { type LineFacts, othersShare } from './line-share.ts';

/** A speaker who is carried small while others take the line. */
const short: LineFacts = {
  orderedLayer: 2,
  sentLayer: 2,
  carriedLayer: 0,
  firstBps: 100_000,
  othersBps: 900_000,
  availableBps: 1_050_000,
  layerBps: [130_000, 420_000, 1_000_000],
};

describe('what others may take of a line', () => {
  it('is not limited while the most important picture is as sharp as ordered', () => {
    expect(othersShare({ ...short, carriedLayer: 2 }, null)).toBeNull();
  });

  it('is less by what the next layer needs, look by look, while that picture is behind', () => {
    const first = othersShare(short, null);
    expect(first).toBe(900_000 - 290_000);
    const second = othersShare({ ...short, carriedLayer: 1, firstBps: 400_000, othersBps: 600_000 }, first);
    expect(second).toBe(20_000);
    expect(othersShare({ ...short, othersBps: 0, availableBps: 380_000 }, 0)).toBeNull();
  });

  it('is not less where there is room, nor where the sender sends nothing larger', () => {
    expect(othersShare({ ...short, availableBps: 3_000_000 }, null)).toBeNull();
    expect(othersShare({ ...short, sentLayer: 0 }, null)).toBeNull();
    expect(othersShare({ ...short, sentLayer: null, carriedLayer: null }, null)).toBeNull();
  });

  it('is measured by what the sender sends: a still picture needs little more to be sharp', () => {
    const still = { ...short, firstBps: 15_000, othersBps: 40_000, layerBps: [15_000, 30_000, 60_000] };
    expect(othersShare({ ...still, availableBps: 200_000 }, null)).toBeNull();
    expect(othersShare({ ...still, firstBps: 150_000, othersBps: 160_000, availableBps: 310_000 }, null)).toBe(145_000);
  });

  it('is not less where the whole line would not bear the next layer', () => {
    expect(othersShare({ ...short, othersBps: 250_000, availableBps: 350_000 }, null)).toBeNull();
    expect(othersShare({ ...short, othersBps: 250_000, availableBps: 350_000 }, 50_000)).toBeNull();
    // What it has was given to it; taking that back would only begin anew.
    const middle = { ...short, carriedLayer: 1, firstBps: 400_000, othersBps: 100_000, availableBps: 600_000 };
    expect(othersShare(middle, 150_000)).toBe(150_000);
  });

  it('is not limited on a line that bears small pictures only, or is thought to', () => {
    const thin = { ...short, firstBps: 15_000, othersBps: 60_000, availableBps: 55_000, layerBps: [15_000, 30_000] };
    expect(othersShare(thin, null)).toBeNull();
    expect(othersShare(thin, 40_000)).toBeNull();
  });

  it('grows again with what is free, until it is no limit any more', () => {
    const well = { ...short, carriedLayer: 2, firstBps: 900_000, othersBps: 0, availableBps: 1_700_000 };
    expect(othersShare(well, 0)).toBe(400_000);
    expect(othersShare({ ...well, availableBps: 950_000 }, 200_000)).toBe(200_000);
    let share: number | null = 0;
    for (let look = 0; share !== null && look < 20; look += 1) share = othersShare(well, share);
    expect(share).toBeNull();
  });
});
