import { describe, expect, it } from 'vitest';
import type { AttendanceRow, EndpointId, PersonId } from '#contract';
import { emptyFloor, speakerOf } from '../floor/test-floor.ts';
import type { Tile } from '../stage/model.ts';
import { clockText, hallClock, hallPictures, hallSpeakers, isLineLost } from './speaker-model.ts';

const [chair, an, binh] = ['chair', 'an', 'binh'] as [PersonId, PersonId, PersonId];
const names = {
  an: { name: 'Đại biểu Mẫu 2', rank: 'Đ/c', title: 'Giám đốc', siteName: 'Xã A', substituteForId: 'binh' },
  binh: { name: 'Đại biểu Mẫu 3', rank: '', title: '', siteName: '', substituteForId: null },
} as unknown as Record<string, AttendanceRow>;
const { rules } = emptyFloor;

function orderOf(...speakers: ReturnType<typeof speakerOf>[]) {
  return hallSpeakers({ speakers }, names).map(({ view }) => view.personId);
}

describe('who stands in the strap', () => {
  it('is a delegate before the chair, and the last who was given the floor among several', () => {
    expect(orderOf(speakerOf(chair, 'chair', { since: 9 }), speakerOf(an, 'speaker'))).toEqual([an, chair]);
    expect(orderOf(speakerOf(an, 'speaker', { since: 5 }), speakerOf(binh, 'speaker', { since: 7 }))).toEqual([
      binh,
      an,
    ]);
  });

  it('is one whose clock runs before one who is paused', () => {
    const paused = speakerOf(binh, 'speaker', { since: 7, pausedBy: ['pointOfOrder'], pausedSince: 8 });
    expect(orderOf(speakerOf(an, 'speaker', { since: 5 }), paused)).toEqual([an, binh]);
  });

  it('comes with rank, office, site and whom they stand in for', () => {
    expect(hallSpeakers({ speakers: [speakerOf(an, 'speaker')] }, names)[0]).toMatchObject({
      name: 'Đ/c Đại biểu Mẫu 2',
      title: 'Giám đốc',
      siteName: 'Xã A',
      substituteFor: 'Đại biểu Mẫu 3',
    });
  });
});

describe('the clock in the hall', () => {
  const speech = speakerOf(an, 'speaker', { since: 1_000, budgetMs: 180_000, extendedMs: 60_000 });

  it('counts up where there is no limit', () => {
    const clock = hallClock(speakerOf(an, 'speaker', { since: 1_000 }), rules, 66_000);
    expect(clock).toEqual({ state: 'elapsed', isPaused: false, shownMs: 65_000, share: 1 });
    expect(clockText(clock)).toBe('01:05');
  });

  it('counts down what is left of limit and extension, and empties its ring', () => {
    const clock = hallClock(speech, rules, 61_000);
    expect(clock).toEqual({ state: 'calm', isPaused: false, shownMs: 180_000, share: 0.75 });
  });

  it('turns to a warning in the last minute and says by how much it is over', () => {
    expect(hallClock(speech, rules, 201_000)).toMatchObject({ state: 'warning', shownMs: 40_000 });
    const over = hallClock(speech, rules, 256_000);
    expect(over).toMatchObject({ state: 'over', shownMs: 15_000, share: 1 });
    expect(clockText(over)).toBe('−00:15');
  });

  it('stands while the speech is paused, however late it is', () => {
    const paused = { ...speech, pausedBy: ['chair' as const], pausedSince: 61_000 };
    expect(hallClock(paused, rules, 61_000)).toEqual(hallClock(paused, rules, 999_000));
    expect(hallClock(paused, rules, 999_000)).toMatchObject({ isPaused: true, shownMs: 180_000 });
  });

  it('never goes back from one second to the next', () => {
    const left = Array.from({ length: 400 }, (_, second) => {
      const { state, shownMs } = hallClock(speech, rules, 1_000 + second * 1_000);
      return state === 'over' ? -shownMs : shownMs;
    });
    expect(left).toEqual(left.toSorted((one, other) => other - one));
  });
});

describe('the line of the speaker', () => {
  it('is lost when the site is, or the device', () => {
    expect(isLineLost({ pausedBy: ['siteLost'] }, undefined)).toBe(true);
    expect(isLineLost({ pausedBy: [] }, tileOf('a', { quality: 'lost' }))).toBe(true);
    expect(isLineLost({ pausedBy: ['chair'] }, tileOf('a', { quality: 'slow' }))).toBe(false);
    expect(isLineLost({ pausedBy: [] }, undefined)).toBe(false);
  });
});

describe('the pictures in the hall', () => {
  const speaker = tileOf('a');
  const other = tileOf('b');
  const screen = tileOf('b', { key: 'b:screen', source: 'screen' });

  it('show the speaker alone', () => {
    expect(hallPictures([speaker, other], speaker, null)).toEqual({ large: speaker, beside: undefined });
  });

  it('show a shared screen large and the speaker beside it', () => {
    expect(hallPictures([screen, speaker, other], speaker, null)).toEqual({ large: screen, beside: speaker });
  });

  it('show whom the chair shows to everybody, but no device without a picture', () => {
    expect(hallPictures([speaker, other], speaker, other.endpointId)).toEqual({ large: other, beside: speaker });
    const dark = tileOf('b', { hasPicture: false });
    expect(hallPictures([speaker, dark], speaker, dark.endpointId)).toEqual({ large: speaker, beside: undefined });
    expect(hallPictures([dark], dark, null)).toEqual({ large: undefined, beside: undefined });
  });
});

function tileOf(id: string, more: Partial<Tile> = {}): Tile {
  const endpointId = id as EndpointId;
  return { key: id, endpointId, source: 'camera', hasPicture: true, quality: 'good', ...more } as Tile;
}
