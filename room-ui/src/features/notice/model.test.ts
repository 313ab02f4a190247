import { expect, it } from 'vitest';
import type { AttendanceRow, PersonId } from '#contract';
import { unusualChair } from './model.ts';

const [chair, deputy] = ['p1', 'p2'] as PersonId[] as [PersonId, PersonId];
const names = {
  [chair]: { personId: chair, name: 'Chủ tọa Mẫu', rank: '', role: 'chair' },
  [deputy]: { personId: deputy, name: 'Đại biểu Mẫu 1', rank: 'Tiến sĩ', role: 'deputy' },
} as unknown as Record<string, AttendanceRow>;
const chairing = (actingChairId: PersonId | null, status: 'inSession' | 'convened' = 'inSession', personId = chair) =>
  unusualChair({ meeting: { status, actingChairId }, names, me: { personId } });

it('says nothing while the chair chairs, and before the meeting', () => {
  expect(chairing(chair)).toBeNull();
  expect(chairing(null, 'convened')).toBeNull();
});

it('names whoever acts, says it to them in person, and says that nobody does', () => {
  expect(chairing(deputy)).toEqual({ by: 'other', name: 'Tiến sĩ Đại biểu Mẫu 1' });
  expect(chairing(deputy, 'inSession', deputy)).toEqual({ by: 'self' });
  expect(chairing(null)).toEqual({ by: 'nobody' });
});
