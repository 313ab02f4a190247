/** Starts the process of the demo's room with its camera (`camera/demo-main.ts`), again where it died, and ends it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DemoRoomOrder } from '#camera';
import { type ServingProcess, startServingProcess } from './child-process.ts';
import type { Logger } from './logger.ts';

const path = join(import.meta.dirname, '..', 'camera', 'demo-main.ts');
const firstRestartMs = 1_000;
const longestRestartMs = 60_000;
/** One that ran so long did not die of its start. */
const soundAfterMs = 60_000;

export async function startDemoRoom(order: DemoRoomOrder, logger: Logger): Promise<ServingProcess> {
  if (!(await hasFfmpeg())) {
    logger.warn('The demo has no room with a camera: ffmpeg is not installed. `npm run demo` installs it.');
    return { stop: async () => undefined };
  }
  let delayMs = firstRestartMs;
  let restart: NodeJS.Timeout | undefined;
  const run = (): ServingProcess => {
    const startedMs = performance.now();
    return startServingProcess(path, order, {
      onMessage: (message) => logger.warn({ message }, 'The room of the demo has trouble'),
      onError: (error) => logger.error({ error }, 'The room of the demo did not start'),
      onEnded: (code) => {
        if (performance.now() - startedMs > soundAfterMs) delayMs = firstRestartMs;
        logger.error({ code, delayMs }, 'The room of the demo ended; it is started again');
        restart = setTimeout(() => {
          room = run();
        }, delayMs);
        delayMs = Math.min(delayMs * 2, longestRestartMs);
      },
    });
  };
  let room = run();
  return {
    async stop() {
      clearTimeout(restart);
      await room.stop();
    },
  };
}

async function hasFfmpeg(): Promise<boolean> {
  try {
    await promisify(execFile)('ffmpeg', ['-version']);
    return true;
  } catch {
    return false;
  }
}
