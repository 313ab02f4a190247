/** Logs are JSON lines on standard error: fields first, ids and never names, no secrets, no ballots, no documents. */
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Makes the root logger; each module gets a named child of it. */
export function createLogger(level: string): Logger {
  const redact = { paths: ['token', 'password', '*.token', '*.password', 'req.headers.cookie'], remove: true };
  return pino({ level, base: null, redact, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}

export function childLogger(root: Logger, module: string): Logger {
  return root.child({ module });
}
