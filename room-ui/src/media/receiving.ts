/** What comes in to this page: one consumer for each producer of another device. */
import type { types } from 'mediasoup-client';
import type { SendCommand } from '../session/command-sender.ts';
import { type Counters, statsOf } from './page-report.ts';
import type { Relays } from './relays.ts';
import { once, openTransport } from './transport.ts';

export type Receiving = {
  start(producerId: string): Promise<MediaStreamTrack>;
  stop(producerId: string): void;
  readonly producerIds: ReadonlySet<string>;
  counters(): Promise<Pick<Counters, 'receive'>>;
  close(): void;
};

export function createReceiving(
  device: types.Device,
  send: SendCommand,
  onFailed: () => void,
  relays: Relays,
): Receiving {
  const consumers = new Map<string, types.Consumer>();
  let transport: Promise<types.Transport> | undefined;

  return {
    async start(producerId) {
      transport ??= openTransport(device, 'receive', send, onFailed, relays);
      const opened = await transport;
      const input = { producerId, rtpCapabilities: device.recvRtpCapabilities as Record<string, unknown> };
      const offer = await send('media.consume', input, once);
      const consumer = await opened.consume(offer as unknown as types.ConsumerOptions);
      consumers.set(producerId, consumer);
      await send('media.resumeConsumer', { consumerId: consumer.id }, once);
      return consumer.track;
    },
    stop(producerId) {
      const consumer = consumers.get(producerId);
      consumers.delete(producerId);
      consumer?.close();
      // The server has closed its end already when the producer is gone; then the refusal says nothing new.
      if (consumer) send('media.closeConsumer', { consumerId: consumer.id }, once).catch(() => undefined);
    },
    get producerIds() {
      return new Set(consumers.keys());
    },
    async counters() {
      return { receive: await statsOf(transport) };
    },
    close() {
      transport?.then((opened) => opened.close()).catch(() => undefined);
    },
  };
}
