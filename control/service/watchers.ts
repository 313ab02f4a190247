/** Which meeting a connection of the desk watches: one at a time. */
import type { LiveMeeting } from './live-meeting.ts';

export class Watchers {
  readonly #watched = new Map<string, LiveMeeting>();

  /** `held` names the versions of the meeting's slices that the page has. Watching again is catching up. */
  watch(connectionId: string, meeting: LiveMeeting, held: Record<string, number>): void {
    this.end(connectionId);
    this.#watched.set(connectionId, meeting);
    meeting.watch(connectionId, held);
  }

  end(connectionId: string): void {
    this.#watched.get(connectionId)?.unwatch(connectionId);
    this.#watched.delete(connectionId);
  }
}
