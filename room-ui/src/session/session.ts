/**
 * The page's session with the server: one socket, the slices that it shows, and the commands that go out. It connects
 * again by itself until the server ends or refuses the session; a session of the desk that ran out can go on under a new
 * key. It never decides anything about the meeting.
 */

import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ErrorReply, HandshakeAuth, Hello, ServerEvents } from '#contract';
import { applyUpdates, type HeldSlices, versionsOf } from './apply-update.ts';
import type { FailureCode } from './command-error.ts';
import { createCommandSender, type SendCommand } from './command-sender.ts';
import { createExpiry } from './expiry.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';
import { socketWire } from './socket-wire.ts';
import { createStore, type ReadableStore, type Store } from './store.ts';
import { askForTime } from './time-questions.ts';
import { createWatching, type Watching } from './watching.ts';

export type EndReason = Parameters<ServerEvents['session.ended']>[0];

export type SessionPhase =
  /** `problem` is why the attempts so far came to nothing; the next one may succeed. */
  | { name: 'connecting'; problem: ErrorReply['code'] | 'UNREACHABLE' | null }
  | { name: 'online' }
  /** `since` is by the page's own monotonic clock. */
  | { name: 'offline'; since: number }
  /** A session of the desk ran out: the page stays and its commands wait until somebody signs in again. */
  | { name: 'expired' }
  | { name: 'refused'; error: ErrorReply }
  | { name: 'ended'; reason: EndReason };

export type SightOfSite = Parameters<ServerEvents['camera.sight']>[0];

export type Session = {
  readonly phase: ReadableStore<SessionPhase>;
  readonly hello: ReadableStore<Hello | null>;
  readonly slices: ReadableStore<HeldSlices>;
  readonly clock: ServerClock;
  readonly send: SendCommand;
  /** Calls back when the server says that this page's media are gone. */
  onMediaLost(listener: () => void): () => void;
  /** Calls back when the server asks how picture and sound are here. */
  onReportAsked(listener: () => void): () => void;
  /** Calls back when those who run the meeting ask this person to open the microphone. */
  onUnmuteAsked(listener: () => void): () => void;
  /** Calls back with what a camera sees, once `camera.watch` has asked for it. */
  onSight(listener: (sight: SightOfSite) => void): () => void;
  /** For the desk: shows the slices of this meeting, instead of those of another, until the answer is called. */
  watch(meetingId: string): () => void;
  readonly watchProblem: ReadableStore<FailureCode | null>;
  /** Goes on under the key that signing in again has given. */
  resume(newKey: string): void;
  close(): void;
};

type SessionSocket = Socket<ServerEvents, ClientEvents>;
export type OpenSocket = (auth: (answer: (auth: HandshakeAuth) => void) => void) => SessionSocket;

/** A server that listens again is found within this; it then has as long again for picture and sound. */
const reconnectionDelayMax = 2_000;

const openWebSocket: OpenSocket = (auth) =>
  io({ transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax, auth });

/** Codes after which another attempt can succeed without anybody doing something. */
const passingCodes: readonly string[] = [
  'SERVER_CLOSING',
  'RATE_LIMITED',
  'STORE_UNAVAILABLE',
  'INTERNAL',
  'NO_MEETING',
];

/** `isKnownDesk`: this tab knows the key as one of the desk, also when the server does not know it any more. */
export function openSession(firstKey: string, isKnownDesk = false, openSocket = openWebSocket): Session {
  let sessionKey = firstKey;
  const phase = createStore<SessionPhase>({ name: 'connecting', problem: null });
  const hello = createStore<Hello | null>(null);
  const slices = createStore<HeldSlices>({});
  const clock = createServerClock();
  const expiry = createExpiry();
  const socket = openSocket((answer) => {
    const build = hello.get()?.build ?? null;
    answer({ sessionKey, build, versions: versionsOf(slices.get()) });
  });
  const isDesk = () => (hello.get()?.kind ?? (isKnownDesk ? 'desk' : 'meeting')) === 'desk';
  const isAtRest = () => ['refused', 'ended', 'expired'].includes(phase.get().name);
  const rest = (last: SessionPhase) => {
    phase.set(last);
    socket.disconnect();
  };
  const expire = () => {
    if (!isDesk() || phase.get().name === 'ended') return false;
    expiry.expire();
    rest({ name: 'expired' });
    return true;
  };
  const send = createCommandSender({
    ...socketWire(socket),
    whenSignedIn: expiry.whenSignedIn,
    isExpired: expiry.isExpired.get,
    expire,
  });
  const watching = createWatching(send, slices);
  const resync = createResync(send);
  const healGap = (held: HeldSlices) => (isDesk() ? watching.restart() : resync(held));

  followConnection(socket, { phase, slices, isAtRest, expire, rest });
  followServer(socket, { phase, hello, slices, clock, watching, isDesk, healGap, rest });
  askForTime(socket, clock);
  socket.on('session.ended', (reason) => {
    if ((reason === 'expired' || reason === 'revoked') && expire()) return;
    rest({ name: 'ended', reason });
  });

  return {
    phase,
    hello,
    slices,
    clock,
    send,
    ...listenTo(socket),
    watch: watching.watch,
    watchProblem: watching.problem,
    resume(newKey) {
      sessionKey = newKey;
      phase.set({ name: 'connecting', problem: null });
      socket.connect();
      expiry.renew();
    },
    close() {
      if (!isAtRest() || expiry.isExpired.get()) phase.set({ name: 'ended', reason: 'left' });
      expiry.close();
      socket.disconnect();
    },
  };
}

/** What the server says to this page alone, for whoever wants to hear it. */
function listenTo(socket: SessionSocket) {
  const on =
    <Name extends 'media.lost' | 'media.unmuteAsked' | 'media.reportAsked' | 'camera.sight'>(name: Name) =>
    (listener: ServerEvents[Name]) => {
      socket.on(name, listener as never);
      return () => void socket.off(name, listener as never);
    };
  return {
    onMediaLost: on('media.lost'),
    onUnmuteAsked: on('media.unmuteAsked'),
    onReportAsked: on('media.reportAsked'),
    onSight: on('camera.sight'),
  };
}

type Followed = {
  phase: Store<SessionPhase>;
  hello: Store<Hello | null>;
  slices: Store<HeldSlices>;
  clock: ServerClock;
  watching: Watching;
  isDesk: () => boolean;
  healGap: (held: HeldSlices) => void;
  rest: (last: SessionPhase) => void;
};

/** Takes what the server says: its greeting after each connection, and the slices. */
function followServer(socket: SessionSocket, followed: Followed): void {
  const { phase, hello, slices, clock, watching, isDesk, healGap, rest } = followed;
  socket.on('hello', (greeting) => {
    if (greeting.protocolVersion !== import.meta.env.PROTOCOL_VERSION && !reloadForNewVersion()) {
      const message = 'This page is older than the server.';
      return rest({ name: 'refused', error: { code: 'UNKNOWN_COMMAND', message } });
    }
    // What another build of the server sent is stale; a meeting's session gets all anew by its greeting.
    const isOtherBuild = hello.get() !== null && hello.get()?.build !== greeting.build;
    if (isOtherBuild && greeting.kind === 'desk') slices.set({});
    clock.set(greeting.serverTimeMs);
    hello.set(greeting);
    phase.set({ name: 'online' });
    watching.restart();
  });
  socket.on('slices', (updates) => {
    // Late ones of a meeting that is watched no longer.
    if (isDesk() && !watching.isWatching()) return;
    const { held, isOutOfStep } = applyUpdates(slices.get(), updates);
    // Before it is drawn: every page counts the same time of a speech.
    for (const { since } of held.floor?.head.speakers ?? []) clock.catchUpWith(since);
    // Outside the door nothing of the meeting is kept, also not what was seen before. The own slice says so, and comes last.
    const isOutside = held.me?.head.waiting && updates.some(({ name }) => name === 'me');
    slices.set(isOutside ? { me: held.me } : held);
    if (isOutOfStep) healGap(held);
  });
}

type Connection = {
  phase: Store<SessionPhase>;
  slices: Store<HeldSlices>;
  /** True when no further attempt to connect is wanted. */
  isAtRest: () => boolean;
  expire: () => boolean;
  rest: (last: SessionPhase) => void;
};

/** Tells the phase of the connection and tries again where socket.io leaves it to us: the server closed or refused it. */
function followConnection(socket: SessionSocket, { phase, slices, isAtRest, expire, rest }: Connection): void {
  const connectAgain = (delayMs: number) => {
    setTimeout(() => {
      if (!isAtRest() && !socket.active) socket.connect();
    }, delayMs);
  };
  socket.on('disconnect', () => {
    if (isAtRest()) return;
    phase.set({ name: 'offline', since: performance.now() });
    connectAgain(500);
  });
  socket.on('connect_error', (error: Error & { data?: ErrorReply }) => {
    const { data } = error;
    if (data?.code === 'NOT_SIGNED_IN' && expire()) return;
    // A joined device whose meeting is over: what it holds is of no meeting any more.
    if (data?.code === 'NO_MEETING' && phase.get().name === 'offline') {
      slices.set({});
      phase.set({ name: 'connecting', problem: 'NO_MEETING' });
    }
    if (data && !passingCodes.includes(data.code)) return rest({ name: 'refused', error: data });
    if (phase.get().name === 'connecting') phase.set({ name: 'connecting', problem: data?.code ?? 'UNREACHABLE' });
    connectAgain(1_000 + Math.random() * 2_000);
  });
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
