import { describe, expect, it } from 'vitest';
import type { EndpointId, MediaRow, PersonId, WaitingRow } from '#contract';
import { askingCount, inOrder, isRemovable, ownDeviceOf, partsOf, ruleOf } from './model.ts';

function waiting(id: string, since: number, isDenied = false): WaitingRow {
  return { endpointId: id as EndpointId, since, isDenied } as WaitingRow;
}

describe('the waiting room', () => {
  it('lists who came first at the top, and the denied at the end', () => {
    const rows = { a: waiting('a', 3), b: waiting('b', 1, true), c: waiting('c', 2) };
    expect(inOrder(rows).map(({ endpointId }) => endpointId)).toEqual(['c', 'a', 'b']);
  });

  it('sets those apart who only wait for the end of the closed session, and does not count them', () => {
    const outside = { ...waiting('c', 2), isOutside: true };
    const rows = { a: waiting('a', 3), b: waiting('b', 1, true), c: outside };
    expect(partsOf(rows).asking.map(({ endpointId }) => endpointId)).toEqual(['a', 'b']);
    expect(partsOf(rows).outside).toEqual([outside]);
    expect(askingCount(rows)).toBe(1);
  });

  it('makes one rule of two switches: the lock comes first', () => {
    expect([ruleOf(false, false), ruleOf(false, true), ruleOf(true, false), ruleOf(true, true)]).toEqual([
      'everyone',
      'invitedOnly',
      'nobody',
      'nobody',
    ]);
  });

  it('finds the own device of a person, not the room where they sit', () => {
    const personId = 'p1' as PersonId;
    const row = (endpointId: string, kind: string) =>
      ({ endpointId, kind, personIds: [personId] }) as unknown as MediaRow;
    expect(ownDeviceOf({ hall: row('hall', 'room'), laptop: row('laptop', 'personal') }, personId)).toBe('laptop');
    expect(ownDeviceOf({ hall: row('hall', 'room') }, personId)).toBeUndefined();
  });

  it('offers no removal of those who run the meeting', () => {
    const roles = ['chair', 'deputy', 'clerk', 'operator', 'delegate', 'guest', 'room', 'display'] as const;
    expect(roles.filter((role) => isRemovable({ role }))).toEqual(['delegate', 'guest', 'room', 'display']);
  });
});
