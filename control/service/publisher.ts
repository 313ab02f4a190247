/**
 * Sends each viewer what changed for them. Facts that come together go out together, at most every `flushIntervalMs`, and
 * so do those who come together. A
 * slice is projected once per audience and sent once to all its viewers; those who connect at the same time share one
 * serialisation as well. What a viewer holds is named by versions: of the last fact that touched the slice, or, for live
 * slices, of a counter.
 */
import type { SliceName, SliceUpdate } from '#contract';
import type { EndpointId } from '../domain/ids.ts';
import type { Meeting, MeetingEventType } from '../domain/meeting-state.ts';
import { type Audience, audiences } from '../domain/roles.ts';
import type { MeetingSliceName } from '../domain/slice-shapes.ts';
import { meetingSliceNames, meetingSlices } from '../domain/view.ts';
import { diffSlice, type SliceChange, type SliceValue } from './slice-diff.ts';

/** The way out, kept by the gateway. */
export interface ViewerPort {
  toAudience(audience: Audience, updates: SliceUpdate[]): void;
  /** Those who catch up; from then on they belong to the audience. */
  toConnections(audience: Audience, connectionIds: readonly string[], updates: SliceUpdate[]): void;
  toEndpoint(endpointId: EndpointId, updates: SliceUpdate[]): void;
}

export type LiveSource = (audience: Audience) => SliceValue;

type Sources = {
  live: LiveSource;
  cameras(): SliceValue;
  me(endpointId: EndpointId): object | null;
  /** What a room agent obeys; null for every other device. */
  roomOrders(endpointId: EndpointId): object | null;
  privateChat(endpointId: EndpointId): Record<string, object> | null;
};

type Shown = { version: number; value: SliceValue };
type Comer = { connectionId: string; audience: Audience; held: Record<string, number> };
type LiveSliceName = 'media' | 'cameras';
type SharedSliceName = MeetingSliceName | LiveSliceName;

const forEverybody: readonly SharedSliceName[] = [...meetingSliceNames, 'media'];
/** What an audience gets at all. A room agent has its own slices only. */
const sharedSliceNames: Record<Audience, readonly SharedSliceName[]> = {
  staff: [...forEverybody, 'cameras'],
  member: forEverybody,
  public: forEverybody,
  agent: [],
};
/** Short enough for nobody to notice, long enough to take the changes of a busy moment together. */
const flushIntervalMs = 50;

export class Publisher {
  readonly #viewers: ViewerPort;
  readonly #sources: Sources;
  #meeting: Meeting;
  /** Version of the last fact that touched a slice; the same after a restart, because it comes from the journal. */
  readonly #touchedAt = new Map<SharedSliceName, number>();
  readonly #shown = new Map<Audience, Map<SharedSliceName, Shown>>();
  readonly #dirty = new Set<SharedSliceName>();
  readonly #dirtyEndpoints = new Set<EndpointId>();
  /** Whose private messages are new to them, and those who get them whole, because they come. */
  readonly #dirtyChats = new Map<EndpointId, 'new' | 'whole'>();
  readonly #shownChats = new Map<EndpointId, Shown>();
  #comers: Comer[] = [];
  #liveVersion = Date.now();
  #lastFlushAt = 0;
  #lastComersAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #dueAt = 0;

  constructor(meeting: Meeting, viewers: ViewerPort, sources: Sources) {
    this.#meeting = meeting;
    this.#viewers = viewers;
    this.#sources = sources;
  }

  /** Notes which slices a fact touches; also used while the journal is replayed. */
  touch(event: MeetingEventType, version: number): void {
    for (const name of meetingSliceNames) {
      if (!meetingSlices[name].isTouchedBy(event)) continue;
      this.#touchedAt.set(name, version);
      this.#dirty.add(name);
    }
  }

  touchLive(name: LiveSliceName = 'media'): void {
    this.#touchedAt.set(name, this.#nextLive());
    this.#dirty.add(name);
    this.#schedule();
  }

  touchMe(endpointIds: Iterable<EndpointId>): void {
    for (const endpointId of endpointIds) this.#dirtyEndpoints.add(endpointId);
    this.#schedule();
  }

  touchPrivateChat(endpointIds: Iterable<EndpointId>): void {
    for (const endpointId of endpointIds) {
      if (!this.#dirtyChats.has(endpointId)) this.#dirtyChats.set(endpointId, 'new');
    }
  }

  publish(meeting: Meeting): void {
    this.#meeting = meeting;
    this.#schedule();
  }

  /**
   * Gives a connection the slices whose version differs from the one it holds. `held` null: it holds nothing of ours;
   * `endpointId` null: it only watches, and has no slice of its own.
   */
  catchUp(
    connectionId: string,
    audience: Audience,
    endpointId: EndpointId | null,
    held: Record<string, number> | null,
  ): void {
    this.#comers.push({ connectionId, audience, held: held ?? {} });
    if (endpointId) {
      this.#dirtyChats.set(endpointId, 'whole');
      this.#dirtyEndpoints.add(endpointId);
    }
    // Whoever comes sees nothing until then: what changed a moment before, as by their coming, does not keep them waiting.
    this.#schedule(this.#lastComersAt + flushIntervalMs);
  }

  /** A connection that waits to catch up does so no more. */
  forget(connectionId: string): void {
    this.#comers = this.#comers.filter((comer) => comer.connectionId !== connectionId);
  }

  /** Sends what waits, now. */
  flush(): void {
    this.close();
    this.#lastFlushAt = performance.now();
    if (this.#comers.length > 0) this.#lastComersAt = this.#lastFlushAt;
    // Changes first, to those who are there; those who come are then compared with the newest values.
    for (const audience of audiences) this.#sendChanges(audience);
    this.#dirty.clear();
    this.#sendToComers();
    this.#sendPrivateChats();
    for (const endpointId of this.#dirtyEndpoints) {
      this.#sendOwn(endpointId);
    }
    this.#dirtyEndpoints.clear();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(dueAt = this.#lastFlushAt + flushIntervalMs): void {
    if (this.#timer && this.#dueAt <= dueAt) return;
    this.close();
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => this.flush(), Math.max(0, dueAt - performance.now()));
  }

  #sendOwn(endpointId: EndpointId): void {
    const me = this.#sources.me(endpointId);
    if (!me) return;
    const own = (name: 'me' | 'roomOrders', head: object) =>
      whole(name, { version: this.#nextLive(), value: { head, rows: {} } });
    const orders = this.#sources.roomOrders(endpointId);
    this.#viewers.toEndpoint(endpointId, [own('me', me), ...(orders ? [own('roomOrders', orders)] : [])]);
  }

  #sendPrivateChats(): void {
    for (const [endpointId, kind] of this.#dirtyChats) {
      const rows = this.#sources.privateChat(endpointId);
      const before = this.#shownChats.get(endpointId);
      this.#shownChats.delete(endpointId);
      if (!rows) continue;
      const shown = { version: this.#nextLive(), value: { head: {}, rows } };
      this.#shownChats.set(endpointId, shown);
      const change = before && kind === 'new' ? diffSlice(before.value, shown.value) : null;
      const update =
        before && change ? patch('privateChat', shown.version, before.version, change) : whole('privateChat', shown);
      this.#viewers.toEndpoint(endpointId, [update]);
    }
    this.#dirtyChats.clear();
  }

  /** Those who need the same slices share one message. */
  #sendToComers(): void {
    const groups = new Map<string, { audience: Audience; names: SharedSliceName[]; connectionIds: string[] }>();
    for (const { connectionId, audience, held } of this.#comers) {
      const names = sharedSliceNames[audience].filter(
        (name) => isLive(name) || !this.#isCurrent(audience, name, held[name]),
      );
      const key = `${audience} ${names.join()}`;
      const group = groups.get(key) ?? { audience, names, connectionIds: [] };
      group.connectionIds.push(connectionId);
      groups.set(key, group);
    }
    this.#comers = [];
    for (const { audience, names, connectionIds } of groups.values()) {
      const updates = names.map((name) => whole(name, this.#show(audience, name)));
      this.#viewers.toConnections(audience, connectionIds, updates);
    }
  }

  /** Nothing changed for the audience between what it was last sent and the last fact that touched the slice. */
  #isCurrent(audience: Audience, name: SharedSliceName, held: number | undefined): boolean {
    return held !== undefined && held >= this.#show(audience, name).version && held <= this.#versionOf(name);
  }

  #sendChanges(audience: Audience): void {
    const shown = this.#shown.get(audience);
    if (!shown) return;
    const updates: SliceUpdate[] = [];
    for (const name of this.#dirty) {
      const before = shown.get(name);
      if (!before) continue;
      const value = this.#project(name, audience);
      const change = diffSlice(before.value, value);
      if (!change) continue;
      const version = this.#versionOf(name);
      shown.set(name, { version, value });
      updates.push(patch(name, version, before.version, change));
    }
    if (updates.length > 0) this.#viewers.toAudience(audience, updates);
  }

  /** What an audience was last sent; projected at its first viewer. */
  #show(audience: Audience, name: SharedSliceName): Shown {
    const shown = this.#shown.get(audience) ?? new Map<SharedSliceName, Shown>();
    this.#shown.set(audience, shown);
    let slice = shown.get(name);
    if (!slice) {
      slice = { version: this.#versionOf(name), value: this.#project(name, audience) };
      shown.set(name, slice);
    }
    return slice;
  }

  #project(name: SharedSliceName, audience: Audience): SliceValue {
    if (name === 'media') return this.#sources.live(audience);
    if (name === 'cameras') return this.#sources.cameras();
    return meetingSlices[name].project(this.#meeting, audience);
  }

  #versionOf(name: SharedSliceName): number {
    return this.#touchedAt.get(name) ?? 0;
  }

  #nextLive(): number {
    this.#liveVersion += 1;
    return this.#liveVersion;
  }
}

function isLive(name: SharedSliceName): name is LiveSliceName {
  return name === 'media' || name === 'cameras';
}

// The compiler cannot follow a slice's name through a projection chosen at run time; view.ts ties the two together.
function whole(name: SliceName, { version, value }: Shown): SliceUpdate {
  return { name, version, base: null, ...value } as SliceUpdate;
}

function patch(name: SliceName, version: number, base: number, change: SliceChange): SliceUpdate {
  return { name, version, base, ...change } as SliceUpdate;
}
