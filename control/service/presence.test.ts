import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointId } from '../domain/ids.ts';
import { graceMs, Presence } from './presence.ts';

const laptop = 'laptop' as EndpointId;

describe('the presence of a device', () => {
  let lost: EndpointId[];
  let presence: Presence;
  beforeEach(() => {
    vi.useFakeTimers();
    lost = [];
    presence = new Presence((endpointId) => lost.push(endpointId));
  });
  afterEach(() => {
    presence.close();
    vi.useRealTimers();
  });

  it('ends when it stays away for the grace time, and is told once', () => {
    presence.connect(laptop, 'c1');
    expect(presence.disconnect(laptop, 'c1')).toBe(true);
    expect(presence.isConnected(laptop)).toBe(false);
    vi.advanceTimersByTime(graceMs - 1);
    expect(lost).toEqual([]);
    vi.advanceTimersByTime(graceMs * 3);
    expect(lost).toEqual([laptop]);
  });

  it('goes on when it comes back in time', () => {
    presence.connect(laptop, 'c1');
    presence.disconnect(laptop, 'c1');
    vi.advanceTimersByTime(graceMs - 1);
    presence.connect(laptop, 'c2');
    vi.advanceTimersByTime(graceMs * 2);
    expect([lost, presence.isConnected(laptop)]).toEqual([[], true]);
  });

  it('lasts until the last of its connections ended', () => {
    presence.connect(laptop, 'old page');
    presence.connect(laptop, 'new page');
    expect(presence.disconnect(laptop, 'old page')).toBe(false);
    vi.advanceTimersByTime(graceMs * 2);
    expect([lost, presence.isConnected(laptop)]).toEqual([[], true]);
    expect(presence.disconnect(laptop, 'new page')).toBe(true);
  });

  it('is not disturbed by the end of a connection that it does not know', () => {
    presence.connect(laptop, 'c1');
    expect(presence.disconnect(laptop, 'c9')).toBe(false);
    expect(presence.isConnected(laptop)).toBe(true);
  });

  it('is awaited after a restart of the server, for one grace time from the first call', () => {
    presence.expect(laptop);
    vi.advanceTimersByTime(graceMs - 1);
    presence.expect(laptop);
    vi.advanceTimersByTime(1);
    expect(lost).toEqual([laptop]);
  });

  it('is not awaited while it is connected', () => {
    presence.connect(laptop, 'c1');
    presence.expect(laptop);
    vi.advanceTimersByTime(graceMs * 2);
    expect(lost).toEqual([]);
  });

  it('is forgotten when it left on purpose, also before its connection ends', () => {
    presence.connect(laptop, 'c1');
    presence.forget(laptop);
    expect(presence.isConnected(laptop)).toBe(false);
    expect(presence.disconnect(laptop, 'c1')).toBe(false);
    vi.advanceTimersByTime(graceMs * 2);
    expect(lost).toEqual([]);
  });

  it('is told to nobody after the end', () => {
    presence.expect(laptop);
    presence.close();
    vi.advanceTimersByTime(graceMs * 2);
    expect([lost, vi.getTimerCount()]).toEqual([[], 0]);
  });
});
