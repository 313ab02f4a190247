/** The only place that turns what was thrown into a reply. An unexpected error leaves a number, never its text. */
import { type ErrorCode, type ErrorReply, errorMeanings, type Reply } from '#contract';
import { MediaError } from '#sfu';
import { Rejection } from '../domain/rejection.ts';
import { AppError } from '../errors.ts';
import { randomId } from '../identity/tokens.ts';
import type { Logger } from '../logger.ts';

export function toErrorReply(error: unknown, logger: Logger): ErrorReply {
  if (error instanceof Rejection) return { code: error.code, message: error.message };
  if (error instanceof AppError && isErrorCode(error.code)) {
    if (error.code === 'STORE_UNAVAILABLE') logger.error({ err: error }, 'the record could not be written');
    return {
      code: error.code,
      message: error.message,
      ...(error.field === undefined ? {} : { field: error.field }),
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    };
  }
  if (error instanceof MediaError) {
    const isDown = error.reason === 'NO_WORKER' || error.reason === 'WORKER_FAILED';
    return { code: isDown ? 'MEDIA_UNAVAILABLE' : 'MEDIA_REFUSED', message: error.message };
  }
  const correlationId = randomId(6);
  logger.error({ err: error, correlationId }, 'unexpected error');
  return { code: 'INTERNAL', message: errorMeanings.INTERNAL, correlationId };
}

type Issue = { path: PropertyKey[]; message: string };

/** The first fault of an input, named by its field. */
export function invalidInput(issues: readonly Issue[], prefix: 'input' | 'envelope' = 'input'): ErrorReply {
  const [issue] = issues;
  const field = [prefix, ...(issue?.path ?? [])].map(String).join('.');
  return { code: 'INVALID_INPUT', message: `${field}: ${issue?.message ?? errorMeanings.INVALID_INPUT}`, field };
}

/** A refusal whose meaning says all. */
export function refused(code: ErrorCode, more: { retryAfterMs?: number } = {}): Reply<never> {
  return { ok: false, error: { code, message: errorMeanings[code], ...more } };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorMeanings, code);
}
