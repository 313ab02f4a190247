/**
 * The rows of the live media slice: what each device is and has, and how its line goes. A row is made anew only when
 * something of it changed, so that a change of one field sends one field.
 */
import type { LineUse, LinkQuality, MediaHead, MediaRow, ProducerRow } from '#contract';
import type { EndpointId, PersonId } from '../domain/ids.ts';
import type { Meeting } from '../domain/meeting-state.ts';
import type { Audience } from '../domain/roles.ts';
import type { SliceValue } from './slice-diff.ts';

export type RowFacts = {
  isConnected: boolean;
  isMuted: boolean;
  isMicrophoneOpen: boolean;
  producers: readonly ProducerRow[];
  shownIds: readonly PersonId[];
  isPictureWithheld: boolean;
};

type LivePart = { isHeard: boolean; quality: LinkQuality | null; line: LineUse | null };

const nothingYet: LivePart = { isHeard: false, quality: null, line: null };

export class MediaRows {
  #rows: Record<string, MediaRow> = {};
  #dominantEndpointId: EndpointId | null = null;

  get endpointIds(): EndpointId[] {
    return Object.keys(this.#rows) as EndpointId[];
  }

  row(endpointId: EndpointId): MediaRow | undefined {
    return this.#rows[endpointId];
  }

  value(audience: Audience, head: Omit<MediaHead, 'dominantEndpointId'>): SliceValue {
    const rows = audience === 'staff' ? this.#rows : withoutLines(this.#rows);
    return { head: { ...head, dominantEndpointId: this.#dominantEndpointId }, rows };
  }

  set(endpointId: EndpointId, meeting: Meeting, facts: RowFacts): void {
    const endpoint = meeting.endpoints.get(endpointId);
    const before = this.#rows[endpointId];
    if (!endpoint) {
      if (!before) return;
      const { [endpointId]: _gone, ...others } = this.#rows;
      this.#rows = others;
      return;
    }
    const { label, kind, siteId, personIds } = endpoint;
    const [personId] = kind === 'personal' ? personIds : [];
    // A person's role can change while they are there; a device's cannot.
    const role = (personId && meeting.participants.get(personId)?.role) ?? endpoint.role;
    const producers = sameOr(before?.producers, facts.producers);
    const shownIds = sameOr(before?.shownIds, facts.shownIds);
    const { isHeard, quality, line } = before ?? nothingYet;
    const row = {
      endpointId,
      label,
      kind,
      role,
      siteId,
      personIds,
      ...facts,
      producers,
      shownIds,
      isHeard,
      quality,
      line,
    };
    this.#rows = { ...this.#rows, [endpointId]: row };
  }

  /** Answers whether anything changed. */
  setLive(endpointId: EndpointId, part: Partial<LivePart>): boolean {
    const row = this.#rows[endpointId];
    if (!row) return false;
    const isSame = (Object.keys(part) as (keyof LivePart)[]).every(
      (field) => row[field] === part[field] || JSON.stringify(row[field]) === JSON.stringify(part[field]),
    );
    if (isSame) return false;
    this.#rows = { ...this.#rows, [endpointId]: { ...row, ...part } };
    return true;
  }

  setVoices(heard: ReadonlySet<EndpointId>, dominant: EndpointId | null): void {
    this.#dominantEndpointId = dominant;
    for (const endpointId of this.endpointIds) this.setLive(endpointId, { isHeard: heard.has(endpointId) });
  }

  clear(): void {
    this.#rows = {};
    this.#dominantEndpointId = null;
  }
}

const strippedRows = new WeakMap<MediaRow, MediaRow>();

/** Ceilings and use of the lines are the business of those who run the meeting. */
function withoutLines(rows: Record<string, MediaRow>): Record<string, MediaRow> {
  const stripped: Record<string, MediaRow> = {};
  for (const [id, row] of Object.entries(rows)) {
    const known = strippedRows.get(row) ?? { ...row, line: null };
    strippedRows.set(row, known);
    stripped[id] = known;
  }
  return stripped;
}

/** The list of before where nothing of it changed, so that it is not sent again. */
function sameOr<Item>(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] {
  return before && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
