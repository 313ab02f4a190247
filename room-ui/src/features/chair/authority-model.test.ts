import { describe, expect, it } from 'vitest';
import type { AttendanceRow, Me, PersonId } from '#contract';
import { authorityOf, mayChair, successorsOf } from './authority-model.ts';

const names = {
  c: { personId: 'c', name: 'Mẫu C', rank: '', role: 'chair', status: 'left', isMember: true },
  d: { personId: 'd', name: 'Mẫu D', rank: '', role: 'deputy', status: 'present', isMember: true },
  a: { personId: 'a', name: 'Mẫu A', rank: '', role: 'delegate', status: 'present', isMember: true },
  g: { personId: 'g', name: 'Mẫu G', rank: '', role: 'guest', status: 'present', isMember: false },
} as unknown as Record<string, AttendanceRow>;
const viewer = { isActingChair: false, mayTakeBack: false, may: ['authority.seat'] } as unknown as Me;
const chairedBy = (id: string | null, status: 'inSession' | 'adjourned' | 'convened' = 'inSession') =>
  ({ status, actingChairId: id as PersonId | null }) as const;

describe('authority', () => {
  it('says who chairs in the place of the chair, and nothing while it is the chair', () => {
    expect(authorityOf(viewer, chairedBy('d'), names)).toEqual({ name: 'other', by: 'Mẫu D' });
    expect(authorityOf({ ...viewer, isActingChair: true }, chairedBy('d'), names)).toEqual({ name: 'forChair' });
    expect(authorityOf(viewer, chairedBy('c'), names)).toEqual({ name: 'calm' });
    expect(authorityOf({ ...viewer, isActingChair: true }, chairedBy('c'), names)).toEqual({ name: 'calm' });
  });

  it('offers the chair to take back before all else', () => {
    expect(authorityOf({ ...viewer, mayTakeBack: true }, chairedBy('d'), names).name).toBe('mayTakeBack');
    expect(authorityOf({ ...viewer, mayTakeBack: true }, chairedBy(null), names).name).toBe('mayTakeBack');
  });

  it('lets somebody be seated only in session, and only by who may', () => {
    expect(authorityOf(viewer, chairedBy(null), names)).toEqual({ name: 'without', maySeat: true });
    expect(authorityOf(viewer, chairedBy(null, 'adjourned'), names)).toEqual({ name: 'without', maySeat: false });
    expect(authorityOf({ ...viewer, may: [] }, chairedBy(null), names)).toEqual({ name: 'without', maySeat: false });
    expect(authorityOf(viewer, chairedBy(null, 'convened'), names)).toEqual({ name: 'calm' });
  });

  it('proposes deputies first, and nobody who is away or no member', () => {
    expect(mayChair(names, null).map(({ personId }) => personId)).toEqual(['d', 'a']);
    expect(mayChair(names, 'd').map(({ personId }) => personId)).toEqual(['a']);
    const back = { ...names, c: { ...names.c, status: 'present' } as AttendanceRow };
    expect(mayChair(back, 'd').map(({ personId }) => personId)).toEqual(['c', 'a']);
    expect(mayChair(back, null).map(({ personId }) => personId)).toEqual(['d', 'a']);
  });

  it('names who comes after: deputies, else the first member, and never a whole meeting', () => {
    const idsAfter = (people: Record<string, AttendanceRow>, actingChairId: string) =>
      successorsOf(people, actingChairId).map(({ personId }) => personId);
    expect(idsAfter(names, 'c')).toEqual(['d']);
    expect(idsAfter(names, 'd')).toEqual(['a']);
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`d${at}`, { ...names.d, personId: `d${at}`, name: `Mẫu ${at}` }]),
    ) as Record<string, AttendanceRow>;
    expect(idsAfter(many, 'd0')).toEqual(['d1', 'd2', 'd3', 'd4']);
  });
});
