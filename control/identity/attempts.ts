/** Counts attempts of one kind and refuses more than the limiter allows. */
import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';

/** Throws `TOO_MANY_ATTEMPTS` with the time to wait. */
export async function countAttempt(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterMs = refusal.msBeforeNext;
    throw new AppError('TOO_MANY_ATTEMPTS', 'Too many failed attempts.', { retryAfterMs });
  }
}
