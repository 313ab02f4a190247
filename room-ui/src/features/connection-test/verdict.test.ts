import { describe, expect, it } from 'vitest';
import { adviceFor, isHeldBack, type Measured, verdictOf } from './verdict.ts';

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
    ['poor', 'bitrate', { sendBps: null }],
    ['poor', 'bitrate', { receiveBps: 0, lossRatio: 1 }],
    ['failed', 'blocked', { sendBps: null, receiveBps: null, path: null }],
  ] as const)('is %s with the advice %s for %j', (verdict, advice, change) => {
    expect(verdictOf({ ...fine, ...change })).toBe(verdict);
    expect(adviceFor({ ...fine, ...change })).toBe(advice);
  });

  it.each([
    [true, 'a slow beginning', { sendBps: 1_000_000 }],
    [false, 'a line that is fast enough', {}],
    [false, 'a line that loses', { sendBps: 1_000_000, lossRatio: 0.05 }],
    [false, 'a line that is filled up', { receiveBps: 600_000, roundTripMs: 400 }],
    [false, 'a line that carries nothing', { receiveBps: 0 }],
  ])('says %s to measuring longer, for %s', (isLonger, _what, change) => {
    expect(isHeldBack({ ...fine, ...change })).toBe(isLonger);
  });
});
