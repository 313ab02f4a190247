import { describe, expect, it } from 'vitest';
import type { AttendanceRow, EndpointId, MediaRow, PersonId } from '#contract';
import { emptyFloor } from '../floor/test-floor.ts';
import { tileOfPerson, tilesOf } from './model.ts';

const floor = emptyFloor;

function device(id: string, part: Partial<MediaRow> = {}): MediaRow {
  return {
    endpointId: id as EndpointId,
    label: id,
    kind: 'personal',
    role: 'delegate',
    siteId: null,
    personIds: [],
    isConnected: true,
    isMuted: false,
    isMicrophoneOpen: false,
    producers: [],
    isHeard: false,
    quality: null,
    line: null,
    ...part,
  };
}

const own = 'own' as EndpointId;
const person = 'p1' as PersonId;
const names = { p1: { name: 'Name One', rank: 'Dr', title: 'Title', siteName: 'Site' } as AttendanceRow };

describe('tiles', () => {
  it('leave displays out and show a room by its label', () => {
    const media = {
      a: device('Room A', { kind: 'room', role: 'room', personIds: [person] }),
      b: device('b', { kind: 'display' }),
    };
    expect(tilesOf(media, names, floor, own).map((tile) => tile.name)).toEqual(['Room A']);
  });

  it('show a person by rank and name, title and site', () => {
    const [tile] = tilesOf({ a: device('a', { personIds: [person] }) }, names, floor, own);
    expect(tile).toMatchObject({ name: 'Dr Name One', detail: 'Title · Site' });
  });

  it('tell an open microphone from one that its owner muted', () => {
    const media = { a: device('a', { isMicrophoneOpen: true }), b: device('b', { isMuted: true }), c: device('c') };
    expect(tilesOf(media, {}, floor, own).map((tile) => tile.microphone)).toEqual(['open', 'muted', 'closed']);
  });

  it('find the speaker where there is a picture', () => {
    const camera = { producerId: 'x', source: 'camera', slot: 0, kind: 'video' } as const;
    const media = {
      a: device('a', { personIds: [person] }),
      b: device('b', { personIds: [person], producers: [camera] }),
    };
    expect(tileOfPerson(tilesOf(media, names, floor, own), person)?.endpointId).toBe('b');
    expect(tileOfPerson([], person)).toBeUndefined();
  });
});
