import { describe, expect, it } from 'vitest';
import type { AttendanceRow, MediaRow } from '#contract';
import { sitesOf } from './sites.ts';

const names = {
  p1: { personId: 'p1', siteId: 's2', siteName: 'Xã B' },
  p2: { personId: 'p2', siteId: 's1', siteName: 'Xã A' },
  p3: { personId: 'p3', siteId: null, siteName: '' },
} as unknown as Record<string, AttendanceRow>;

function device(part: object): MediaRow {
  return {
    endpointId: 'e',
    kind: 'personal',
    siteId: null,
    personIds: [],
    isConnected: true,
    ...part,
  } as unknown as MediaRow;
}

describe('sites', () => {
  it('are those of the invited persons, by name, also while nothing of them is connected', () => {
    expect(sitesOf(names, {})).toEqual([
      { siteId: 's1', name: 'Xã A', isConnected: false, isSeenOnly: false },
      { siteId: 's2', name: 'Xã B', isConnected: false, isSeenOnly: false },
    ]);
  });

  it('are connected by their own device or by that of one of their persons', () => {
    const stateOf = (media: Record<string, MediaRow>) => sitesOf(names, media).map((site) => site.isConnected);
    expect(stateOf({ a: device({ kind: 'room', siteId: 's1' }) })).toEqual([true, false]);
    expect(stateOf({ a: device({ personIds: ['p1'] }) })).toEqual([false, true]);
  });

  it('are seen only, and not connected, while their room agent alone is there and sends its picture', () => {
    const agent = (part: object) => device({ kind: 'agent', siteId: 's1', producers: [{ producerId: 'p' }], ...part });
    const stateOf = (media: Record<string, MediaRow>) =>
      sitesOf(names, media).map((site) => [site.isConnected, site.isSeenOnly]);
    const nothing = [false, false];
    expect(stateOf({ a: agent({}) })).toEqual([[false, true], nothing]);
    expect(stateOf({ a: agent({}), b: device({ kind: 'room', siteId: 's1' }) })).toEqual([[true, false], nothing]);
    expect(stateOf({ a: agent({ producers: [] }) })).toEqual([nothing, nothing]);
    expect(stateOf({ a: agent({ isConnected: false }) })).toEqual([nothing, nothing]);
  });

  it('are not connected by a display or by a device that lost its link', () => {
    const media = { a: device({ kind: 'display', siteId: 's1' }), b: device({ siteId: 's2', isConnected: false }) };
    expect(sitesOf(names, media).some((site) => site.isConnected)).toBe(false);
  });
});
