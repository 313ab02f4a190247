/** Starts the process of the demo's virtual sites (`simulation/main.ts`) and ends it. The server knows it as its clients. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SimulationOrder, SimulationReport } from '../simulation/main.ts';
import { type ServingProcess, startServingProcess } from './child-process.ts';
import type { Logger } from './logger.ts';

export type VirtualSiteOrder = SimulationOrder['sites'][number];

export function startVirtualSites(
  sites: VirtualSiteOrder[],
  { server, footageFolder, logger }: Pick<SimulationOrder, 'server' | 'footageFolder'> & { logger: Logger },
): ServingProcess {
  const require = createRequire(import.meta.url);
  const fontPath = require.resolve('@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf');
  const order: SimulationOrder = { server, footageFolder, fontPath, sites };
  let joined = 0;
  return startServingProcess(join(import.meta.dirname, '..', 'simulation', 'main.ts'), order, {
    onMessage(message) {
      const report = message as SimulationReport;
      if (report.kind === 'trouble') return logger.warn({ trouble: report.text }, 'A virtual site has trouble');
      joined += 1;
      logger.debug({ site: report.number }, 'A virtual site joined');
      if (joined === sites.length) logger.info({ sites: joined }, 'All virtual sites are there');
    },
    onError: (error) => logger.error({ error }, 'The virtual sites did not start'),
    onEnded: (code) => logger.error({ code }, 'The virtual sites ended; start the demo again'),
  });
}
