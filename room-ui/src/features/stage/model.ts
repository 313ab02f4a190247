/** The pictures of a meeting: one tile for each device that takes part, and which of them is large. */
import type { AttendanceRow, EndpointId, FloorHead, MediaRow, PersonId, Role, SiteId } from '#contract';
import { compareNames } from '../../ui/format.ts';
import { formalName } from '../attendance/model.ts';

export type Tile = {
  endpointId: EndpointId;
  role: Role;
  /** The person's name with the rank, or what the room calls itself. */
  name: string;
  siteId: SiteId | null;
  detail: string;
  personIds: readonly PersonId[];
  isOwn: boolean;
  isConnected: boolean;
  microphone: 'open' | 'muted' | 'closed';
  hasPicture: boolean;
  /** Somebody here has the floor. */
  isSpeaking: boolean;
};

export function tilesOf(
  media: Record<string, MediaRow>,
  names: Record<string, AttendanceRow>,
  floor: FloorHead,
  ownEndpointId: EndpointId,
): Tile[] {
  const speaking = new Set(floor.speakers.map((speaker) => speaker.personId));
  return Object.values(media)
    .filter((row) => row.kind !== 'display')
    .map((row) => tileOf(row, names, speaking, ownEndpointId))
    .sort(
      (one, other) =>
        Number(other.role === 'chair') - Number(one.role === 'chair') ||
        Number(other.role === 'room') - Number(one.role === 'room') ||
        compareNames(one.name, other.name),
    );
}

/** The device that shows a speaker: with a picture rather than without, connected rather than not. */
export function tileOfPerson(tiles: readonly Tile[], personId: PersonId | undefined): Tile | undefined {
  if (!personId) return undefined;
  const weight = (tile: Tile) => Number(tile.isConnected) * 2 + Number(tile.hasPicture);
  return tiles
    .filter((tile) => tile.personIds.includes(personId))
    .toSorted((one, other) => weight(other) - weight(one))[0];
}

function tileOf(
  row: MediaRow,
  names: Record<string, AttendanceRow>,
  speaking: ReadonlySet<PersonId>,
  ownEndpointId: EndpointId,
): Tile {
  const { endpointId, role, personIds, siteId, isConnected } = row;
  const person = row.kind === 'personal' && personIds[0] ? names[personIds[0]] : undefined;
  return {
    endpointId,
    role,
    name: person ? formalName(person) : row.label,
    siteId: siteId ?? person?.siteId ?? null,
    detail: [person?.title, person?.siteName].filter(Boolean).join(' · '),
    personIds,
    isOwn: endpointId === ownEndpointId,
    isConnected,
    microphone: row.isMicrophoneOpen ? 'open' : row.isMuted ? 'muted' : 'closed',
    hasPicture: row.producers.some((producer) => producer.source === 'camera'),
    isSpeaking: personIds.some((personId) => speaking.has(personId)),
  };
}
