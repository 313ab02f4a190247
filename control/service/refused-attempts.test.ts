import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EndpointId, MeetingId } from '../domain/ids.ts';
import type { RefusedAccess } from '../domain/refused-access.ts';
import { RefusedAttempts, seriesMs } from './refused-attempts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const attemptOf = (endpointId: string, command = 'media.consume') => ({
  endpointId: endpointId as EndpointId,
  personId: null,
  command,
  meetingId: 'other' as MeetingId,
});

it('tells the first attempt at once and a flood once a minute, with its number', () => {
  const told: RefusedAccess[] = [];
  const attempts = new RefusedAttempts((refused) => told.push(refused));
  for (let count = 0; count < 1_000; count += 1) attempts.note(attemptOf('one'));
  attempts.note(attemptOf('two', 'meeting.open'));
  expect(told.map(({ endpointId, attempts }) => [endpointId, attempts])).toEqual([
    ['one', 1],
    ['two', 1],
  ]);
  vi.advanceTimersByTime(seriesMs);
  expect(told.slice(2)).toEqual([{ ...attemptOf('one'), attempts: 999 }]);
  attempts.note(attemptOf('one'));
  expect(told).toHaveLength(3);
  attempts.close();
  expect(told.at(-1)).toMatchObject({ endpointId: 'one', attempts: 1 });
  vi.advanceTimersByTime(2 * seriesMs);
  expect(told).toHaveLength(4);
});

it('tells again at once after a quiet minute', () => {
  const told: RefusedAccess[] = [];
  const attempts = new RefusedAttempts((refused) => told.push(refused));
  attempts.note(attemptOf('one'));
  vi.advanceTimersByTime(seriesMs);
  attempts.note(attemptOf('one'));
  expect(told.map(({ attempts }) => attempts)).toEqual([1, 1]);
  attempts.close();
});
