/** The sites of a meeting: those whose people are invited, and whether anything of each is connected now. */
import type { AttendanceRow, MediaRow, SiteId } from '#contract';
import { compareText } from '../../ui/format.ts';

export type SiteState = { siteId: SiteId; name: string; isConnected: boolean };

/** A device counts for its own site (not a display or a room agent: nobody is heard there), a person's device for the site where the person belongs. */
export function sitesOf(names: Record<string, AttendanceRow>, media: Record<string, MediaRow>): SiteState[] {
  const sites = new Map<SiteId, string>();
  for (const { siteId, siteName } of Object.values(names)) if (siteId) sites.set(siteId, siteName);
  const connected = new Set<SiteId>();
  for (const row of Object.values(media)) {
    if (!row.isConnected || row.kind === 'display' || row.kind === 'agent') continue;
    if (row.siteId) connected.add(row.siteId);
    for (const personId of row.personIds) {
      const siteId = names[personId]?.siteId;
      if (siteId) connected.add(siteId);
    }
  }
  return [...sites.entries()]
    .map(([siteId, name]) => ({ siteId, name, isConnected: connected.has(siteId) }))
    .sort((one, other) => compareText(one.name, other.name));
}
