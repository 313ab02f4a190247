import { describe, expect, it } from 'vitest';
import { adviceFor, type Measured, verdictOf } from './verdict.ts';

const fine: Measured = {
  sendBps: 4_000_000,
  receiveBps: 3_900_000,
  roundTripMs: 38,
  lossRatio: 0.001,
  path: 'udp',
  isRelayReachable: null,
  reconnectMs: 400,
};

describe('the verdict about a line', () => {
  it.each([
    ['good', 'none', {}],
    ['good', 'tcp', { path: 'tcp' }],
    ['usable', 'loss', { lossRatio: 0.05 }],
    ['poor', 'loss', { lossRatio: 0.2 }],
    ['usable', 'bitrate', { sendBps: 800_000 }],
    ['poor', 'bitrate', { receiveBps: 100_000 }],
    ['usable', 'delay', { roundTripMs: 300 }],
    ['poor', 'delay', { roundTripMs: 900 }],
    ['usable', 'reconnect', { reconnectMs: null }],
    ['failed', 'blocked', { sendBps: null }],
    ['failed', 'blocked', { receiveBps: 0 }],
  ] as const)('is %s with the advice %s for %j', (verdict, advice, change) => {
    expect(verdictOf({ ...fine, ...change })).toBe(verdict);
    expect(adviceFor({ ...fine, ...change })).toBe(advice);
  });
});
