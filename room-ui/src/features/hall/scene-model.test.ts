import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AgendaRow, AttendanceRow, DisplayRow, EndpointId, SiteId } from '#contract';
import { agendaWindow, messageSize, outputsInOrder, presenceCounts, shownSites } from './scene-model.ts';

const id = (number: number) => `item-${number}` as AgendaItemId;

function agenda(statuses: readonly AgendaRow['status'][]): AgendaRow[] {
  return statuses.map((status, position) => ({ id: id(position + 1), position, status }) as AgendaRow);
}

describe('the agenda in the hall', () => {
  const items = agenda(['done', 'active', 'pending', 'pending', 'pending', 'pending', 'pending']);
  const numbers = (window: ReturnType<typeof agendaWindow>) => window.next.map(({ number }) => number);

  it('is the active item between the one before and the next three', () => {
    const window = agendaWindow(items, id(2));
    expect([window.before?.number, window.active?.number]).toEqual([1, 2]);
    expect(numbers(window)).toEqual([3, 4, 5]);
    expect(window.moreCount).toBe(2);
  });

  it('leaves out what was taken up before its turn', () => {
    const window = agendaWindow(agenda(['pending', 'active', 'done', 'pending']), id(2));
    expect(numbers(window)).toEqual([4]);
    expect(window.moreCount).toBe(0);
  });

  it('begins with the first items while none is active, and is empty without items', () => {
    expect(numbers(agendaWindow(agenda(['pending', 'pending']), null))).toEqual([1, 2]);
    expect(agendaWindow([], null)).toEqual({ before: undefined, active: undefined, next: [], moreCount: 0 });
  });
});

describe('the attendance in the hall', () => {
  const row = (status: AttendanceRow['status'], more: Partial<AttendanceRow> = {}) =>
    ({ status, mode: status === 'present' ? 'inPerson' : null, isMember: true, ...more }) as AttendanceRow;

  it('adds up to the members, with guests apart', () => {
    const rows = [
      row('present'),
      row('present', { mode: 'online' }),
      row('absent'),
      row('left'),
      row('unmarked'),
      row('present', { isMember: false }),
      row('absent', { isMember: false }),
    ];
    expect(presenceCounts(rows)).toEqual({ inPerson: 1, online: 1, absent: 2, unmarked: 1, guests: 1 });
  });

  it('names the sites without a connection first and counts those that do not fit', () => {
    const site = (name: string, isConnected: boolean) => ({
      siteId: name as SiteId,
      name,
      isConnected,
      isSeenOnly: false,
    });
    const sites = [site('A', true), site('B', true), site('C', false)];
    expect(shownSites(sites, 2)).toEqual({ sites: [site('C', false), site('A', true)], moreCount: 1 });
    expect(shownSites(sites).moreCount).toBe(0);
  });
});

describe('the letters of a message', () => {
  it.each([
    ['Nghỉ giải lao đến 10 giờ', 'short'],
    ['Kính mời '.repeat(12), 'medium'],
    ['Kính mời '.repeat(30), 'long'],
    ['1\n2\n3', 'medium'],
    ['1\n2\n3\n4\n5', 'long'],
  ])('fit what it says: %s', (text, size) => {
    expect(messageSize(text)).toBe(size);
  });
});

describe('the displays that the chair directs', () => {
  const row = (endpointId: string, label: string): DisplayRow => ({
    endpointId: endpointId as EndpointId,
    label,
    choice: 'auto',
    scene: 'idle',
  });

  it('stand by name, numbered where several have the same', () => {
    const outputs = outputsInOrder([row('e-2', 'Hội trường'), row('e-3', 'Sảnh'), row('e-1', 'Hội trường')]);
    expect(outputs.map(({ row: { endpointId }, name }) => [endpointId, name])).toEqual([
      ['e-1', 'Hội trường · 1'],
      ['e-2', 'Hội trường · 2'],
      ['e-3', 'Sảnh'],
    ]);
  });
});
