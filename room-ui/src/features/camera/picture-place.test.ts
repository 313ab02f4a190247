import { describe, expect, it } from 'vitest';
import { carriedTo, dragBetween, faceMeant, nearestWithin, partAt, pictureArea } from './picture-place.ts';

const wide = { width: 1_280, height: 720 };

describe('the place of a picture in its frame', () => {
  it('leaves bars beside it in a frame that is wider, and above and below in one that is higher', () => {
    expect(pictureArea({ width: 1_000, height: 360 }, wide)).toEqual({ left: 180, top: 0, width: 640, height: 360 });
    expect(pictureArea({ width: 640, height: 480 }, wide)).toEqual({ left: 0, top: 60, width: 640, height: 360 });
  });

  it('is nowhere before the first picture has come', () => {
    expect(pictureArea({ width: 640, height: 360 }, { width: 0, height: 0 })).toBeNull();
    expect(partAt({ left: 10, top: 10 }, { width: 640, height: 360 }, { width: 0, height: 0 })).toBeNull();
  });
});

describe('a tap', () => {
  it('counts from the corner of the picture, not of the frame', () => {
    const frame = { width: 1_000, height: 360 };
    expect(partAt({ left: 180, top: 0 }, frame, wide)).toEqual({ x: 0, y: 0 });
    expect(partAt({ left: 500, top: 90 }, frame, wide)).toEqual({ x: 0.5, y: 0.25 });
    expect(partAt({ left: 820, top: 360 }, frame, wide)).toEqual({ x: 1, y: 1 });
  });

  it('on a bar beside the picture means nothing', () => {
    expect(partAt({ left: 179, top: 100 }, { width: 1_000, height: 360 }, wide)).toBeNull();
    expect(partAt({ left: 300, top: 430 }, { width: 640, height: 480 }, wide)).toBeNull();
  });
});

describe('a tap among faces and seats', () => {
  const area = { width: 1_000, height: 500 };
  const left = { x: 0.25, y: 0.2, width: 0.02, height: 0.04 };
  const right = { x: 0.5, y: 0.1, width: 0.3, height: 0.6 };

  it('means the face under it, or one that a finger there would touch, by its middle', () => {
    expect(faceMeant({ x: 0.52, y: 0.65 }, [left, right], area)).toEqual({ x: 0.65, y: 0.4 });
    expect(faceMeant({ x: 0.28, y: 0.2 }, [left, right], area)).toEqual({ x: 0.26, y: 0.22 });
    expect(faceMeant({ x: 0.35, y: 0.2 }, [left, right], area)).toEqual({ x: 0.35, y: 0.2 });
  });

  it('means the nearest seat within reach of a finger', () => {
    const seats = [
      { seatId: 'one', x: 0.4, y: 0.5 },
      { seatId: 'two', x: 0.43, y: 0.5 },
    ];
    expect(nearestWithin({ x: 0.418, y: 0.5 }, seats, area)?.seatId).toBe('two');
    expect(nearestWithin({ x: 0.37, y: 0.5 }, seats, area)).toBeNull();
    expect(nearestWithin({ x: 0.38, y: 0.5 }, seats, area)?.seatId).toBe('one');
  });
});

describe('a seat that is carried', () => {
  const frame = { width: 1_000, height: 360 };
  const from = { left: 500, top: 180 };

  it('goes with the finger to the edge of the picture, and stays for a tap', () => {
    const start = { x: 0.5, y: 0.375 };
    expect(carriedTo(start, from, { left: 340, top: 90 }, frame, wide)).toEqual({ x: 0.25, y: 0.125 });
    expect(carriedTo(start, from, { left: 20, top: 500 }, frame, wide)).toEqual({ x: 0, y: 1 });
    expect(carriedTo(start, from, { left: 506, top: 186 }, frame, wide)).toBeNull();
  });
});

describe('a drag', () => {
  const frame = { width: 1_000, height: 360 };
  const from = { left: 500, top: 180 };

  it('draws the picture along: to the left shows what is to the right, down shows what is above', () => {
    expect(dragBetween(from, { left: 340, top: 180 }, frame, wide)).toEqual({ right: 0.5, up: 0 });
    expect(dragBetween(from, { left: 500, top: 225 }, frame, wide)).toEqual({ right: -0, up: 0.25 });
  });

  it('turns by half a picture at most', () => {
    expect(dragBetween(from, { left: 0, top: 180 }, frame, wide)?.right).toBe(1);
    expect(dragBetween({ left: 500, top: 300 }, { left: 500, top: 20 }, frame, wide)?.up).toBe(-1);
  });

  it('is a tap where the finger hardly moved', () => {
    expect(dragBetween(from, { left: 507, top: 187 }, frame, wide)).toBeNull();
  });
});
