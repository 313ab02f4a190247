/** A process of the project's own that serves the server: it gets one order, and ends with the server. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

const stopTimeoutMs = 5_000;

export type ServingProcess = { stop(): Promise<void> };

export type ServingProcessHandlers = {
  onMessage(message: unknown): void;
  onError(error: Error): void;
  /** It ended by itself. */
  onEnded(code: number | null): void;
};

export function startServingProcess(path: string, order: object, handlers: ServingProcessHandlers): ServingProcess {
  const { onMessage, onError, onEnded } = handlers;
  // Apart from the terminal: on Ctrl-C the server ends it, and what it has itself for children is ended in good order.
  const options = { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true };
  const child: ChildProcess = fork(path, [], options as Parameters<typeof fork>[2]);
  let isStopping = false;
  child.on('message', onMessage);
  child.once('error', onError);
  child.once('exit', (code) => {
    if (!isStopping) onEnded(code);
  });
  child.send(order, () => undefined);
  return {
    async stop() {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const ended = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(timer);
    },
  };
}
