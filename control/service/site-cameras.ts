/**
 * The cameras of a meeting's sites, each site's run by its room agent: what the agents report, what they are told, and
 * what they are asked. All of it is of this moment; nothing is in the record. Of several agents of a site the one that
 * came last counts.
 */
import { type AgentAnswer, type AgentRequest, agentReply, type CameraReport, type CameraSight } from '#camera';
import { type CamerasRow, errorMeanings, type Slices } from '#contract';
import type { Endpoint } from '../domain/endpoints.ts';
import type { EndpointId, PersonId, SiteId } from '../domain/ids.ts';
import type { Meeting } from '../domain/meeting-state.ts';
import { roomOrdersOf } from '../domain/room-orders.ts';
import { AppError } from '../errors.ts';
import type { SliceValue } from './slice-diff.ts';

export type SightOfSite = CameraSight & { siteId: SiteId };

type Sources = {
  meeting(): Meeting;
  isConnected(endpointId: EndpointId): boolean;
  /** What the agents of these endpoints obey has changed. */
  onOrders(endpointIds: readonly EndpointId[]): void;
  /** Whom the picture of an agent shows may have changed. */
  onPicture(endpointId: EndpointId): void;
  /** Something in `value()` changed. */
  onChange(): void;
  /** Rejects with an `AppError` when no answer comes. */
  ask(endpointId: EndpointId, request: AgentRequest, timeoutMs: number): Promise<unknown>;
  sendSight(connectionIds: readonly string[], sight: SightOfSite): void;
};
type Reported = { siteId: SiteId; cameras: readonly CameraReport[]; parkedSince: number | null };
type RoomOrders = Slices['roomOrders']['head'];

const longAnswersMs: Partial<Record<AgentRequest['type'], number>> = { discover: 8_000, test: 90_000 };
const answerMs = 5_000;

export class SiteCameras {
  readonly #sources: Sources;
  /** By agent; whoever came last is last. */
  readonly #reports = new Map<EndpointId, Reported>();
  readonly #watchers = new Map<SiteId, Set<string>>();
  readonly #told = new Map<EndpointId, string>();
  #rows: Record<string, CamerasRow> = {};

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  value(): SliceValue {
    return { head: {}, rows: this.#rows };
  }

  /** A connection of an agent: it speaks for its site from now on. */
  arrive(endpointId: EndpointId): void {
    const before = this.#reports.get(endpointId);
    this.#reports.delete(endpointId);
    // Meanwhile its cameras may have turned.
    if (before) this.#reports.set(endpointId, { ...before, parkedSince: null });
    this.settle();
    this.#sources.onPicture(endpointId);
  }

  /** `parkedSince`: for which privacy all that it sends shows the wall; null: for none. */
  take(endpointId: EndpointId, cameras: readonly CameraReport[], parkedSince: number | null = null): void {
    const before = this.#reports.get(endpointId);
    if (!before) return;
    this.#reports.set(endpointId, { ...before, cameras, parkedSince });
    this.settle();
    this.#sources.onPicture(endpointId);
  }

  /** Brings what agents and staff are told in line with the meeting and with who is connected. */
  settle(): void {
    this.#meetAgents();
    const changed = [...this.#reports.keys()].filter((endpointId) => {
      const orders = JSON.stringify(this.ordersFor(endpointId));
      const isNew = this.#told.get(endpointId) !== orders;
      this.#told.set(endpointId, orders);
      return isNew;
    });
    if (changed.length > 0) this.#sources.onOrders(changed);
    for (const endpointId of changed) this.#sources.onPicture(endpointId);
    const rows = this.#currentRows();
    if (JSON.stringify(rows) === JSON.stringify(this.#rows)) return;
    this.#rows = rows;
    this.#sources.onChange();
  }

  /** What an agent obeys; null for a device that is none, or is not in the meeting. */
  ordersFor(endpointId: EndpointId): RoomOrders | null {
    const siteId = this.#agent(endpointId)?.siteId;
    if (!siteId) return null;
    return { ...roomOrdersOf(this.#sources.meeting(), siteId), isWatched: this.#watchers.has(siteId) };
  }

  /** Nobody may be shown there, and its agent has not said, for this time, that nobody is. */
  isPictureWithheld(endpointId: EndpointId): boolean {
    const orders = this.ordersFor(endpointId);
    if (!orders?.privacy) return false;
    const isParked = this.#reports.get(endpointId)?.parkedSince === orders.privateSince;
    return !isParked || !this.#isHere(endpointId);
  }

  /** Whom the picture of an agent shows: who has the floor at its site, unless a picture of their own does. */
  shownBy(endpointId: EndpointId, hasOwnPicture: (personId: PersonId) => boolean): PersonId[] {
    const reported = this.#reports.get(endpointId);
    if (!reported || this.#agentOf(reported.siteId) !== endpointId) return [];
    const framed = reported.cameras.filter(({ isFramed }) => isFramed).map(({ personId }) => personId);
    const holders = (this.ordersFor(endpointId)?.holders ?? []).map(({ personId }) => personId as PersonId);
    return holders.filter((personId) => framed.includes(personId) || !hasOwnPicture(personId));
  }

  /** Throws `AGENT_AWAY`, `AGENT_MISMATCH` and what the agent itself answers. */
  async ask(siteId: SiteId, request: AgentRequest): Promise<AgentAnswer> {
    const endpointId = this.#agentOf(siteId);
    if (!endpointId || !this.#isHere(endpointId)) throw new AppError('AGENT_AWAY', errorMeanings.AGENT_AWAY);
    const answer = await this.#sources.ask(endpointId, request, longAnswersMs[request.type] ?? answerMs);
    const reply = agentReply.safeParse(answer);
    if (!reply.success) throw new AppError('AGENT_MISMATCH', errorMeanings.AGENT_MISMATCH);
    if (!reply.data.ok) throw new AppError(reply.data.code, errorMeanings[reply.data.code]);
    return reply.data.data;
  }

  watch(siteId: SiteId, connectionId: string, isOn: boolean): void {
    const watchers = this.#watchers.get(siteId) ?? new Set();
    if (isOn) this.#watchers.set(siteId, watchers.add(connectionId));
    else if (watchers.delete(connectionId) && watchers.size === 0) this.#watchers.delete(siteId);
    this.settle();
  }

  showSight(endpointId: EndpointId, sight: CameraSight): void {
    const siteId = this.#reports.get(endpointId)?.siteId;
    const watchers = siteId && this.#agentOf(siteId) === endpointId && this.#watchers.get(siteId);
    if (watchers) this.#sources.sendSight([...watchers], { ...sight, siteId });
  }

  /** Those that came are known; of those that left, each site's last one is kept, for its cameras' names. */
  #meetAgents(): void {
    const { endpoints } = this.#sources.meeting();
    for (const { id, kind, siteId } of endpoints.values()) {
      if (kind === 'agent' && siteId && !this.#reports.has(id))
        this.#reports.set(id, { siteId, cameras: [], parkedSince: null });
    }
    for (const [id, { siteId }] of this.#reports) {
      if (endpoints.has(id) || this.#agentOf(siteId) === id) continue;
      this.#reports.delete(id);
      this.#told.delete(id);
    }
  }

  #currentRows(): Record<string, CamerasRow> {
    const siteIds = new Set([...this.#reports.values()].map(({ siteId }) => siteId));
    return Object.fromEntries([...siteIds].map((siteId) => [siteId, this.#row(siteId)]));
  }

  #row(siteId: SiteId): CamerasRow {
    const endpointId = this.#agentOf(siteId);
    const cameras = (endpointId && this.#reports.get(endpointId)?.cameras) || [];
    const isInMeeting = endpointId !== null && this.#agent(endpointId) !== undefined;
    return {
      siteId,
      isAgentHere: endpointId !== null && this.#isHere(endpointId),
      cameras: isInMeeting ? cameras : cameras.map(away),
    };
  }

  /** Those that are connected before those that are not; of these the one that came last. */
  #agentOf(siteId: SiteId): EndpointId | null {
    const ofSite = [...this.#reports].filter(([, agent]) => agent.siteId === siteId).map(([id]) => id);
    return ofSite.findLast((id) => this.#isHere(id)) ?? ofSite.at(-1) ?? null;
  }

  #isHere(endpointId: EndpointId): boolean {
    return this.#agent(endpointId) !== undefined && this.#sources.isConnected(endpointId);
  }

  #agent(endpointId: EndpointId): Endpoint | undefined {
    const endpoint = this.#sources.meeting().endpoints.get(endpointId);
    return endpoint?.kind === 'agent' ? endpoint : undefined;
  }
}

/** Nobody knows what it does now. */
function away({ cameraId, name, shot, isOverview }: CameraReport): CameraReport {
  const nothing = { personId: null, isFramed: false, manualUntil: null, producerId: null };
  return { cameraId, name, shot, state: 'away', ...nothing, ...(isOverview && { isOverview }) };
}
