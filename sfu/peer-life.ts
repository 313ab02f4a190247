/** Whether a peer still is, and how it asks the worker: what fails because the peer ended meanwhile is `CLOSED`. */
import type { EngineTransport } from './engine.ts';
import { MediaError, type MediaErrorReason, textOf } from './media-error.ts';

export class PeerLife {
  readonly #peerId: string;
  readonly #isRoomClosed: () => boolean;
  #hasEnded = false;

  constructor(peerId: string, isRoomClosed: () => boolean) {
    this.#peerId = peerId;
    this.#isRoomClosed = isRoomClosed;
  }

  get isClosed(): boolean {
    return this.#hasEnded || this.#isRoomClosed();
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  end(): void {
    this.#hasEnded = true;
  }

  assertOpen(): void {
    if (this.isClosed) {
      throw new MediaError('CLOSED', `Peer ${this.#peerId} is closed. Join the room again.`);
    }
  }

  /** While a request was on its way its peer or its transport may have ended; what it made then ends too. */
  assertStillOpen(made: { closed: boolean; close(): void }, transport?: EngineTransport): void {
    if (!this.isClosed && !made.closed && !transport?.closed) {
      return;
    }
    made.close();
    this.assertOpen();
    throw new MediaError('UNKNOWN_TRANSPORT', 'The transport ended in the meantime. Create a new one and try again.');
  }

  async ask<T>(reason: MediaErrorReason, what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (cause) {
      this.assertOpen();
      if (cause instanceof MediaError) {
        throw cause;
      }
      throw new MediaError(reason, `The media worker did not ${what} (${textOf(cause)}).`, { cause });
    }
  }
}
