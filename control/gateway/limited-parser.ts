/**
 * The wire format of socket.io with a limit: a message above it is not parsed but becomes a short `message.tooLarge` event
 * with the same acknowledgement, so that its sender gets a coded error. Binary attachments are not part of the protocol.
 */
import { Decoder, Encoder } from 'socket.io-parser';
import { limits } from '#contract';

export const tooLargeEvent = 'message.tooLarge';

/** Packet type 2 is an event: `2[<namespace>,][<acknowledgement id>][…]`. */
const eventHeader = /^2(?:\/[^,]{0,64},)?(\d{0,15})\[/;

class LimitedDecoder extends Decoder {
  constructor() {
    super({ maxAttachments: 0 });
  }

  override add(chunk: unknown): void {
    super.add(typeof chunk === 'string' && Buffer.byteLength(chunk) > limits.maxCommandBytes ? shorten(chunk) : chunk);
  }
}

function shorten(text: string): string {
  const header = eventHeader.exec(text);
  if (!header) throw new Error('message too large');
  return `2${header[1]}["${tooLargeEvent}"]`;
}

export const limitedParser = { Encoder, Decoder: LimitedDecoder };
