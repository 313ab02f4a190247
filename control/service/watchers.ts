/** Which meeting a connection of the desk watches, one at a time, and the sites whose cameras a connection looks through. */
import type { SiteId } from '../domain/ids.ts';
import type { LiveMeeting } from './live-meeting.ts';

export class Watchers {
  readonly #watched = new Map<string, LiveMeeting>();
  readonly #sights = new Map<string, Map<SiteId, LiveMeeting>>();

  /** `held` names the versions of the meeting's slices that the page has. Watching again is catching up. */
  watch(connectionId: string, meeting: LiveMeeting, held: Record<string, number>): void {
    this.end(connectionId);
    this.#watched.set(connectionId, meeting);
    meeting.watch(connectionId, held);
  }

  watchSights(connectionId: string, meeting: LiveMeeting, siteId: SiteId, isOn: boolean): void {
    const sites = this.#sights.get(connectionId) ?? new Map<SiteId, LiveMeeting>();
    // The site was that of another meeting before.
    if (sites.get(siteId) !== meeting) sites.get(siteId)?.cameras.watch(siteId, connectionId, false);
    if (isOn) this.#sights.set(connectionId, sites.set(siteId, meeting));
    else sites.delete(siteId);
    meeting.cameras.watch(siteId, connectionId, isOn);
  }

  /** The connection is gone. */
  leave(connectionId: string): void {
    this.end(connectionId);
    const sites = this.#sights.get(connectionId) ?? [];
    this.#sights.delete(connectionId);
    for (const [siteId, meeting] of sites) meeting.cameras.watch(siteId, connectionId, false);
  }

  end(connectionId: string): void {
    this.#watched.get(connectionId)?.unwatch(connectionId);
    this.#watched.delete(connectionId);
  }
}
