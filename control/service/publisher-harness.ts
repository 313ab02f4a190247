/** For tests of the publisher: its viewers as pages that keep what they are sent, and a meeting to which things happen. */
import { expect } from 'vitest';
import type { SliceName, SliceUpdate } from '#contract';
import type { EndpointId } from '../domain/ids.ts';
import { evolveMeeting } from '../domain/meeting.ts';
import type { Meeting, MeetingEvent } from '../domain/meeting-state.ts';
import { type Audience, audiences } from '../domain/roles.ts';
import { Publisher, type ViewerPort } from './publisher.ts';

type Held = { version: number; value: { head: object; rows: Record<string, object> } };
type Page = Partial<Record<SliceName, Held>>;

/** A meeting, its publisher, and pages that apply what they are sent as room-ui does. */
export class Stage implements ViewerPort {
  readonly publisher: Publisher;
  readonly audiences = new Map<string, Audience>();
  readonly own: [EndpointId, object][] = [];
  readonly catchUps: string[][] = [];
  meeting: Meeting;
  version = 0;
  messages = 0;
  isGone = false;
  live = { head: { isAvailable: true }, rows: {} };
  readonly #rooms = new Map<Audience, Set<string>>(audiences.map((audience) => [audience, new Set()]));
  readonly #pages = new Map<string, Page>();
  readonly #received = new Map<string, SliceUpdate[]>();

  constructor(meeting: Meeting) {
    this.meeting = meeting;
    this.publisher = new Publisher(meeting, this, {
      live: () => this.live,
      me: (endpointId) => (this.isGone ? null : { of: endpointId }),
      cameras: () => ({ head: {}, rows: {} }),
      roomOrders: () => null,
      privateChat: () => null,
    });
  }

  happens(event: MeetingEvent): void {
    this.meeting = evolveMeeting(this.meeting, event, 0);
    this.version += 1;
    this.publisher.touch(event.type, this.version);
    this.publisher.publish(this.meeting);
  }

  connect(id: string, audience: Audience, held: Record<string, number> | null = null, page: Page = {}): void {
    this.audiences.set(id, audience);
    this.#pages.set(id, { ...page });
    this.#received.set(id, []);
    this.publisher.catchUp(id, audience, `page-of-${id}` as EndpointId, held);
  }

  watch(id: string): void {
    this.audiences.set(id, 'staff');
    this.#pages.set(id, {});
    this.#received.set(id, []);
    this.publisher.catchUp(id, 'staff', null, {});
  }

  disconnect(id: string): Page {
    for (const members of this.#rooms.values()) members.delete(id);
    this.audiences.delete(id);
    return this.page(id);
  }

  page(id: string): Page {
    return this.#pages.get(id) ?? {};
  }

  received(id: string): SliceUpdate[] {
    return this.#received.get(id) ?? [];
  }

  versionsOf(id: string): Record<string, number> {
    return Object.fromEntries(Object.entries(this.page(id)).map(([name, { version }]) => [name, version]));
  }

  toAudience(audience: Audience, updates: SliceUpdate[]): void {
    this.#deliver([...(this.#rooms.get(audience) ?? [])], updates);
  }

  toConnections(audience: Audience, connectionIds: readonly string[], updates: SliceUpdate[]): void {
    this.catchUps.push([...connectionIds]);
    this.#deliver(connectionIds, updates);
    for (const id of connectionIds) if (this.audiences.has(id)) this.#rooms.get(audience)?.add(id);
  }

  toEndpoint(endpointId: EndpointId, updates: SliceUpdate[]): void {
    for (const { head } of updates) this.own.push([endpointId, head ?? {}]);
  }

  #deliver(ids: readonly string[], updates: SliceUpdate[]): void {
    this.messages += 1;
    for (const id of ids) {
      this.#received.get(id)?.push(...updates);
      const page = this.#pages.get(id) ?? {};
      for (const update of updates) apply(page, update);
    }
  }
}

function apply(page: Page, { name, version, base, head, rows }: SliceUpdate): void {
  const before = base === null ? { head: {}, rows: {} } : page[name]?.value;
  if (base !== null) expect([name, page[name]?.version]).toEqual([name, base]);
  const known: Record<string, object> = { ...before?.rows };
  const changed = Object.entries(rows ?? {}).map(([id, row]) => [id, row && { ...known[id], ...row }]);
  const merged = Object.entries({ ...known, ...Object.fromEntries(changed) }).filter(([, row]) => row !== null);
  page[name] = {
    version,
    value: { head: head ?? before?.head ?? {}, rows: Object.fromEntries(merged) as Held['value']['rows'] },
  };
}
