/** Starts the process of the demo's virtual sites (`simulation/main.ts`) and ends it. The server knows it as its clients. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SimulationOrder, SimulationReport } from '../simulation/main.ts';
import type { Logger } from './logger.ts';

export type VirtualSiteOrder = SimulationOrder['sites'][number];

const stopTimeoutMs = 3_000;

export function startVirtualSites(
  sites: VirtualSiteOrder[],
  { server, footageFolder, logger }: Pick<SimulationOrder, 'server' | 'footageFolder'> & { logger: Logger },
): { stop(): Promise<void> } {
  const require = createRequire(import.meta.url);
  const fontPath = require.resolve('@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf');
  const child = fork(join(import.meta.dirname, '..', 'simulation', 'main.ts'), [], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let joined = 0;
  child.on('message', (message) => {
    const report = message as SimulationReport;
    if (report.kind === 'trouble') return logger.warn({ trouble: report.text }, 'A virtual site has trouble');
    joined += 1;
    logger.debug({ site: report.number }, 'A virtual site joined');
    if (joined === sites.length) logger.info({ sites: joined }, 'All virtual sites are there');
  });
  child.once('error', (error) => logger.error({ error }, 'The virtual sites did not start'));
  let isStopping = false;
  child.once('exit', (code) => {
    if (!isStopping) logger.error({ code }, 'The virtual sites ended; start the demo again');
  });
  const order: SimulationOrder = { server, footageFolder, fontPath, sites };
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
