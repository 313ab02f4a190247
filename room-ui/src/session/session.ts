/**
 * The page's session with the server: one socket, the slices that it shows, and the commands that go out. It connects
 * again by itself until the server ends or refuses the session. It never decides anything about the meeting.
 */

import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ErrorReply, HandshakeAuth, Hello, ServerEvents } from '#contract';
import { applyUpdates, type HeldSlices, versionsOf } from './apply-update.ts';
import { createCommandSender, type SendCommand } from './command-sender.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';
import { socketWire } from './socket-wire.ts';
import { createStore, type ReadableStore } from './store.ts';

export type EndReason = Parameters<ServerEvents['session.ended']>[0];

export type SessionPhase =
  /** `problem` is why the attempts so far came to nothing; the next one may succeed. */
  | { name: 'connecting'; problem: ErrorReply['code'] | 'UNREACHABLE' | null }
  | { name: 'online' }
  /** `since` is by the page's own monotonic clock. */
  | { name: 'offline'; since: number }
  | { name: 'refused'; error: ErrorReply }
  | { name: 'ended'; reason: EndReason };

export type Session = {
  readonly phase: ReadableStore<SessionPhase>;
  readonly hello: ReadableStore<Hello | null>;
  readonly slices: ReadableStore<HeldSlices>;
  readonly clock: ServerClock;
  readonly send: SendCommand;
  /** Calls back when the server says that this page's media are gone. */
  onMediaLost(listener: () => void): () => void;
  close(): void;
};

/** Codes after which another attempt can succeed without anybody doing something. */
const passingCodes: readonly string[] = [
  'SERVER_CLOSING',
  'RATE_LIMITED',
  'STORE_UNAVAILABLE',
  'INTERNAL',
  'NO_MEETING',
];

export function openSession(sessionKey: string): Session {
  const phase = createStore<SessionPhase>({ name: 'connecting', problem: null });
  const hello = createStore<Hello | null>(null);
  const slices = createStore<HeldSlices>({});
  const clock = createServerClock();
  const mediaLost = new Set<() => void>();
  const socket: Socket<ServerEvents, ClientEvents> = io({
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 4_000,
    auth: (answer) => {
      const build = hello.get()?.build ?? null;
      answer({ sessionKey, build, versions: versionsOf(slices.get()) } satisfies HandshakeAuth);
    },
  });
  const isOver = () => phase.get().name === 'refused' || phase.get().name === 'ended';
  const refuse = (error: ErrorReply) => {
    phase.set({ name: 'refused', error });
    socket.disconnect();
  };
  /** Where the server closed or refused the connection, socket.io leaves it to us to try again. */
  const connectAgain = (delayMs: number) => {
    setTimeout(() => {
      if (!isOver() && !socket.active) socket.connect();
    }, delayMs);
  };
  const send = createCommandSender(socketWire(socket));
  const resync = createResync(send);

  socket.on('hello', (greeting) => {
    if (greeting.protocolVersion !== import.meta.env.PROTOCOL_VERSION && !reloadForNewVersion()) {
      return refuse({ code: 'UNKNOWN_COMMAND', message: 'This page is older than the server.' });
    }
    clock.set(greeting.serverTimeMs);
    hello.set(greeting);
    phase.set({ name: 'online' });
  });
  socket.on('slices', (updates) => {
    const { held, isOutOfStep } = applyUpdates(slices.get(), updates);
    slices.set(held);
    if (isOutOfStep) resync(held);
  });
  socket.on('media.lost', () => {
    for (const listener of mediaLost) listener();
  });
  socket.on('session.ended', (reason) => {
    phase.set({ name: 'ended', reason });
    socket.disconnect();
  });
  socket.on('disconnect', () => {
    if (isOver()) return;
    phase.set({ name: 'offline', since: performance.now() });
    connectAgain(500);
  });
  socket.on('connect_error', (error: Error & { data?: ErrorReply }) => {
    const { data } = error;
    if (data && !passingCodes.includes(data.code)) return refuse(data);
    if (phase.get().name === 'connecting') phase.set({ name: 'connecting', problem: data?.code ?? 'UNREACHABLE' });
    connectAgain(1_000 + Math.random() * 2_000);
  });

  return {
    phase,
    hello,
    slices,
    clock,
    send,
    onMediaLost(listener) {
      mediaLost.add(listener);
      return () => mediaLost.delete(listener);
    },
    close() {
      if (!isOver()) phase.set({ name: 'ended', reason: 'left' });
      socket.disconnect();
    },
  };
}

/** One view.resync at a time: further gaps meanwhile are healed by the same answer. */
function createResync(send: SendCommand): (held: HeldSlices) => void {
  let isRunning = false;
  return (held) => {
    if (isRunning) return;
    isRunning = true;
    send('view.resync', { versions: versionsOf(held) })
      .catch(() => undefined)
      .finally(() => {
        isRunning = false;
      });
  };
}

/** The server speaks another version than this page: a reload brings the page that fits. Once a minute at most. */
function reloadForNewVersion(): boolean {
  const key = 'rostrum.reloadedAt';
  if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < 60_000) return false;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
  return true;
}
