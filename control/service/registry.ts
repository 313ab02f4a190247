/**
 * All bodies and meetings of this server. At the start the open ones are read and checked; a damaged meeting is kept read
 * only while the others run. Meetings that are over are read when somebody asks for them.
 */
import type { MediaPlane, SoundLevel } from '#sfu';
import type { BodyId, EndpointId, MeetingId, SiteId } from '../domain/ids.ts';
import { refuse } from '../domain/rejection.ts';
import type { Logger } from '../logger.ts';
import type { Journal, StreamHead } from '../store/journal.ts';
import { type BodyAggregate, loadBody } from './body-service.ts';
import type { Clock } from './clock.ts';
import { LiveMeeting, type MeetingGateway } from './live-meeting.ts';
import { Watchers } from './watchers.ts';

type Deps = {
  journal: Journal;
  plane: MediaPlane;
  clock: Clock;
  logger: Logger;
  gatewayOf(meetingId: MeetingId): MeetingGateway;
  /** Cameras that one viewer gets at most. */
  lastN: number;
};

export class Registry {
  readonly watchers = new Watchers();
  readonly #deps: Deps;
  readonly #bodies = new Map<BodyId, Promise<BodyAggregate>>();
  readonly #meetings = new Map<MeetingId, Promise<LiveMeeting>>();
  readonly #overIds = new Set<MeetingId>();

  static async open(deps: Deps): Promise<Registry> {
    const registry = new Registry(deps);
    const heads = await deps.journal.streams();
    for (const head of heads) if (head.stream.startsWith('body/')) await registry.body(idIn(head) as BodyId);
    for (const head of heads) {
      if (!head.stream.startsWith('meeting/')) continue;
      if (head.isFinal) registry.#overIds.add(idIn(head) as MeetingId);
      else await registry.#check(idIn(head) as MeetingId);
    }
    return registry;
  }

  private constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The time by which facts are recorded. */
  now(): number {
    return this.#deps.clock.now();
  }

  bodies(): Promise<BodyAggregate[]> {
    return Promise.all(this.#bodies.values());
  }

  /** The body, made when it is new: it is founded by a command. */
  body(id: BodyId): Promise<BodyAggregate> {
    return once(this.#bodies, id, async () => {
      const body = await loadBody(id, this.#deps.journal, this.#deps.clock);
      if (body.fault)
        this.#deps.logger.error({ stream: body.stream, ...body.fault }, 'the record of a body is damaged');
      return body;
    });
  }

  /** Open meetings, those that are damaged included. */
  async meetings(): Promise<LiveMeeting[]> {
    return Promise.all(this.#meetings.values());
  }

  /** Those that ended as well; they are read now if they were not before. */
  async allMeetings(): Promise<LiveMeeting[]> {
    await Promise.all([...this.#overIds].map((id) => this.#open(id)));
    return this.meetings();
  }

  /** An existing meeting, open or over. Throws `UNKNOWN_MEETING`. */
  async meeting(id: MeetingId): Promise<LiveMeeting> {
    if (!this.isKnown(id)) refuse('UNKNOWN_MEETING');
    return this.#open(id);
  }

  /** A place for a meeting that is about to be created. */
  newMeeting(id: MeetingId): Promise<LiveMeeting> {
    return this.#open(id);
  }

  isKnown(id: MeetingId): boolean {
    return this.#meetings.has(id) || this.#overIds.has(id);
  }

  /** Of the meetings that run: the one in which somebody sends this. */
  async meetingOfProducer(producerId: string): Promise<LiveMeeting | undefined> {
    return (await this.meetings()).find(({ media }) => media.hasProducer(producerId));
  }

  handleRoomLost(meetingId: string): void {
    this.#withMeeting(meetingId, (meeting) => meeting.media.handleRoomLost());
  }

  handleProducerClosed(meetingId: string, endpointId: string): void {
    this.#withMeeting(meetingId, (meeting) => meeting.media.refresh(endpointId as EndpointId));
  }

  async close(): Promise<void> {
    for (const meeting of await this.meetings()) meeting.close();
  }

  handleSoundLevels(meetingId: string, levels: SoundLevel[]): void {
    this.#withMeeting(meetingId, (meeting) => meeting.media.handleSoundLevels(levels));
  }

  handleDominantSpeaker(meetingId: string, peerId: string | null): void {
    this.#withMeeting(meetingId, (meeting) => meeting.media.handleDominantSpeaker(peerId));
  }

  /** A meeting that is not there, or could not be read, has no media to care for. */
  #withMeeting(meetingId: string, act: (meeting: LiveMeeting) => void): void {
    this.#meetings.get(meetingId as MeetingId)?.then(act, () => undefined);
  }

  #open(id: MeetingId): Promise<LiveMeeting> {
    return once(this.#meetings, id, () =>
      LiveMeeting.load(id, { ...this.#deps, bandwidthBpsOf: (bodyId) => this.#bandwidthOf(bodyId) }),
    );
  }

  async #bandwidthOf(bodyId: BodyId | null): Promise<(siteId: SiteId) => number | null> {
    const sites = bodyId && (await this.body(bodyId)).state.sites;
    return (siteId) => {
      const bandwidthMbps = sites ? (sites.get(siteId)?.bandwidthMbps ?? null) : null;
      return bandwidthMbps === null ? null : bandwidthMbps * 1_000_000;
    };
  }

  async #check(id: MeetingId): Promise<void> {
    const meeting = await this.#open(id);
    if (!meeting.isQuarantined) return;
    this.#deps.logger.error({ meetingId: id, ...meeting.fault }, 'the record of a meeting is damaged; it is read only');
  }
}

function idIn({ stream }: StreamHead): string {
  return stream.slice(stream.indexOf('/') + 1);
}

/** One load for all who ask at the same time; a load that failed is tried again by the next one. */
function once<Id, Value>(known: Map<Id, Promise<Value>>, id: Id, load: () => Promise<Value>): Promise<Value> {
  let value = known.get(id);
  if (!value) {
    value = load();
    known.set(id, value);
    value.catch(() => known.delete(id));
  }
  return value;
}
