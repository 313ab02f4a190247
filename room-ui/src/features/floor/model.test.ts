import { describe, expect, it } from 'vitest';
import type { AttendanceRow, PersonId } from '#contract';
import { type Floor, floorOf, queueOf, speakersOf } from './model.ts';
import { emptyFloor as empty, requestOf, speakerOf } from './test-floor.ts';

const [one, two, chair] = ['p1', 'p2', 'p3'] as PersonId[] as [PersonId, PersonId, PersonId];
const names = Object.fromEntries(
  [one, two, chair].map((personId) => [personId, { personId, name: `Name ${personId}`, title: 'T', siteName: 'S' }]),
) as Record<string, AttendanceRow>;

describe('queue', () => {
  it('keeps the order of asking, in whatever order the rows came', () => {
    const { requests: _requests, ...head } = empty;
    const floor = floorOf({ head, rows: { 9: requestOf(one, 9), 5: requestOf(two, 5) } });
    expect(floor.requests.map(({ personId }) => personId)).toEqual([two, one]);
  });

  it('puts those first from whom an answer is awaited', () => {
    const floor = { ...empty, requests: [requestOf(one, 1)], invitations: [{ personId: two, expiresAt: 9 }] };
    expect(queueOf(floor, names).map((entry) => [entry.personId, entry.state.name])).toEqual([
      [two, 'invited'],
      [one, 'waiting'],
    ]);
  });
});

describe('speakers', () => {
  it('names the delegate before the chair', () => {
    const floor: Floor = {
      ...empty,
      speakers: [speakerOf(chair, 'chair'), speakerOf(one, 'speaker')],
    };
    expect(speakersOf(floor, names).map((speaker) => speaker.personId)).toEqual([one, chair]);
  });
});

describe('formal names', () => {
  const formal = {
    [one]: {
      personId: one,
      name: 'Đại biểu Mẫu 1',
      rank: 'Thượng tá',
      title: 'T',
      siteName: 'S',
      substituteForId: two,
    },
    [two]: { personId: two, name: 'Đại biểu Mẫu 2', rank: '', title: '', siteName: '', substituteForId: null },
  } as unknown as Record<string, AttendanceRow>;

  it('carry the rank and say for whom somebody stands in', () => {
    const floor: Floor = { ...empty, speakers: [speakerOf(one, 'speaker')] };
    expect(speakersOf(floor, formal)[0]).toMatchObject({
      name: 'Thượng tá Đại biểu Mẫu 1',
      substituteFor: 'Đại biểu Mẫu 2',
    });
  });

  it('stay whole for a person of whom the page does not know yet', () => {
    const floor: Floor = { ...empty, requests: [requestOf(chair, 1)] };
    expect(queueOf(floor, formal)[0]).toMatchObject({ name: '', detail: '' });
  });
});
