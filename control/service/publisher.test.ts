import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inSession, itemAdded, lan, meetingAfter, minh } from '../domain/given-meeting.ts';
import type { AgendaItemId, EndpointId } from '../domain/ids.ts';
import type { MeetingEvent } from '../domain/meeting-state.ts';
import { audiences } from '../domain/roles.ts';
import { meetingSliceNames, meetingSlices } from '../domain/view.ts';
import { Stage } from './publisher-harness.ts';

const asked = { type: 'FloorRequested', kind: 'contribution', itemId: null, answersSpeech: null } as const;
const lanAsked: MeetingEvent = { ...asked, personId: lan };
const minhAsked: MeetingEvent = { ...asked, personId: minh };
const lanCancelled: MeetingEvent = {
  type: 'FloorRequestCancelled',
  personId: lan,
  requestId: null,
  cause: 'cancelled',
  reason: null,
  returnUntil: null,
};
const flushMs = 50;
const allNames = 'meeting agenda attendance floor speaking displays minutes waiting chat media'.split(' ');

describe('the publisher', () => {
  let stage: Stage;
  beforeEach(() => {
    vi.useFakeTimers();
    stage = new Stage(meetingAfter(...inSession));
  });
  afterEach(() => {
    stage.publisher.close();
    vi.useRealTimers();
  });

  it('gives a late comer every slice whole, and then their own', () => {
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(flushMs);
    expect(stage.received('c1').map(({ name, base }) => [name, base])).toEqual(allNames.map((name) => [name, null]));
    expect(stage.own).toEqual([['page-of-c1', { of: 'page-of-c1' }]]);
  });

  it('sends a change as a patch of what was sent before, and only of the slice that it touched', () => {
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(flushMs);
    const before = stage.received('c1').find(({ name }) => name === 'floor')?.version;
    const sentBefore = stage.received('c1').length;
    stage.happens(lanAsked);
    vi.advanceTimersByTime(flushMs);
    expect(stage.received('c1').slice(sentBefore)).toEqual([
      {
        name: 'floor',
        version: stage.version,
        base: before,
        rows: {
          1: { id: 1, personId: lan, since: 0, order: 1, kind: 'contribution', itemId: null, answersSpeech: null },
        },
      },
    ]);
  });

  it('sends a row that changed and no other', () => {
    stage.connect('c1', 'staff');
    vi.advanceTimersByTime(flushMs);
    stage.happens({ type: 'AttendanceMarked', personId: lan, mark: { status: 'left' } });
    vi.advanceTimersByTime(flushMs);
    const patch = stage
      .received('c1')
      .filter(({ name }) => name === 'attendance')
      .at(-1);
    expect(Object.keys(patch?.rows ?? {})).toEqual([lan]);
  });

  it('sends facts that come together in one message', () => {
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(flushMs);
    const before = stage.messages;
    stage.happens(lanAsked);
    vi.advanceTimersByTime(1);
    stage.happens(minhAsked);
    stage.happens({ type: 'AgendaItemSelected', itemId: 'item-2' as AgendaItemId });
    vi.advanceTimersByTime(flushMs);
    expect(stage.messages - before).toBe(1);
    expect(Object.keys(stage.page('c1').floor?.value.rows ?? {})).toEqual(['1', '2']);
  });

  it('sends at most one message in each interval', () => {
    stage.connect('c1', 'public');
    vi.advanceTimersByTime(flushMs);
    const before = stage.messages;
    for (let index = 0; index < 100; index += 1) {
      stage.happens(index % 2 ? lanCancelled : lanAsked);
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(flushMs);
    expect(stage.messages - before).toBeLessThanOrEqual(5);
  });

  it('sends nothing when what an audience sees stays the same', () => {
    const itemId = 'secret' as AgendaItemId;
    stage.happens(itemAdded(itemId, 'staff'));
    stage.connect('c1', 'public');
    vi.advanceTimersByTime(flushMs);
    const before = stage.messages;
    stage.happens({ type: 'AgendaItemChanged', itemId, personId: null, changes: { title: 'another secret' } });
    vi.advanceTimersByTime(flushMs);
    expect(stage.messages).toBe(before);
  });

  it('gives two who come together the same message', () => {
    stage.connect('c1', 'member');
    stage.connect('c2', 'member');
    vi.advanceTimersByTime(flushMs);
    expect(stage.catchUps).toEqual([['c1', 'c2']]);
  });

  it('lets one who comes just after a change wait for nothing, and gathers those who follow', () => {
    vi.advanceTimersByTime(flushMs);
    stage.happens(lanAsked);
    vi.advanceTimersByTime(1);
    stage.happens(minhAsked);
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(1);
    const rows = Object.values(stage.page('c1').floor?.value.rows ?? {});
    expect(rows).toContainEqual(expect.objectContaining({ personId: minh }));
    stage.connect('c2', 'member');
    vi.advanceTimersByTime(1);
    stage.connect('c3', 'member');
    expect(stage.received('c2')).toEqual([]);
    vi.advanceTimersByTime(flushMs);
    expect(stage.catchUps).toEqual([['c1'], ['c2', 'c3']]);
  });

  it('gives one who holds the newest versions only what is live', () => {
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(flushMs);
    stage.connect('c2', 'member', stage.versionsOf('c1'));
    vi.advanceTimersByTime(flushMs);
    expect(stage.received('c2').map(({ name }) => name)).toEqual(['media']);
  });

  it('gives one who holds an older version that slice whole', () => {
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(flushMs);
    const held = stage.versionsOf('c1');
    stage.happens(lanAsked);
    vi.advanceTimersByTime(flushMs);
    stage.connect('c2', 'member', held);
    vi.advanceTimersByTime(flushMs);
    expect(stage.received('c2').map(({ name, base }) => [name, base])).toEqual([
      ['floor', null],
      ['media', null],
    ]);
  });

  it('gives one who holds a version from a future that never was everything', () => {
    stage.connect('c1', 'member', { meeting: 9_999, agenda: 9_999, attendance: 9_999, floor: 9_999 });
    vi.advanceTimersByTime(flushMs);
    expect(stage.received('c1')).toHaveLength(10);
  });

  it('misses nothing for one who comes back just when something changes', () => {
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(flushMs);
    stage.connect('c2', 'member', stage.versionsOf('c1'), stage.page('c1'));
    stage.happens(lanAsked);
    vi.advanceTimersByTime(flushMs);
    expect(stage.page('c2').floor?.value).toEqual(meetingSlices.floor.project(stage.meeting, 'member'));
  });

  it('names the same versions after the journal was read again', () => {
    const events: MeetingEvent[] = [lanAsked, itemAdded('new' as AgendaItemId), minhAsked];
    for (const event of events) stage.happens(event);
    stage.connect('c1', 'member');
    vi.advanceTimersByTime(flushMs);
    const restarted = new Stage(stage.meeting);
    for (const [index, event] of events.entries()) restarted.publisher.touch(event.type, index + 1);
    restarted.connect('c1', 'member', stage.versionsOf('c1'));
    vi.advanceTimersByTime(flushMs);
    expect(restarted.received('c1').map(({ name }) => name)).toEqual(['media']);
    restarted.publisher.close();
  });

  it('sends the live slice with a higher version at each change, and only where it changed', () => {
    stage.connect('c1', 'public');
    vi.advanceTimersByTime(flushMs);
    stage.live = { head: { isAvailable: false }, rows: {} };
    stage.publisher.touchLive();
    vi.advanceTimersByTime(flushMs);
    const [whole, patch] = stage.received('c1').filter(({ name }) => name === 'media');
    expect(patch).toMatchObject({ base: whole?.version, head: { isAvailable: false } });
    expect(patch?.version).toBeGreaterThan(whole?.version ?? 0);
  });

  it('sends nobody’s own slice when they are not there any more', () => {
    stage.isGone = true;
    stage.publisher.touchMe(['e1' as EndpointId]);
    vi.advanceTimersByTime(flushMs);
    expect(stage.own).toEqual([]);
  });

  it('gives one who only watches the slices of the audience, and then the changes', () => {
    stage.watch('d1');
    vi.advanceTimersByTime(flushMs);
    stage.happens(lanAsked);
    vi.advanceTimersByTime(flushMs);
    expect(stage.received('d1').map(({ name, base }) => [name, base === null])).toEqual([
      ['meeting', true],
      ['agenda', true],
      ['attendance', true],
      ['floor', true],
      ['speaking', true],
      ['displays', true],
      ['minutes', true],
      ['waiting', true],
      ['chat', true],
      ['media', true],
      ['cameras', true],
      ['floor', false],
    ]);
    expect(stage.own).toEqual([]);
  });

  it('sends nothing to one who is forgotten before their turn, and all to the others', () => {
    stage.watch('d1');
    stage.connect('c1', 'member');
    stage.publisher.forget('d1');
    vi.advanceTimersByTime(flushMs);
    expect([stage.received('d1').length, stage.received('c1').length]).toEqual([0, 10]);
  });

  it('sends a moved beginning with the new times of the items', () => {
    stage.connect('c1', 'public');
    vi.advanceTimersByTime(flushMs);
    const before = stage.received('c1').length;
    stage.happens({ type: 'MeetingChanged', changes: { plannedStartAt: 5_000 } });
    vi.advanceTimersByTime(flushMs);
    const changes = stage.received('c1').slice(before);
    expect(changes.map(({ name }) => name)).toEqual(['meeting', 'agenda']);
    expect(changes[1]?.rows).toEqual({ 'item-1': { plannedStartAt: 5_000 }, 'item-2': { plannedStartAt: 65_000 } });
  });

  it('sends nothing after its end', () => {
    stage.connect('c1', 'member');
    stage.publisher.close();
    vi.advanceTimersByTime(flushMs * 10);
    expect([stage.messages, vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('brings each page to what the meeting is, and never shows a member what is for staff, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anAct, { minLength: 5, maxLength: 40, size: 'max' }), (acts) => {
        const play = new Stage(meetingAfter(...inSession, itemAdded('secret-item' as AgendaItemId, 'staff')));
        for (const act of acts) act(play);
        vi.advanceTimersByTime(flushMs * 2);
        play.publisher.close();
        for (const [id, audience] of play.audiences) {
          const page = play.page(id);
          // A room agent reads nothing of all this.
          if (audience === 'agent') expect(page).toEqual({});
          for (const name of audience === 'agent' ? [] : meetingSliceNames) {
            expect([id, name, page[name]?.value]).toEqual([
              id,
              name,
              meetingSlices[name].project(play.meeting, audience),
            ]);
          }
          if (audience !== 'staff') expect(JSON.stringify(play.received(id))).not.toContain('secret');
        }
      }),
      { numRuns: 120 },
    );
  });
});
const someEvents: MeetingEvent[] = [
  lanAsked,
  lanCancelled,
  { type: 'MinutesWritten', section: 'opening', personId: null, text: 'secret-words' },
  { type: 'DisplayNoticeShown', text: 'Nghỉ giải lao' },
  { type: 'ActingChairChanged', personId: lan, cause: 'handedOver' },
  { type: 'ClosedSessionBegun' },
  { type: 'AttendanceMarked', personId: lan, mark: { status: 'absent', reason: 'secret-reason' } },
  { type: 'AttendanceMarked', personId: lan, mark: { status: 'present', mode: 'online' } },
  { type: 'AgendaItemSelected', itemId: 'secret-item' as AgendaItemId },
  { type: 'AgendaItemMoved', itemId: 'secret-item' as AgendaItemId, position: 0 },
  { type: 'AgendaItemMoved', itemId: 'secret-item' as AgendaItemId, position: 2 },
  {
    type: 'AgendaConflictNoted',
    itemId: 'item-1' as AgendaItemId,
    conflictId: 'conflict-1',
    personId: lan,
    changes: { title: 'secret-title' },
  },
  { type: 'AgendaItemChanged', itemId: 'item-1' as AgendaItemId, personId: null, changes: { plannedMs: 90_000 } },
  { type: 'MeetingChanged', changes: { plannedStartAt: 9_000 } },
  { type: 'MeetingAdjourned' },
  { type: 'MeetingResumed' },
];

const anId = fc.constantFrom('c1', 'c2', 'c3');
const anAct: fc.Arbitrary<(stage: Stage) => void> = fc.oneof(
  fc.constantFrom(...someEvents).map((event) => (stage: Stage) => stage.happens(event)),
  fc.constantFrom(1, 10, flushMs, flushMs).map((ms) => () => void vi.advanceTimersByTime(ms)),
  fc.tuple(anId, fc.constantFrom(...audiences)).map(([id, audience]) => (stage: Stage) => {
    if (!stage.audiences.has(id)) stage.connect(id, audience);
  }),
  // Away and back with what the page held.
  anId.map((id) => (stage: Stage) => {
    const audience = stage.audiences.get(id);
    if (!audience) return;
    const held = stage.versionsOf(id);
    stage.connect(id, audience, held, stage.disconnect(id));
  }),
);
