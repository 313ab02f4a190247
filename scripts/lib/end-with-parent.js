/**
 * Preloaded into every task (`node --import`): ends it cleanly when the wrapper is gone, even by SIGKILL. The task
 * runs in a session of its own, so nothing else would tell it. The wrapper holds the other end of the pipe and
 * never writes to it.
 */
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

const fd = Number(process.env.ROSTRUM_LIFELINE_FD);
// Worker threads and forked processes inherit the preload, but this pipe is not theirs.
delete process.env.ROSTRUM_LIFELINE_FD;

if (isMainThread && fd) {
  const lifeline = new Socket({ fd, readable: true, writable: false });
  lifeline.on('error', () => {});
  lifeline.on('close', () => process.kill(process.pid, 'SIGTERM'));
  lifeline.resume();
  lifeline.unref();
}
