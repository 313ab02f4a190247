/** Which devices were here since the start of the server, by what right, and which of them an event concerns. */
import { mayRead } from '../domain/chat.ts';
import type { EndpointKind } from '../domain/endpoints.ts';
import type { EndpointId, PersonId, SiteId } from '../domain/ids.ts';
import { changesScene, viewersTouchedBy } from '../domain/me.ts';
import type { Meeting, MeetingEvent } from '../domain/meeting-state.ts';
import type { Actor, Role } from '../domain/roles.ts';

/** One device's right to be in the meeting, as its session says. A person's role comes from the meeting itself. */
export type EndpointSeat = {
  endpointId: EndpointId;
  kind: EndpointKind;
  deviceRole: Role;
  personId: PersonId | null;
  siteId: SiteId | null;
  label: string;
};

type Sources = {
  meeting(): Meeting;
  isConnected(endpointId: EndpointId): boolean;
  actorAt(seat: EndpointSeat): Actor & { endpointId: EndpointId };
};

export class Seats {
  readonly #sources: Sources;
  readonly #seats = new Map<EndpointId, EndpointSeat>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  add(seat: EndpointSeat): void {
    this.#seats.set(seat.endpointId, seat);
  }

  /** Undefined also for a person who was removed from the meeting. */
  find(endpointId: EndpointId): EndpointSeat | undefined {
    const seat = this.#seats.get(endpointId);
    return seat && this.#takesPart(seat) ? seat : undefined;
  }

  endpointIdsOf(personId: PersonId): EndpointId[] {
    return [...this.#seats.values()].filter((seat) => seat.personId === personId).map(({ endpointId }) => endpointId);
  }

  /** The connected ones whose own slice changes. One walk over the seats for all events: two thousand marks come at once. */
  touchedBy(events: readonly MeetingEvent[]): EndpointId[] {
    const touched = events.map(viewersTouchedBy);
    const isAll = touched.includes('all');
    const some = touched.filter((by) => by !== 'all');
    const personIds = new Set(some.flatMap((by) => by.personIds));
    const endpointIds = new Set(some.flatMap((by) => by.endpointIds));
    const isSceneTouched = events.some(changesScene);
    if (!isAll && !isSceneTouched && personIds.size + endpointIds.size === 0) return [];
    const { endpoints } = this.#sources.meeting();
    const isTouched = ({ endpointId, personId, kind }: EndpointSeat) => {
      if (isAll || (personId && personIds.has(personId)) || endpointIds.has(endpointId)) return true;
      if (kind === 'display') return isSceneTouched;
      return kind === 'room' && (endpoints.get(endpointId)?.personIds.some((id) => personIds.has(id)) ?? false);
    };
    return [...this.#seats.values()]
      .filter((seat) => this.#sources.isConnected(seat.endpointId) && isTouched(seat))
      .map(({ endpointId }) => endpointId);
  }

  /** The connected ones that may read a message that was just written to few. */
  readersOf(event: MeetingEvent): EndpointId[] {
    if (event.type !== 'ChatSent' || event.to === 'all') return [];
    return [...this.#seats.values()]
      .filter((seat) => this.#sources.isConnected(seat.endpointId) && this.#takesPart(seat))
      .filter((seat) => mayRead(event, this.#sources.actorAt(seat)))
      .map(({ endpointId }) => endpointId);
  }

  #takesPart({ personId }: EndpointSeat): boolean {
    return !personId || this.#sources.meeting().participants.has(personId);
  }
}
