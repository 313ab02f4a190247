/** The sites of a meeting: those whose people are invited, and whether anything of each is connected now. */
import type { AttendanceRow, MediaRow, SiteId } from '#contract';
import { compareText } from '../../ui/format.ts';

/** `isSeenOnly`: a room agent shows its room, and no device is there by which anybody would be heard. */
export type SiteState = { siteId: SiteId; name: string; isConnected: boolean; isSeenOnly: boolean };

/** A device counts for its own site (not a display or a room agent: nobody is heard there), a person's device for the site where the person belongs. */
export function sitesOf(names: Record<string, AttendanceRow>, media: Record<string, MediaRow>): SiteState[] {
  const sites = new Map<SiteId, string>();
  for (const { siteId, siteName } of Object.values(names)) if (siteId) sites.set(siteId, siteName);
  const connected = new Set<SiteId>();
  const seen = new Set<SiteId>();
  for (const row of Object.values(media)) {
    if (!row.isConnected || row.kind === 'display') continue;
    if (row.kind === 'agent') {
      if (row.siteId && row.producers.length > 0) seen.add(row.siteId);
      continue;
    }
    if (row.siteId) connected.add(row.siteId);
    for (const personId of row.personIds) {
      const siteId = names[personId]?.siteId;
      if (siteId) connected.add(siteId);
    }
  }
  return [...sites.entries()]
    .map(([siteId, name]) => {
      const isConnected = connected.has(siteId);
      return { siteId, name, isConnected, isSeenOnly: !isConnected && seen.has(siteId) };
    })
    .sort((one, other) => compareText(one.name, other.name));
}
