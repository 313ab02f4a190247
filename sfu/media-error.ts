/** Why the media plane refused or failed. Programs decide on the reason; people read the message. */
export type MediaErrorReason =
  /** No media worker runs at this moment; one is being started. */
  | 'NO_WORKER'
  /** The worker's binary is not there or may not be executed. */
  | 'WORKER_MISSING'
  /** The worker's binary was made for another version of mediasoup. */
  | 'WORKER_WRONG_VERSION'
  /** The worker did not start, or did not do what it was told. */
  | 'WORKER_FAILED'
  | 'PORT_IN_USE'
  /** The listen address is not this machine's, or the port may not be opened. */
  | 'CANNOT_LISTEN'
  | 'UNKNOWN_TRANSPORT'
  | 'UNKNOWN_PRODUCER'
  | 'UNKNOWN_CONSUMER'
  | 'ALREADY_CONNECTED'
  /** The peer already sends this source in this slot. */
  | 'ALREADY_PRODUCING'
  /** What the client or the configuration sent is malformed. */
  | 'WRONG_PARAMETERS'
  | 'CANNOT_CONSUME'
  | 'LIMIT_REACHED'
  /** The room has as many peers as it may have. */
  | 'ROOM_FULL'
  /** The plane, the room or the peer is closed. */
  | 'CLOSED';

/** The one error of the media plane. The message says what is wrong and what to do. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly reason: MediaErrorReason;

  constructor(reason: MediaErrorReason, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}

/** The text of anything that was thrown. */
export function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
