/**
 * Whose pictures a device shows: a room agent's pictures are those of the room device of its site, in place of that
 * device's own camera for as long as they flow, or are held back because nobody there may be shown. An agent whose site has
 * no room device here stands for itself.
 */
import type { MediaRow, ProducerRow } from '#contract';

/** `agent` is null where a device shows what it has itself. */
export type ShownDevice = { row: MediaRow; agent: MediaRow | null };

export function shownDevices(media: Record<string, MediaRow>): ShownDevice[] {
  const rows = Object.values(media).filter(({ kind }) => kind !== 'display');
  const agents = rows.filter(
    (row) => row.kind === 'agent' && row.siteId && row.isConnected && (row.isPictureWithheld || firstCamera(row)),
  );
  const taken = new Set<MediaRow>();
  const devices = rows
    .filter(({ kind }) => kind !== 'agent')
    .map((row): ShownDevice => {
      const mayBe = row.kind === 'room' && row.isConnected;
      const agent = mayBe && agents.find((one) => one.siteId === row.siteId && !taken.has(one) && flows(one, row));
      if (agent) taken.add(agent);
      return { row, agent: agent || null };
    });
  const roomSites = new Set(rows.filter((row) => row.kind === 'room' && row.isConnected).map(({ siteId }) => siteId));
  const alone = agents.filter((agent) => !roomSites.has(agent.siteId));
  return [...devices, ...alone.map((agent): ShownDevice => ({ row: agent, agent }))];
}

export function firstCamera({ producers }: MediaRow): ProducerRow | undefined {
  return producers.find(({ source, slot }) => source === 'camera' && slot === 0);
}

/** Where no picture comes from the agent, that of the room's own camera is better than none. */
function flows(agent: MediaRow, room: MediaRow): boolean {
  if (agent.isPictureWithheld) return true;
  return (agent.quality !== 'noPicture' && agent.quality !== 'lost') || !firstCamera(room);
}
