/**
 * Asks the server for its time while the connection is there: often at first, then once a minute, and anew when somebody
 * comes back to the page, as a device that slept may have lost count.
 */
import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#contract';
import type { ServerClock } from './server-clock.ts';

const firstPauseMs = 250;
const longestPauseMs = 60_000;

export function askForTime(socket: Socket<ServerEvents, ClientEvents>, clock: ServerClock): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (pauseMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(Math.min(2 * pauseMs, longestPauseMs)), pauseMs);
    const sentAt = performance.now();
    // A question too many is answered by a refusal.
    socket.emit('time', (serverTimeMs) => typeof serverTimeMs === 'number' && clock.learn(serverTimeMs, sentAt));
  };
  const begin = () => {
    if (socket.connected) ask(firstPauseMs);
  };
  globalThis.document?.addEventListener('visibilitychange', begin);
  socket.on('hello', begin);
  socket.on('disconnect', () => clearTimeout(timer));
}
