import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AgendaRow, AttendanceRow, PersonId } from '#contract';
import { askingsOf, modeHintOf, openOffers, preRegistrationsOf } from './asking.ts';
import type { Floor } from './model.ts';
import { emptyFloor as empty, requestOf, speakerOf } from './test-floor.ts';

const [one, two, chair] = ['p1', 'p2', 'p3'] as PersonId[] as [PersonId, PersonId, PersonId];
const names = Object.fromEntries(
  [one, two, chair].map((personId) => [personId, { personId, name: `Name ${personId}`, rank: '' }]),
) as Record<string, AttendanceRow>;
const [now, later] = ['i1', 'i2'] as AgendaItemId[] as [AgendaItemId, AgendaItemId];
const open = { id: now, responsibleIds: [] };

function asking(floor: Floor, item: { id: AgendaItemId; responsibleIds: PersonId[] } = open) {
  const list = askingsOf({ floor, names, personId: one, item });
  return Object.fromEntries(list.map((entry) => [entry.kind, entry]));
}

describe('ways to ask', () => {
  it('offer a reply only where another spoke', () => {
    expect(asking(empty).reply).toMatchObject({ isPossible: false, answers: null });
    expect(asking({ ...empty, lastSpeech: { speech: 4, personId: two } }).reply).toMatchObject({
      isPossible: true,
      answers: { speech: 4, name: 'Name p2' },
    });
    expect(asking({ ...empty, lastSpeech: { speech: 4, personId: one } }).reply?.isPossible).toBe(false);
    expect(asking({ ...empty, speakers: [speakerOf(chair, 'chair')] }).reply?.isPossible).toBe(false);
  });

  it('answer the speech under way before the last one', () => {
    const speakers = [speakerOf(two, 'speaker', { speech: 7 })];
    expect(asking({ ...empty, speakers, lastSpeech: { speech: 4, personId: chair } }).reply?.answers?.speech).toBe(7);
  });

  it('offer an explanation to those alone whom the item names', () => {
    expect(asking(empty).explanation?.isPossible).toBe(true);
    expect(asking(empty, { id: now, responsibleIds: [one] }).explanation?.isPossible).toBe(true);
    expect(asking(empty, { id: now, responsibleIds: [two] }).explanation).toBeUndefined();
  });

  it('show what waits with its place among all, and let the other kinds be asked beside it', () => {
    const order = requestOf(two, 3, { kind: 'pointOfOrder', itemId: now });
    const floor = { ...empty, requests: [order, requestOf(one, 1, { itemId: now })] };
    expect(asking(floor).contribution).toMatchObject({ isPossible: false, waiting: { requestId: 1, place: 2 } });
    expect(asking(floor).pointOfOrder).toMatchObject({ isPossible: true, waiting: null });
  });

  it('are closed to whoever speaks', () => {
    const floor = { ...empty, speakers: [speakerOf(one, 'speaker')] };
    expect(Object.values(asking(floor)).some(({ isPossible }) => isPossible)).toBe(false);
  });
});

describe('items to come', () => {
  const row = (id: AgendaItemId, position: number, status: AgendaRow['status']) =>
    ({ id, position, status, title: `Item ${id}` }) as AgendaRow;

  it('are listed with their number and what was asked for them', () => {
    const rows = { [later]: row(later, 1, 'pending'), [now]: row(now, 0, 'active') };
    const requests = [requestOf(two, 5, { itemId: later }), requestOf(one, 6, { itemId: later })];
    expect(preRegistrationsOf(rows, { requests }, one)).toEqual([
      { itemId: later, number: 2, title: 'Item i2', requestId: 6 },
    ]);
    expect(preRegistrationsOf(rows, { requests: [requestOf(one, 1, { itemId: now })] }, one)[0]?.requestId).toBeNull();
  });
});

describe('words under the button', () => {
  const me = { personId: one, personIds: [one] };

  it('are silent while the chair invites', () => {
    expect(modeHintOf({ name: 'chairInvites' }, me, empty, names)).toBeNull();
  });

  it('say who presents, and to the presenter that it is they', () => {
    const mode = { name: 'presentation', presenterId: two } as const;
    expect(modeHintOf(mode, me, empty, names)).toEqual({ name: 'presentation', presenter: 'Name p2' });
    expect(modeHintOf({ ...mode, presenterId: one }, me, empty, names)).toEqual({ name: 'presenting' });
  });

  it('tell a seat of a room that it accepts by itself, and no own device', () => {
    const floor = { ...empty, selfAcceptingIds: [one] };
    const room = { personId: null, personIds: [one] };
    expect(modeHintOf({ name: 'chairInvites' }, room, floor, names)).toEqual({ name: 'selfAccepting' });
    expect(modeHintOf({ name: 'chairInvites' }, me, floor, names)).toBeNull();
    expect(modeHintOf({ name: 'closed' }, room, floor, names)).toEqual({ name: 'closed' });
  });
});

it('offers a lapsed request until its time is over', () => {
  const offers = [{ requestId: 1, kind: 'contribution', until: 100 }] as const;
  expect(openOffers(offers, 99)).toHaveLength(1);
  expect(openOffers(offers, 100)).toEqual([]);
});
