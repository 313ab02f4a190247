/** Why a command did not succeed: the server's refusal, or LOST when no reply came before the page gave up. */
import type { ErrorReply } from '#contract';

export type FailureCode = ErrorReply['code'] | 'LOST';

export class CommandError extends Error {
  override name = 'CommandError';
  readonly code: FailureCode;
  readonly reply: ErrorReply | null;

  constructor(reply: ErrorReply | null) {
    super(reply?.message ?? 'No reply came from the server.');
    this.code = reply?.code ?? 'LOST';
    this.reply = reply;
  }
}
