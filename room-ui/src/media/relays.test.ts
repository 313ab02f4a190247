import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendCommand } from '../session/command-sender.ts';
import { keepRelays } from './relays.ts';

const relay = (credential: string) => ({ urls: ['turn:relay.example'], username: 'u', credential });

describe('the relays of a link', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are told to every transport again before their password ends', async () => {
    const send = vi.fn(async () => ({ iceServers: [relay('new')], renewRelaysAfterMs: 5_000 }));
    const transport = { closed: false, updateIceServers: vi.fn(async () => {}) };
    const relays = keepRelays(send as unknown as SendCommand, {
      iceServers: [relay('old')],
      renewRelaysAfterMs: 5_000,
    });
    relays.renewOn(transport);
    expect(relays.iceServers).toEqual([relay('old')]);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(transport.updateIceServers).toHaveBeenCalledWith({ iceServers: [relay('new')] });
    expect(relays.iceServers).toEqual([relay('new')]);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(send).toHaveBeenCalledTimes(2);
    relays.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('are asked for again after a failure, and never where there are none', async () => {
    const send = vi
      .fn()
      .mockRejectedValueOnce(new Error('offline'))
      .mockResolvedValue({ iceServers: [], renewRelaysAfterMs: null });
    keepRelays(send as unknown as SendCommand, { iceServers: [relay('old')], renewRelaysAfterMs: 1_000 });
    await vi.advanceTimersByTimeAsync(1_001);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(send).toHaveBeenCalledTimes(2);
    const silent = vi.fn();
    keepRelays(silent as unknown as SendCommand, { iceServers: [], renewRelaysAfterMs: null });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(silent).not.toHaveBeenCalled();
  });
});
