/** What comes in to this page: one consumer for each producer of another device. */
import type { types } from 'mediasoup-client';
import type { SendCommand } from '../session/command-sender.ts';
import { createGathering } from './gathering.ts';
import { type Counters, statsOf } from './page-report.ts';
import { arrivalsOf, lookEveryMs, noPatience, patienceAfter } from './patience.ts';
import type { Relays } from './relays.ts';
import { once, openTransport } from './transport.ts';

export type Receiving = {
  start(producerId: string): Promise<MediaStreamTrack>;
  stop(producerId: string): void;
  readonly producerIds: ReadonlySet<string>;
  /** Resolves once the line by which the others come stands and has brought its first picture, or soon without. */
  standing(): Promise<void>;
  counters(): Promise<Pick<Counters, 'receive'>>;
  close(): void;
};

/** Nobody's own picture waits longer for those of the others. */
const longestStandingMs = 500;
/** A line stands a moment before its first picture is decoded. */
const firstPictureMs = 100;

export function createReceiving(
  loading: Promise<types.Device>,
  send: SendCommand,
  onFailed: () => void,
  relays: Relays,
): Receiving {
  const consumers = new Map<string, types.Consumer>();
  // Ahead of the first picture, which then needs not wait for it.
  const transport = openTransport(loading, 'receive', send, onFailed, relays);
  transport.catch(() => undefined);
  const gathering = createGathering();
  let patience = noPatience;
  let arrivals = arrivalsOf([]);

  const wait = ({ kind, rtpReceiver }: types.Consumer) => {
    if (kind === 'video' && rtpReceiver) rtpReceiver.jitterBufferTarget = patience.waitMs;
  };
  const look = async () => {
    const now = arrivalsOf((await statsOf(transport)) ?? []);
    const { waitMs } = patience;
    patience = patienceAfter(patience, arrivals, now);
    arrivals = now;
    if (patience.waitMs !== waitMs) for (const consumer of consumers.values()) wait(consumer);
  };
  const looking = setInterval(() => void look().catch(() => undefined), lookEveryMs);

  return {
    async start(producerId) {
      const opened = await transport;
      const { recvRtpCapabilities } = await loading;
      const input = { producerId, rtpCapabilities: recvRtpCapabilities as Record<string, unknown> };
      const offer = await gathering.join(send('media.consume', input, once));
      const resume = () => send('media.resumeConsumer', { consumerId: offer.id }, once);
      // Before the line is there nothing can come too early, and the picture begins in the moment in which it is.
      const isResumedAhead = opened.connectionState === 'new' && consumers.size === 0;
      const resumed = isResumedAhead ? resume() : undefined;
      resumed?.catch(() => undefined);
      const consumer = await opened.consume(offer as unknown as types.ConsumerOptions);
      consumers.set(producerId, consumer);
      wait(consumer);
      await (resumed ?? resume());
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
    async standing() {
      const tooLong = new Promise<void>((resolve) => setTimeout(resolve, longestStandingMs));
      await Promise.race([tooLong, transport.then(connected, () => undefined)]);
    },
    async counters() {
      return { receive: await statsOf(transport) };
    },
    close() {
      clearInterval(looking);
      transport.then((opened) => opened.close()).catch(() => undefined);
    },
  };
}

function connected(transport: types.Transport): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => setTimeout(resolve, firstPictureMs);
    if (transport.connectionState === 'connected') settle();
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') settle();
    });
  });
}
