/**
 * The process of the virtual sites: the server gives it its orders and it joins one site after the other. It ends with the
 * server. A process of its own, so that the sites' packets never wait for the server's work, nor the other way round.
 */
import { Footage, voiceCount } from './footage.ts';
import { usualBehaviour } from './site-behaviour.ts';
import type { ServerAddress } from './site-connection.ts';
import { type SiteOrder, VirtualSite } from './virtual-site.ts';

/** What the server sends once, and what it hears back. */
export type SimulationOrder = {
  server: ServerAddress;
  footageFolder: string;
  fontPath: string;
  sites: SiteOrder[];
};
export type SimulationReport = { kind: 'joined'; number: number } | { kind: 'trouble'; text: string };

function tell(report: SimulationReport): void {
  process.send?.(report);
}

async function startSites({ server, footageFolder, fontPath, sites }: SimulationOrder): Promise<void> {
  const footage = new Footage(footageFolder, fontPath);
  for (const order of sites) {
    const { number, name, personIds } = order;
    try {
      const picture = await footage.picture({ number, title: name, persons: personIds.length });
      const voice = await footage.voice(number % voiceCount);
      const log = (text: string) => tell({ kind: 'trouble', text });
      const site = new VirtualSite(order, { picture, voice, behaviour: usualBehaviour(number, sites.length), log });
      await site.start(server);
      tell({ kind: 'joined', number });
    } catch (error) {
      tell({ kind: 'trouble', text: `${name}: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
}

process.once('message', (order) => {
  startSites(order as SimulationOrder).catch((error: unknown) => {
    tell({ kind: 'trouble', text: String(error) });
    process.exitCode = 1;
  });
});
process.once('disconnect', () => process.exit(0));
