import { describe, expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

describe('the limit of a connection', () => {
  it('lets a burst through and then says how long to wait', () => {
    const bucket = createTokenBucket(10, 3);
    expect([bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0, 100]);
  });

  it('lets a steady rate through for ever', () => {
    const bucket = createTokenBucket(10, 1);
    for (let index = 0; index < 1_000; index += 1) expect(bucket.take(index * 100)).toBe(0);
  });

  it('lets through after exactly the wait that it named', () => {
    const bucket = createTokenBucket(3, 1);
    bucket.take(0);
    const waitMs = bucket.take(1);
    expect(bucket.take(1 + waitMs)).toBe(0);
  });

  it('does not punish for asking too early', () => {
    const bucket = createTokenBucket(1, 1);
    bucket.take(0);
    expect([bucket.take(500), bucket.take(750), bucket.take(1_000)]).toEqual([500, 250, 0]);
  });

  it('saves no more than a burst over a long silence', () => {
    const bucket = createTokenBucket(10, 2);
    bucket.take(0);
    expect([bucket.take(1_000_000), bucket.take(1_000_000), bucket.take(1_000_000)]).toEqual([0, 0, 100]);
  });

  it('gives nothing for a clock that goes backwards', () => {
    const bucket = createTokenBucket(10, 1);
    bucket.take(1_000);
    expect(bucket.take(0)).toBe(100);
  });
});
