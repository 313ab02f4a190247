import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EndpointId, SiteId } from '../domain/ids.ts';
import { divideBandwidth, floorBps, type SiteDevice } from './media-ceilings.ts';

const mega = 1_000_000;

function device(id: string, siteId: string | null, part: Partial<SiteDevice> = {}): SiteDevice {
  return { endpointId: id as EndpointId, siteId: siteId as SiteId | null, isSending: true, isSpeaking: false, ...part };
}

function ceilingsOf(devices: SiteDevice[], bandwidths: Record<string, number>) {
  const ceilings = divideBandwidth(devices, (siteId) => bandwidths[siteId] ?? null);
  return Object.fromEntries(ceilings);
}

describe('bandwidth of a site', () => {
  it('limits nobody where the register names none', () => {
    const none = { sendBps: null, receiveBps: null };
    expect(ceilingsOf([device('a', 'north'), device('b', null)], {})).toEqual({ a: none, b: none });
  });

  it('is divided evenly for receiving, and mostly to the speaker for sending', () => {
    const devices = [device('a', 's'), device('b', 's', { isSpeaking: true })];
    const { a, b } = ceilingsOf(devices, { s: 2 * mega });
    expect(a).toEqual({ sendBps: 360_000, receiveBps: 900_000 });
    expect(b).toEqual({ sendBps: 1_440_000, receiveBps: 900_000 });
  });

  it('leaves what a display does not send to the others', () => {
    const devices = [device('a', 's'), device('wall', 's', { isSending: false })];
    const { a, wall } = ceilingsOf(devices, { s: 2 * mega });
    expect(a?.sendBps).toBe(1_800_000);
    expect(wall?.sendBps).toBeNull();
  });

  it('keeps each device above the floor on which it is heard', () => {
    const devices = ['a', 'b', 'c', 'd'].map((id) => device(id, 's', { isSpeaking: id === 'a' }));
    const ceilings = ceilingsOf(devices, { s: 0.3 * mega });
    for (const { sendBps, receiveBps } of Object.values(ceilings)) {
      expect(sendBps).toBe(floorBps);
      expect(receiveBps).toBe(floorBps);
    }
  });

  it('is never exceeded as long as the floors fit, and nobody falls below the floor', () => {
    const given = fc.record({
      speaking: fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      bandwidthBps: fc.integer({ min: 100_000, max: 200 * mega }),
    });
    fc.assert(
      fc.property(given, ({ speaking, bandwidthBps }) => {
        const devices = speaking.map((isSpeaking, index) => device(String(index), 's', { isSpeaking }));
        const all = Object.values(ceilingsOf(devices, { s: bandwidthBps }));
        for (const direction of ['sendBps', 'receiveBps'] as const) {
          const given = all.map((ceilings) => ceilings[direction] ?? 0);
          expect(Math.min(...given)).toBeGreaterThanOrEqual(floorBps);
          const sum = given.reduce((one, other) => one + other, 0);
          expect(sum).toBeLessThanOrEqual(Math.max(bandwidthBps, devices.length * floorBps));
        }
      }),
    );
  });
});
