/**
 * The one error of the server. `code` is closed: either a code of the protocol or one of a start that failed. Everything
 * else that is thrown is unexpected, and its text never leaves the server.
 */
import type { ErrorCode } from '#contract';

export const startErrorMeanings = {
  CONFIG_INVALID: 'An option or a setting is not valid; all of them are listed.',
  DATA_FOLDER_NOT_WRITABLE: 'The data folder cannot be written.',
  DATA_FOLDER_IN_USE: 'The data folder belongs to another server.',
  PORT_IN_USE: 'Another program listens on the port.',
  CERTIFICATE_INVALID: 'The certificate or its key cannot be used.',
  UI_MISSING: 'The pages were not built.',
  MEDIA_WORKER_MISSING: 'The media worker is not there.',
  MEDIA_WORKER_WRONG_VERSION: 'The media worker is of another version.',
  MEDIA_WORKER_FAILED: 'The media worker does not start.',
} as const;

export type StartErrorCode = keyof typeof startErrorMeanings;

export type AppErrorOptions = ErrorOptions & { field?: string; retryAfterMs?: number };

export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode | StartErrorCode;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode | StartErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.field = options.field;
    this.retryAfterMs = options.retryAfterMs;
  }
}
