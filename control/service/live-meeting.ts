/**
 * One meeting as it runs: commands go in, facts come out durable, and from them follow views, orders to the planes and
 * timers. A plane that fails is logged and never stops the meeting.
 */
import type { AgentRequest } from '#camera';
import type { MediaPlane } from '#sfu';
import { mustWait } from '../domain/admission.ts';
import { isActingChair } from '../domain/authority.ts';
import { isKeptOut } from '../domain/closed-session.ts';
import { type Endpoint, endpointsOfPerson } from '../domain/endpoints.ts';
import type { BodyId, EndpointId, MeetingId, PersonId, SiteId } from '../domain/ids.ts';
import { privateMessagesOf, projectMe, projectWaitingMe } from '../domain/me.ts';
import { actorFor, decideMeeting, meetingEvolver } from '../domain/meeting.ts';
import { isOver, type Meeting, type MeetingCommand, type MeetingEvent, newMeeting } from '../domain/meeting-state.ts';
import { type Actor, audienceOf, systemActor } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Journal, StreamFault } from '../store/journal.ts';
import { Aggregate, type Commit, type Decider, type Execution } from './aggregate.ts';
import { ChairLease } from './chair-lease.ts';
import type { Clock } from './clock.ts';
import { FloorClock } from './floor-clock.ts';
import { MeetingMedia } from './meeting-media.ts';
import type { Order, OrderPorts } from './orders.ts';
import { Presence } from './presence.ts';
import { Publisher, type ViewerPort } from './publisher.ts';
import { reactTo } from './reactions.ts';
import { RefusedAttempts } from './refused-attempts.ts';
import { type EndpointSeat, Seats } from './seats.ts';
import { type SightOfSite, SiteCameras } from './site-cameras.ts';
import { SpeakerLoss } from './speaker-loss.ts';

export type { EndpointSeat } from './seats.ts';

const meetingDecider: Decider<Meeting, MeetingCommand, MeetingEvent> = {
  decide: decideMeeting,
  evolver: meetingEvolver,
  actorFor,
  isFinal: endsMeeting,
};

export interface MeetingGateway extends ViewerPort {
  mediaLost(endpointId: EndpointId): void;
  askUnmute(endpointId: EndpointId): void;
  /** Asks the page of an endpoint how picture and sound are for it. */
  askReport(endpointId: EndpointId): void;
  /** Asks the room agent of an endpoint. Rejects with `AGENT_AWAY` or `CAMERA_TIMED_OUT`. */
  askAgent(endpointId: EndpointId, request: AgentRequest, timeoutMs: number): Promise<unknown>;
  sendSight(connectionIds: readonly string[], sight: SightOfSite): void;
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
  /** The planes that this server has beside the media plane. */
  planes?: OrderPorts;
};

type MeetingAggregate = Aggregate<Meeting, MeetingCommand, MeetingEvent>;

export class LiveMeeting {
  readonly id: MeetingId;
  readonly media: MeetingMedia;
  readonly cameras: SiteCameras;
  /** Hears of all facts once they are durable, in their order. */
  onFacts: ((facts: Commit<Meeting, MeetingEvent>['events']) => void) | null = null;
  readonly #aggregate: MeetingAggregate;
  readonly #presence: Presence;
  readonly #publisher: Publisher;
  readonly #gateway: MeetingGateway;
  readonly #logger: Logger;
  readonly #refused = new RefusedAttempts((refused) => void this.#run({ type: 'access.recordRefusal', refused }));
  readonly #planes: OrderPorts;
  readonly #seats: Seats;
  readonly #floorClock: FloorClock;
  readonly #chairLease: ChairLease;
  readonly #speakerLoss: SpeakerLoss;
  #actingChairId: PersonId | null;

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
    meeting.cameras.settle();
    meeting.#settleTimers();
    return meeting;
  }

  private constructor(id: MeetingId, aggregate: MeetingAggregate, deps: LiveMeetingDeps) {
    this.id = id;
    this.#aggregate = aggregate;
    this.#gateway = deps.gatewayOf(id);
    this.#logger = deps.logger;
    this.#planes = deps.planes ?? {};
    this.#actingChairId = this.state.authority.actingChairId;
    this.#presence = new Presence((endpointId) => this.#run({ type: 'endpoint.leave', endpointId, cause: 'lost' }));
    this.media = new MeetingMedia(id, deps.plane, {
      meeting: () => this.state,
      isConnected: (endpointId) => this.#presence.isConnected(endpointId),
      shownBy: (id) => this.cameras.shownBy(id, (personId) => this.media.hasOwnPicture(personId)),
      isPictureWithheld: (endpointId) => this.cameras.isPictureWithheld(endpointId),
      onChange: () => this.#publisher.touchLive(),
      onCeiling: (endpointId) => this.#publisher.touchMe([endpointId]),
      onPeerLost: (endpointId) => this.#gateway.mediaLost(endpointId),
      bandwidthBpsOf: () => deps.bandwidthBpsOf(this.state.bodyId),
      lastN: deps.lastN,
      onFailed: (error) => this.#logger.debug({ err: error, meetingId: id }, 'the media plane refused an order'),
    });
    this.#publisher = new Publisher(this.state, this.#gateway, {
      live: (audience) => this.media.value(audience),
      cameras: () => this.cameras.value(),
      roomOrders: (endpointId) => this.cameras.ordersFor(endpointId),
      me: (endpointId) => this.#me(endpointId),
      privateChat: (endpointId) => this.#privateChat(endpointId),
    });
    const run = (command: MeetingCommand) => this.#run(command);
    const meeting = () => this.state;
    const isConnected = (endpointId: EndpointId) => this.#presence.isConnected(endpointId);
    const now = () => deps.clock.now();
    this.#seats = new Seats({ meeting, isConnected, actorAt: (seat) => this.actorAt(seat) });
    this.#floorClock = new FloorClock({ meeting, now, run, isReadOnly: () => this.isQuarantined });
    const lostForMs = (endpointId: EndpointId) => this.#presence.lostForMs(endpointId);
    this.cameras = new SiteCameras({
      meeting,
      isConnected,
      onOrders: (endpointIds) => this.#publisher.touchMe(endpointIds),
      onPicture: (endpointId) => this.media.refresh(endpointId),
      onChange: () => this.#publisher.touchLive('cameras'),
      ask: (endpointId, request, timeoutMs) => this.#gateway.askAgent(endpointId, request, timeoutMs),
      sendSight: (connectionIds, sight) => this.#gateway.sendSight(connectionIds, sight),
    });
    this.#chairLease = new ChairLease({ meeting, isConnected, lostForMs, run });
    this.#speakerLoss = new SpeakerLoss({ meeting, isConnected, lostForMs, run });
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
    const own = seat.personId ? this.state.participants.get(seat.personId)?.role : seat.deviceRole;
    if (!own) throw new AppError('NOT_SIGNED_IN', 'This person does not take part in the meeting any more.');
    // Who was seated as acting chair runs the meeting as long as they chair.
    const role = isActingChair(this.state.authority, seat) && audienceOf(own) !== 'staff' ? 'deputy' : own;
    return { role, personId: seat.personId, endpointId: seat.endpointId, onBehalfOf: null };
  }

  /** True when the device is not in the meeting and has to be let in: it gets its own slice and nothing else. */
  isWaiting(seat: EndpointSeat): boolean {
    const { endpoints, admission, closedSession, participants } = this.state;
    if (endpoints.has(seat.endpointId)) return false;
    const endpoint = endpointOf(seat, this.actorAt(seat));
    return isKeptOut(closedSession, endpoint, participants) || mustWait(admission, endpoint);
  }

  /** A page is there: its endpoint joins, its person is present, and it gets the slices that differ from those it holds. */
  async connect(seat: EndpointSeat, connectionId: string, held: Record<string, number> | null): Promise<void> {
    const actor = this.actorAt(seat);
    this.#seats.add(seat);
    this.#presence.connect(seat.endpointId, connectionId);
    if (!this.isQuarantined && !isOver(this.state.status) && !this.state.endpoints.has(seat.endpointId)) {
      await this.#join(seat, actor);
    }
    this.media.refresh(seat.endpointId);
    if (seat.kind === 'agent') this.cameras.arrive(seat.endpointId);
    this.#settleTimers();
    if (!this.isWaiting(seat)) {
      await this.#chairLease.arrive(seat.personId);
      return this.#publisher.catchUp(connectionId, audienceOf(actor.role), seat.endpointId, held);
    }
    // Nobody would see it in the list: the page tries again.
    if (!this.isQuarantined && !this.state.admission.waiting.has(seat.endpointId)) {
      throw new AppError('STORE_UNAVAILABLE', 'The record could not be written.');
    }
    this.#publisher.touchMe([seat.endpointId]);
  }

  /** `silentMs`: for how long the page had not answered when it was given up. */
  disconnect(endpointId: EndpointId, connectionId: string, silentMs = 0): void {
    if (!this.#presence.disconnect(endpointId, connectionId, silentMs)) return;
    this.media.refresh(endpointId);
    this.cameras.settle();
    this.#settleTimers();
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
    this.#presence.close();
    for (const timer of [this.#floorClock, this.#chairLease, this.#speakerLoss]) timer.close();
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
    const facts = events.map(({ event }) => event);
    this.#publisher.touchMe(this.#seats.touchedBy(facts));
    for (const { event, version } of events) {
      this.#publisher.touchPrivateChat(this.#seats.readersOf(event));
      this.#publisher.touch(event.type, version);
      this.#endSessions(event);
    }
    for (const order of reactTo(facts)) {
      this.#carryOut(order).catch((error) => {
        const { plane, kind } = order;
        this.#logger.warn({ err: error, meetingId: this.id, plane, order: kind }, 'a plane did not obey');
      });
    }
    this.cameras.settle();
    this.#publisher.publish(state);
    this.#settleTimers();
    this.onFacts?.(events);
  }

  async #carryOut(order: Order): Promise<void> {
    if (order.plane === 'sfu') await this.media.carryOut(order);
    else await this.#planes.record?.(this.id, order);
  }

  #settleTimers(): void {
    this.#floorClock.settle();
    this.#chairLease.settle();
    this.#speakerLoss.settle();
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
    if (event.type === 'EndpointLeft' && event.cause === 'closedSession') this.#gateway.reconnect(event.endpointId);
    if (event.type === 'ActingChairChanged') this.#changeChair(event.personId);
    if (event.type !== 'ParticipantRemoved' && event.type !== 'ParticipantChanged') return;
    const personId = event.type === 'ParticipantRemoved' ? event.personId : event.profile.personId;
    for (const endpointId of this.#seats.endpointIdsOf(personId)) {
      if (event.type === 'ParticipantRemoved') this.#gateway.endSessions('revoked', endpointId);
      else this.#gateway.reconnect(endpointId);
    }
  }

  /** Who runs the meeting only while they chair it sees more, or less, from now on. */
  #changeChair(personId: PersonId | null): void {
    for (const id of [this.#actingChairId, personId]) {
      const role = id && this.state.participants.get(id)?.role;
      if (!id || !role || audienceOf(role) === 'staff') continue;
      for (const endpointId of this.#seats.endpointIdsOf(id)) this.#gateway.reconnect(endpointId);
    }
    this.#actingChairId = personId;
  }

  #me(endpointId: EndpointId): object | null {
    const seat = this.#seats.find(endpointId);
    if (!seat) return null;
    const project = this.isWaiting(seat) ? projectWaitingMe : projectMe;
    const own = project(this.state, this.actorAt(seat), seat.label);
    return { ...own, lineCeiling: this.media.ceilingOf(endpointId) };
  }

  /** Null for a device that waits, or is a room agent: it gets nothing. */
  #privateChat(endpointId: EndpointId): Record<string, object> | null {
    const seat = this.#seats.find(endpointId);
    if (!seat || seat.kind === 'agent' || this.isWaiting(seat)) return null;
    return privateMessagesOf(this.state, this.actorAt(seat));
  }
}

function endpointOf({ endpointId, kind, personId, siteId, label }: EndpointSeat, { role }: Actor): Endpoint {
  return { id: endpointId, kind, role, label, siteId, personIds: personId ? [personId] : [] };
}

/** Nothing can follow such an event. */
function endsMeeting({ type }: MeetingEvent): boolean {
  return type === 'MeetingClosed' || type === 'MeetingCancelled';
}
