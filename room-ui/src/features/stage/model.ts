/** The pictures of a meeting: one tile for each device that takes part, and one for each further camera or shared screen. */
import type {
  AttendanceRow,
  EndpointId,
  FloorHead,
  LinkQuality,
  MediaRow,
  PersonId,
  ProducerRow,
  Role,
  SiteId,
} from '#contract';
import { pictureKey } from '../../media/picture-key.ts';
import { compareNames } from '../../ui/format.ts';
import { formalName } from '../attendance/model.ts';

export type Tile = {
  /** Of its picture; the same over reconnects. */
  key: string;
  endpointId: EndpointId;
  source: 'camera' | 'screen';
  /** From 0; further cameras of a device are numbered. */
  slot: number;
  /** Of its picture, null where there is none now. */
  producerId: string | null;
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
  /** A voice comes from it now. */
  isHeard: boolean;
  quality: LinkQuality | null;
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
    .flatMap((row) => tilesOfDevice(row, tileOf(row, names, speaking, ownEndpointId)))
    .sort(
      (one, other) =>
        Number(other.source === 'screen') - Number(one.source === 'screen') ||
        Number(other.role === 'chair') - Number(one.role === 'chair') ||
        Number(other.role === 'room') - Number(one.role === 'room') ||
        compareNames(one.name, other.name) ||
        one.slot - other.slot,
    );
}

/** The device that shows a speaker: with a picture rather than without, connected rather than not. */
export function tileOfPerson(tiles: readonly Tile[], personId: PersonId | undefined): Tile | undefined {
  if (!personId) return undefined;
  const weight = (tile: Tile) => Number(tile.isConnected) * 2 + Number(tile.hasPicture);
  return tiles
    .filter((tile) => tile.source === 'camera' && tile.slot === 0 && tile.personIds.includes(personId))
    .toSorted((one, other) => weight(other) - weight(one))[0];
}

/** A device has its own tile, with or without a picture, and others for what more it shows. */
function tilesOfDevice(row: MediaRow, tile: Tile): Tile[] {
  const more = row.producers.filter(({ source, slot }) => source === 'screen' || (source === 'camera' && slot > 0));
  return [tile, ...more.map((producer) => ({ ...tile, ...pictureOf(row.endpointId, producer) }))];
}

function pictureOf(endpointId: EndpointId, { producerId, source, slot }: ProducerRow) {
  const what = source === 'screen' ? 'screen' : 'camera';
  return { key: pictureKey(endpointId, what, slot), source: what, slot, producerId, hasPicture: true } as const;
}

function tileOf(
  row: MediaRow,
  names: Record<string, AttendanceRow>,
  speaking: ReadonlySet<PersonId>,
  ownEndpointId: EndpointId,
): Tile {
  const { endpointId, role, personIds, siteId, isConnected } = row;
  const person = row.kind === 'personal' && personIds[0] ? names[personIds[0]] : undefined;
  const camera = row.producers.find(({ source, slot }) => source === 'camera' && slot === 0);
  return {
    key: pictureKey(endpointId, 'camera'),
    source: 'camera',
    slot: 0,
    producerId: camera?.producerId ?? null,
    endpointId,
    role,
    name: person ? formalName(person) : row.label,
    siteId: siteId ?? person?.siteId ?? null,
    detail: [person?.title, person?.siteName].filter(Boolean).join(' · '),
    personIds,
    isOwn: endpointId === ownEndpointId,
    isConnected,
    microphone: row.isMicrophoneOpen ? 'open' : row.isMuted ? 'muted' : 'closed',
    hasPicture: camera !== undefined,
    isHeard: row.isHeard,
    quality: isConnected ? row.quality : 'lost',
    isSpeaking: personIds.some((personId) => speaking.has(personId)),
  };
}
