/** Commands over the socket: one attempt, given up as soon as the connection breaks. */

import type { Socket } from 'socket.io-client';
import type { ClientEvents, Reply, ServerEvents } from '#contract';
import type { CommandWire } from './command-sender.ts';

const usualTimeoutMs = 10_000;

type SocketWire = Pick<CommandWire, 'now' | 'sendOnce' | 'waitUntilOnline'>;

export function socketWire(socket: Socket<ServerEvents, ClientEvents>): SocketWire {
  return {
    now: () => performance.now(),
    async sendOnce(name, envelope, replyTimeoutMs = usualTimeoutMs) {
      const lost = watchDisconnect(socket);
      try {
        const reply = socket.timeout(replyTimeoutMs).emitWithAck(name, envelope as never) as Promise<Reply<unknown>>;
        return await Promise.race([reply, lost.promise]);
      } finally {
        lost.stop();
      }
    },
    waitUntilOnline: (timeoutMs) => waitForConnect(socket, timeoutMs),
  };
}

/** Rejects on the next disconnect, so that a command need not wait for its timeout to be sent again. */
function watchDisconnect(socket: Socket): { promise: Promise<never>; stop(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  const onDisconnect = () => reject(new Error('disconnected'));
  socket.once('disconnect', onDisconnect);
  return { promise, stop: () => socket.off('disconnect', onDisconnect) };
}

function waitForConnect(socket: Socket, timeoutMs: number): Promise<void> {
  if (socket.connected) return Promise.resolve();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('offline')), timeoutMs);
  const onConnect = () => resolve();
  socket.once('connect', onConnect);
  return promise.finally(() => {
    clearTimeout(timer);
    socket.off('connect', onConnect);
  });
}
