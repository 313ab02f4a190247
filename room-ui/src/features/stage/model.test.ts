import { describe, expect, it } from 'vitest';
import type { AttendanceRow, EndpointId, MediaRow, PersonId, SiteId } from '#contract';
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
    shownIds: [],
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

  describe('of a site with a room agent', () => {
    const siteId = 's1' as SiteId;
    const camera = (producerId: string, slot = 0) => ({ producerId, source: 'camera', slot, kind: 'video' }) as const;
    const room = device('room', { kind: 'room', role: 'room', siteId, producers: [camera('fixed')] });
    const agent = device('agent', {
      kind: 'agent',
      role: 'agent',
      siteId,
      producers: [camera('ptz'), camera('hall', 1)],
      shownIds: [person],
    });
    const picturesOf = (media: Record<string, MediaRow>) =>
      tilesOf(media, names, floor, own).map(({ endpointId, producerId, slot }) => [endpointId, producerId, slot]);

    it('show its picture in place of the room’s own camera, and as the speaker who sits there', () => {
      const media = { room, agent };
      expect(picturesOf(media)).toEqual([
        ['room', 'ptz', 0],
        ['room', 'hall', 1],
      ]);
      const tile = tileOfPerson(tilesOf(media, names, floor, own), person);
      expect(tile).toMatchObject({ endpointId: 'room', producerId: 'ptz', key: 'agent/camera', isByAgent: true });
    });

    it('show nothing, and not the room’s own camera instead, while the agent’s pictures are held back', () => {
      const withheld = { ...agent, producers: [], isPictureWithheld: true, quality: 'noPicture' as const };
      const [tile, ...more] = tilesOf({ room, agent: withheld }, names, floor, own);
      expect(more).toEqual([]);
      expect(tile).toMatchObject({ endpointId: 'room', producerId: null, hasPicture: false });
    });

    it('show the room’s own camera again once no picture comes from the agent', () => {
      const wasCut = { ...agent, isConnected: false };
      expect(picturesOf({ room, agent: wasCut })).toEqual([['room', 'fixed', 0]]);
      expect(picturesOf({ room, agent: { ...agent, producers: [] } })).toEqual([['room', 'fixed', 0]]);
      expect(picturesOf({ room, agent: { ...agent, quality: 'noPicture' } })).toEqual([['room', 'fixed', 0]]);
    });

    it('leave the other sites alone', () => {
      const elsewhere = { ...agent, siteId: 's2' as SiteId, shownIds: [] };
      expect(picturesOf({ room, agent: elsewhere })).toEqual([
        ['room', 'fixed', 0],
        ['agent', 'ptz', 0],
        ['agent', 'hall', 1],
      ]);
    });

    it('show a speaker by the agent who frames them rather than by a laptop, and by the laptop when the server says so', () => {
      const laptop = device('laptop', { siteId, personIds: [person], producers: [camera('own')] });
      const shown = (media: Record<string, MediaRow>) => tileOfPerson(tilesOf(media, names, floor, own), person);
      expect(shown({ laptop, room, agent })?.producerId).toBe('ptz');
      expect(shown({ laptop, room, agent: { ...agent, shownIds: [] } })?.producerId).toBe('own');
    });
  });
});
