/**
 * One meeting as it runs: commands go in, facts come out durable, and from them follow views, orders to the planes and
 * timers. A plane that fails is logged and never stops the meeting.
 */
import type { MediaPlane } from '#sfu';
import { mustWait } from '../domain/admission.ts';
import { mayRead } from '../domain/chat.ts';
import { type Endpoint, type EndpointKind, endpointsOfPerson } from '../domain/endpoints.ts';
import type { BodyId, EndpointId, MeetingId, PersonId, SiteId } from '../domain/ids.ts';
import { privateMessagesOf, projectMe, projectWaitingMe, viewersTouchedBy } from '../domain/me.ts';
import { actorFor, decideMeeting, meetingEvolver } from '../domain/meeting.ts';
import { isOver, type Meeting, type MeetingCommand, type MeetingEvent, newMeeting } from '../domain/meeting-state.ts';
import { type Actor, audienceOf, type Role, systemActor } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Journal, StreamFault } from '../store/journal.ts';
import { Aggregate, type Commit, type Decider, type Execution } from './aggregate.ts';
import type { Clock } from './clock.ts';
import { MeetingMedia } from './meeting-media.ts';
import { Presence } from './presence.ts';
import { Publisher, type ViewerPort } from './publisher.ts';
import { reactTo } from './reactions.ts';
import { RefusedAttempts } from './refused-attempts.ts';

const meetingDecider: Decider<Meeting, MeetingCommand, MeetingEvent> = {
  decide: decideMeeting,
  evolver: meetingEvolver,
  actorFor,
  isFinal: endsMeeting,
};

/** One device's right to be in the meeting, as its session says. A person's role comes from the meeting itself. */
export type EndpointSeat = {
  endpointId: EndpointId;
  kind: EndpointKind;
  deviceRole: Role;
  personId: PersonId | null;
  siteId: SiteId | null;
  label: string;
};

export interface MeetingGateway extends ViewerPort {
  mediaLost(endpointId: EndpointId): void;
  askUnmute(endpointId: EndpointId): void;
  /** Asks the page of an endpoint how picture and sound are for it. */
  askReport(endpointId: EndpointId): void;
  /** A connection that only watches gets no more slices. */
  endWatching(connectionId: string): void;
  /** Ends the connections of an endpoint, or of all when the meeting is over. */
  endSessions(reason: 'revoked' | 'meetingClosed', endpointId?: EndpointId): void;
  /** The endpoint's role changed: its page connects again and gets the slices of its new audience. */
  reconnect(endpointId: EndpointId): void;
}

export type LiveMeetingDeps = {
  journal: Journal;
  plane: MediaPlane;
  clock: Clock;
  logger: Logger;
  gatewayOf(meetingId: MeetingId): MeetingGateway;
  /** Bits per second of the sites of a body, as its register says now; null: no limit. */
  bandwidthBpsOf(bodyId: BodyId | null): Promise<(siteId: SiteId) => number | null>;
  /** Cameras that one viewer gets at most. */
  lastN: number;
};

/** Keeps a deadline that could not be met from being tried in a tight loop. */
const retryMs = 500;

type MeetingAggregate = Aggregate<Meeting, MeetingCommand, MeetingEvent>;

export class LiveMeeting {
  readonly id: MeetingId;
  readonly media: MeetingMedia;
  readonly #aggregate: MeetingAggregate;
  readonly #presence: Presence;
  readonly #publisher: Publisher;
  readonly #gateway: MeetingGateway;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #seats = new Map<EndpointId, EndpointSeat>();
  readonly #refused = new RefusedAttempts((refused) => void this.#run({ type: 'access.recordRefusal', refused }));
  #deadline: NodeJS.Timeout | null = null;
  #isClosed = false;

  static async load(id: MeetingId, deps: LiveMeetingDeps): Promise<LiveMeeting> {
    const { journal, clock } = deps;
    const touches: [MeetingEvent['type'], number][] = [];
    const aggregate = await Aggregate.load<Meeting, MeetingCommand, MeetingEvent>(
      { stream: `meeting/${id}`, initial: newMeeting(id), decider: meetingDecider, journal, clock },
      ({ event, version }) => touches.push([event.type, version]),
    );
    const meeting = new LiveMeeting(id, aggregate, deps);
    for (const [type, version] of touches) meeting.#publisher.touch(type, version);
    for (const endpointId of aggregate.state.endpoints.keys()) {
      meeting.#presence.expect(endpointId);
      meeting.media.refresh(endpointId);
    }
    for (const endpointId of aggregate.state.admission.waiting.keys()) meeting.#presence.expect(endpointId);
    meeting.#setDeadline();
    return meeting;
  }

  private constructor(id: MeetingId, aggregate: MeetingAggregate, deps: LiveMeetingDeps) {
    this.id = id;
    this.#aggregate = aggregate;
    this.#gateway = deps.gatewayOf(id);
    this.#logger = deps.logger;
    this.#clock = deps.clock;
    this.#presence = new Presence((endpointId) => this.#run({ type: 'endpoint.leave', endpointId, cause: 'lost' }));
    this.media = new MeetingMedia(id, deps.plane, {
      meeting: () => this.state,
      isConnected: (endpointId) => this.#presence.isConnected(endpointId),
      onChange: () => this.#publisher.touchLive(),
      onCeiling: (endpointId) => this.#publisher.touchMe([endpointId]),
      onPeerLost: (endpointId) => this.#gateway.mediaLost(endpointId),
      bandwidthBpsOf: () => deps.bandwidthBpsOf(this.state.bodyId),
      lastN: deps.lastN,
      onFailed: (error) => this.#logger.debug({ err: error, meetingId: id }, 'the media plane refused an order'),
    });
    this.#publisher = new Publisher(this.state, this.#gateway, {
      live: (audience) => this.media.value(audience),
      me: (endpointId) => this.#me(endpointId),
      privateChat: (endpointId) => this.#privateChat(endpointId),
    });
    aggregate.onCommit = (commit) => this.#handleCommit(commit);
  }

  get state(): Meeting {
    return this.#aggregate.state;
  }

  /** Of the last fact of its record. */
  get version(): number {
    return this.#aggregate.version;
  }

  /** Where the record is damaged, null when it is sound. */
  get fault(): StreamFault | null {
    return this.#aggregate.fault;
  }

  get isQuarantined(): boolean {
    return this.#aggregate.fault !== null;
  }

  /** See `Aggregate.execute`. */
  execute(command: MeetingCommand | ((state: Meeting) => MeetingCommand), execution: Execution): Promise<unknown> {
    return this.#aggregate.execute(command, execution);
  }

  /** Who acts at an endpoint. Throws `NOT_SIGNED_IN` when the person was removed from the meeting. */
  actorAt(seat: EndpointSeat): Actor & { endpointId: EndpointId } {
    const role = seat.personId ? this.state.participants.get(seat.personId)?.role : seat.deviceRole;
    if (!role) throw new AppError('NOT_SIGNED_IN', 'This person does not take part in the meeting any more.');
    return { role, personId: seat.personId, endpointId: seat.endpointId, onBehalfOf: null };
  }

  /** True when the device is not in the meeting and has to be let in: it gets its own slice and nothing else. */
  isWaiting(seat: EndpointSeat): boolean {
    const { endpoints, admission } = this.state;
    if (endpoints.has(seat.endpointId)) return false;
    return mustWait(admission, endpointOf(seat, this.actorAt(seat)));
  }

  /** A page is there: its endpoint joins, its person is present, and it gets the slices that differ from those it holds. */
  async connect(seat: EndpointSeat, connectionId: string, held: Record<string, number> | null): Promise<void> {
    const actor = this.actorAt(seat);
    this.#seats.set(seat.endpointId, seat);
    this.#presence.connect(seat.endpointId, connectionId);
    if (!this.isQuarantined && !isOver(this.state.status) && !this.state.endpoints.has(seat.endpointId)) {
      await this.#join(seat, actor);
    }
    this.media.refresh(seat.endpointId);
    if (!this.isWaiting(seat)) {
      return this.#publisher.catchUp(connectionId, audienceOf(actor.role), seat.endpointId, held);
    }
    // Nobody would see it in the list: the page tries again.
    if (!this.isQuarantined && !this.state.admission.waiting.has(seat.endpointId)) {
      throw new AppError('STORE_UNAVAILABLE', 'The record could not be written.');
    }
    this.#publisher.touchMe([seat.endpointId]);
  }

  disconnect(endpointId: EndpointId, connectionId: string): void {
    if (this.#presence.disconnect(endpointId, connectionId)) this.media.refresh(endpointId);
  }

  /** Since when an endpoint is connected, a short flap apart; null: it is not. */
  connectedSince(endpointId: EndpointId): number | null {
    return this.#presence.connectedSince(endpointId);
  }

  /** The person leaves on purpose with this device. */
  async leave(seat: EndpointSeat): Promise<void> {
    const { personId, endpointId } = seat;
    const actor = this.actorAt(seat);
    const wasWaiting = this.isWaiting(seat);
    this.#presence.forget(endpointId);
    await this.#run({ type: 'endpoint.leave', endpointId, cause: 'left' });
    if (wasWaiting) return;
    const isElsewhere = personId !== null && endpointsOfPerson(this.state.endpoints, personId).length > 0;
    if (!personId || isElsewhere || this.state.participants.get(personId)?.attendance.status !== 'present') return;
    await this.#run({ type: 'attendance.mark', personId, mark: { status: 'left' } }, actor);
  }

  resync(seat: EndpointSeat, connectionId: string, held: Record<string, number>): void {
    if (this.isWaiting(seat)) this.#publisher.touchMe([seat.endpointId]);
    else this.#publisher.catchUp(connectionId, audienceOf(this.actorAt(seat).role), seat.endpointId, held);
  }

  /** A page of the desk looks on as staff: without a device it is not in the meeting, and has no slice of its own. */
  watch(connectionId: string, held: Record<string, number>): void {
    this.#publisher.catchUp(connectionId, 'staff', null, held);
  }

  unwatch(connectionId: string): void {
    this.#publisher.forget(connectionId);
    this.#gateway.endWatching(connectionId);
  }

  /** Asks the owner of a device to open the microphone that they muted. */
  askUnmute(endpointId: EndpointId): void {
    this.#gateway.askUnmute(endpointId);
  }

  /** Asks the pages how picture and sound are for them; they answer by `media.report`. */
  askReports(): void {
    for (const endpointId of this.state.endpoints.keys()) this.#gateway.askReport(endpointId);
  }

  /** A device of this meeting reached for another one and was refused. */
  noteRefused({ endpointId, personId }: EndpointSeat, command: string, meetingId: MeetingId): void {
    if (!this.isQuarantined && !isOver(this.state.status))
      this.#refused.note({ endpointId, personId, command, meetingId });
  }

  close(): void {
    this.#refused.close();
    this.#isClosed = true;
    if (this.#deadline) clearTimeout(this.#deadline);
    this.#presence.close();
    this.media.close();
    this.#publisher.close();
  }

  async #join(seat: EndpointSeat, actor: Actor): Promise<void> {
    const { personId } = seat;
    await this.#run({ type: 'endpoint.join', endpoint: endpointOf(seat, actor) });
    if (!personId || this.isWaiting(seat)) return;
    if (this.state.participants.get(personId)?.attendance.status === 'present') return;
    await this.#run({ type: 'attendance.mark', personId, mark: { status: 'present', mode: 'online' } }, actor);
  }

  /** A command of the server itself. What fails is logged: there is nobody to answer. */
  async #run(command: MeetingCommand, actor: Actor = systemActor): Promise<void> {
    try {
      await this.execute(command, { actor, commandKey: null, inputHash: '', reply: null });
    } catch (error) {
      this.#logger.warn({ err: error, meetingId: this.id, command: command.type }, 'a command of the server failed');
    }
  }

  #handleCommit({ state, events }: Commit<Meeting, MeetingEvent>): void {
    this.#publisher.touchMe(this.#endpointsTouchedBy(events.map(({ event }) => event)));
    for (const { event } of events) this.#publisher.touchPrivateChat(this.#readersOf(event));
    for (const { event, version } of events) {
      this.#publisher.touch(event.type, version);
      for (const order of reactTo(event)) {
        this.media.carryOut(order).catch((error) => {
          this.#logger.warn({ err: error, meetingId: this.id, order: order.kind }, 'the media plane did not obey');
        });
      }
      this.#endSessions(event);
    }
    this.#publisher.publish(state);
    this.#setDeadline();
  }

  #endSessions(event: MeetingEvent): void {
    if (endsMeeting(event)) {
      this.#presence.close();
      // After the reply to whoever ended it, and after the last views.
      setImmediate(() => {
        this.#publisher.flush();
        this.#gateway.endSessions('meetingClosed');
      });
    }
    // The page connects again, and then gets what it may see now.
    if (event.type === 'AdmissionGranted') this.#gateway.reconnect(event.endpointId);
    if (event.type === 'EndpointRemoved') this.#gateway.reconnect(event.endpoint.id);
    if (event.type !== 'ParticipantRemoved' && event.type !== 'ParticipantChanged') return;
    const personId = event.type === 'ParticipantRemoved' ? event.personId : event.profile.personId;
    for (const seat of this.#seats.values()) {
      if (seat.personId !== personId) continue;
      if (event.type === 'ParticipantRemoved') this.#gateway.endSessions('revoked', seat.endpointId);
      else this.#gateway.reconnect(seat.endpointId);
    }
  }

  /** One walk over the seats for all events: two thousand marks come at once. */
  #endpointsTouchedBy(events: readonly MeetingEvent[]): EndpointId[] {
    const touched = events.map(viewersTouchedBy);
    const isAll = touched.includes('all');
    const some = touched.filter((by) => by !== 'all');
    const personIds = new Set(some.flatMap((by) => by.personIds));
    const endpointIds = new Set(some.flatMap((by) => by.endpointIds));
    if (!isAll && personIds.size + endpointIds.size === 0) return [];
    const isTouched = ({ endpointId, personId, kind }: EndpointSeat) => {
      if (isAll || (personId && personIds.has(personId)) || endpointIds.has(endpointId)) return true;
      if (kind !== 'room') return false;
      return this.state.endpoints.get(endpointId)?.personIds.some((id) => personIds.has(id)) ?? false;
    };
    return [...this.#seats.values()]
      .filter((seat) => this.#presence.isConnected(seat.endpointId) && isTouched(seat))
      .map(({ endpointId }) => endpointId);
  }

  #me(endpointId: EndpointId): object | null {
    const seat = this.#seats.get(endpointId);
    const isThere = seat && (!seat.personId || this.state.participants.has(seat.personId));
    if (!isThere) return null;
    const project = this.isWaiting(seat) ? projectWaitingMe : projectMe;
    const own = project(this.state, this.actorAt(seat), seat.label);
    return { ...own, lineCeiling: this.media.ceilingOf(endpointId) };
  }

  /** Null for a device that waits: it gets nothing. */
  #privateChat(endpointId: EndpointId): Record<string, object> | null {
    const seat = this.#seats.get(endpointId);
    if (!seat || (seat.personId && !this.state.participants.has(seat.personId)) || this.isWaiting(seat)) return null;
    return privateMessagesOf(this.state, this.actorAt(seat));
  }

  #readersOf(event: MeetingEvent): EndpointId[] {
    if (event.type !== 'ChatSent' || event.to === 'all') return [];
    const mayBeHere = ({ endpointId, personId }: EndpointSeat) =>
      this.#presence.isConnected(endpointId) && (!personId || this.state.participants.has(personId));
    return [...this.#seats.values()]
      .filter((seat) => mayBeHere(seat) && mayRead(event, this.actorAt(seat)))
      .map(({ endpointId }) => endpointId);
  }

  /** Invitations end by themselves; the time is in the journal, so a restart keeps it. */
  #setDeadline(minWaitMs = 0): void {
    if (this.#deadline) clearTimeout(this.#deadline);
    this.#deadline = null;
    const [next] = [...this.state.floor.invitations].sort((a, b) => a.expiresAt - b.expiresAt);
    if (!next || this.isQuarantined) return;
    const waitMs = Math.max(minWaitMs, next.expiresAt - this.#clock.now());
    this.#deadline = setTimeout(async () => {
      await this.#run({ type: 'floor.expireInvitation', personId: next.personId });
      // A timer that was early, or a record that could not be written: try again.
      if (!this.#isClosed) this.#setDeadline(retryMs);
    }, waitMs);
  }
}

function endpointOf({ endpointId, kind, personId, siteId, label }: EndpointSeat, { role }: Actor): Endpoint {
  return { id: endpointId, kind, role, label, siteId, personIds: personId ? [personId] : [] };
}

/** Nothing can follow such an event. */
function endsMeeting({ type }: MeetingEvent): boolean {
  return type === 'MeetingClosed' || type === 'MeetingCancelled';
}
