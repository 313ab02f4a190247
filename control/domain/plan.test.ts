import { describe, expect, it } from 'vitest';
import { given, item, meetingAfter, prepared, theClerk } from './given-meeting.ts';
import type { AgendaItemId } from './ids.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { planOf } from './plan.ts';

const minuteMs = 60_000;
const startAt = 1_763_700_000_000;

describe('the plan of a meeting', () => {
  it('lets each item follow the one before', () => {
    const { items, endAt } = plan([10, null], [20, null]);
    expect(items.map(({ startAt, endAt }) => [startAt, endAt])).toEqual([
      [0, 10],
      [10, 30],
    ]);
    expect(endAt).toBe(30);
  });

  it('waits for a fixed time that lies ahead', () => {
    const { items, endAt } = plan([10, null], [20, 45], [5, null]);
    expect(items.map(({ startAt, overlapMs }) => [startAt, overlapMs])).toEqual([
      [0, 0],
      [45, 0],
      [65, 0],
    ]);
    expect(endAt).toBe(70);
  });

  it('begins later than fixed where what comes before reaches past it, and says by how much', () => {
    const { items } = plan([30, null], [20, 25], [10, 30]);
    expect(items.map(({ startAt, overlapMs }) => [startAt, overlapMs])).toEqual([
      [0, 0],
      [30, 5],
      [50, 20],
    ]);
  });

  it('begins no item before the meeting', () => {
    expect(plan([10, -15]).items).toMatchObject([{ startAt: 0, overlapMs: 15 }]);
  });

  it('of an empty agenda ends when it begins', () => {
    expect(plan()).toEqual({ items: [], endAt: 0 });
  });

  it('is no reason to refuse an item: overlapping times are accepted and told', () => {
    const command = { type: 'agenda.add', ...item('late' as AgendaItemId, { startsAt: 0 }) } as const;
    const events = given(...prepared).when(command, theClerk) as MeetingEvent[];
    const { agenda, plannedStartAt } = meetingAfter(...prepared, ...events);
    expect(planOf(agenda, plannedStartAt).items.map(({ overlapMs }) => overlapMs)).toEqual([0, 0, 2 * minuteMs]);
  });
});

/** Of minutes and a fixed minute after the start each; answers in minutes after the start as well. */
function plan(...rows: [plannedMinutes: number, fixedMinute: number | null][]) {
  const items = rows.map(([minutes, fixed], index) => ({
    id: `item-${index}` as AgendaItemId,
    plannedMs: minutes * minuteMs,
    startsAt: fixed === null ? null : startAt + fixed * minuteMs,
  }));
  const { items: planned, endAt } = planOf({ items: items as never }, startAt);
  const minuteOf = (ms: number) => (ms - startAt) / minuteMs;
  return {
    items: planned.map(({ startAt, endAt, overlapMs }) => ({
      startAt: minuteOf(startAt),
      endAt: minuteOf(endAt),
      overlapMs: overlapMs / minuteMs,
    })),
    endAt: minuteOf(endAt),
  };
}
