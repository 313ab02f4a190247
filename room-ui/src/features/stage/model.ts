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
import { firstCamera, type ShownDevice, shownDevices } from './site-pictures.ts';

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
  /** Whom the device carries, and whom a room agent shows in its picture. */
  personIds: readonly PersonId[];
  /** Its picture is that of the site's room agent. */
  isByAgent: boolean;
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
  return shownDevices(media)
    .flatMap((device) => tilesOfDevice(device, tileOf(device, names, speaking, ownEndpointId)))
    .sort(
      (one, other) =>
        Number(other.source === 'screen') - Number(one.source === 'screen') ||
        Number(other.role === 'chair') - Number(one.role === 'chair') ||
        Number(other.role === 'room') - Number(one.role === 'room') ||
        compareNames(one.name, other.name) ||
        one.slot - other.slot,
    );
}

/** The device that shows a speaker: connected rather than not, with a picture rather than without, framed rather than not. */
export function tileOfPerson(tiles: readonly Tile[], personId: PersonId | undefined): Tile | undefined {
  if (!personId) return undefined;
  const weight = (tile: Tile) => Number(tile.isConnected) * 4 + Number(tile.hasPicture) * 2 + Number(tile.isByAgent);
  return tiles
    .filter((tile) => tile.source === 'camera' && tile.slot === 0 && tile.personIds.includes(personId))
    .toSorted((one, other) => weight(other) - weight(one))[0];
}

/** A device has its own tile, with or without a picture, and others for what more it shows. */
function tilesOfDevice({ row, agent }: ShownDevice, tile: Tile): Tile[] {
  const more = new Set(agent ? [row, agent] : [row]);
  return [tile, ...[...more].flatMap((from) => furtherTiles(from, { ...tile, isByAgent: from === agent }))];
}

function furtherTiles({ endpointId, producers }: MediaRow, tile: Tile): Tile[] {
  const more = producers.filter(({ source, slot }) => source === 'screen' || (source === 'camera' && slot > 0));
  return more.map((producer) => ({ ...tile, ...pictureOf(endpointId, producer) }));
}

function pictureOf(endpointId: EndpointId, { producerId, source, slot }: ProducerRow) {
  const what = source === 'screen' ? 'screen' : 'camera';
  return { key: pictureKey(endpointId, what, slot), source: what, slot, producerId, hasPicture: true } as const;
}

function tileOf(
  { row, agent }: ShownDevice,
  names: Record<string, AttendanceRow>,
  speaking: ReadonlySet<PersonId>,
  ownEndpointId: EndpointId,
): Tile {
  const { endpointId, role, siteId, isConnected } = row;
  const personIds = agent ? [...new Set([...row.personIds, ...agent.shownIds])] : row.personIds;
  const person = row.kind === 'personal' && personIds[0] ? names[personIds[0]] : undefined;
  const camera = firstCamera(agent ?? row);
  return {
    key: pictureKey((agent ?? row).endpointId, 'camera'),
    source: 'camera',
    slot: 0,
    producerId: camera?.producerId ?? null,
    endpointId,
    role,
    name: person ? formalName(person) : row.label,
    siteId: siteId ?? person?.siteId ?? null,
    detail: [person?.title, person?.siteName].filter(Boolean).join(' · '),
    personIds,
    isByAgent: agent !== null,
    isOwn: endpointId === ownEndpointId,
    isConnected,
    microphone: row.isMicrophoneOpen ? 'open' : row.isMuted ? 'muted' : 'closed',
    hasPicture: camera !== undefined,
    isHeard: row.isHeard,
    quality: isConnected ? row.quality : 'lost',
    isSpeaking: personIds.some((personId) => speaking.has(personId)),
  };
}
