import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AttendanceRow, EndpointId, Me, MeetingStatus, PersonId } from '#contract';
import type { Floor } from './model.ts';
import { floorButton as buttonOf, floorKeyCommand } from './own-floor.ts';
import { emptyFloor as empty, requestOf, speakerOf } from './test-floor.ts';

const [one, two, chair] = ['p1', 'p2', 'p3'] as PersonId[] as [PersonId, PersonId, PersonId];
const names = Object.fromEntries(
  [one, two, chair].map((personId) => [personId, { personId, name: `Name ${personId}`, title: 'T', siteName: 'S' }]),
) as Record<string, AttendanceRow>;
const itemId = 'i1' as AgendaItemId;

function floorButton(me: Me, floor: Floor, status: MeetingStatus) {
  return buttonOf({ me, floor, names, status, itemId });
}

function delegate(part: Partial<Me> = {}): Me {
  return {
    role: 'delegate',
    personId: one,
    endpointId: 'e1' as EndpointId,
    siteId: null,
    name: 'Name p1',
    may: ['floor.request'],
    personIds: [one],
    standing: { state: 'none' },
    isMicrophoneOpen: false,
    waiting: null,
    isActingChair: false,
    mayTakeBack: false,
    offers: [],
    scene: null,
    ...part,
  };
}

describe('floor button', () => {
  it('offers to ask for the floor while the meeting is in session', () => {
    expect(floorButton(delegate(), empty, 'inSession')).toEqual({
      state: 'none',
      itemId: 'i1',
      personIds: [one],
      isOwnGrant: false,
    });
  });

  it('says why nobody can ask before the meeting and in a pause', () => {
    expect(floorButton(delegate(), empty, 'convened')).toMatchObject({ state: 'unavailable', reason: 'notNow' });
    expect(floorButton(delegate(), empty, 'adjourned')).toMatchObject({ state: 'unavailable', reason: 'paused' });
  });

  it('shows the place in the queue', () => {
    const floor = { ...empty, requests: [requestOf(two, 1), requestOf(one, 2)] };
    expect(floorButton(delegate(), floor, 'inSession')).toMatchObject({ state: 'waiting', place: 2 });
  });

  it('counts the place on the list of the item under discussion only, after all that come first by rank', () => {
    const other = requestOf(two, 1, { itemId: 'i2' as AgendaItemId });
    const order = requestOf(chair, 3, { kind: 'pointOfOrder', itemId });
    const floor = { ...empty, requests: [order, other, requestOf(one, 2, { itemId })] };
    expect(floorButton(delegate(), floor, 'inSession')).toMatchObject({ state: 'waiting', place: 2, requestId: 2 });
  });

  it('still offers to ask when only an item to come was asked for', () => {
    const floor = { ...empty, requests: [requestOf(one, 1, { itemId: 'i2' as AgendaItemId })] };
    expect(floorButton(delegate(), floor, 'inSession')).toMatchObject({ state: 'none' });
  });

  it('is not there for those who only look on', () => {
    expect(floorButton(delegate({ may: [] }), empty, 'inSession')).toBeUndefined();
  });

  it('gives the chair the floor at once', () => {
    const me = delegate({ role: 'chair', personId: chair, personIds: [chair], may: ['floor.grant', 'floor.request'] });
    expect(floorButton(me, empty, 'inSession')).toMatchObject({ state: 'none', isOwnGrant: true });
  });

  it('stands on a room device for the carried person who is closest to speaking', () => {
    const me = delegate({ role: 'room', personId: null, personIds: [one, two] });
    const floor: Floor = {
      ...empty,
      requests: [requestOf(one, 1)],
      invitations: [{ personId: two, expiresAt: 9 }],
    };
    expect(floorButton(me, floor, 'inSession')).toEqual({
      state: 'invited',
      expiresAt: 9,
      personId: two,
      name: 'Name p2',
      isOther: true,
      personIds: [one, two],
    });
  });
});

describe('key for the floor', () => {
  const speaking = { ...empty, speakers: [speakerOf(one, 'speaker')] };

  it('asks, takes back, accepts and gives back as the button does', () => {
    const commandWith = (floor: Floor) => floorKeyCommand(floorButton(delegate(), floor, 'inSession'));
    expect(commandWith(empty)).toEqual({
      name: 'floor.request',
      input: { personId: one, itemId: 'i1' },
    });
    expect(commandWith({ ...empty, requests: [requestOf(one, 1)] })).toEqual({
      name: 'floor.cancelRequest',
      input: { personId: one, requestId: 1 },
    });
    expect(commandWith({ ...empty, invitations: [{ personId: one, expiresAt: 9 }] })).toEqual({
      name: 'floor.accept',
      input: { personId: one, expiresAt: 9 },
    });
    expect(commandWith(speaking)).toMatchObject({ name: 'floor.yield', input: { personId: one, speech: 1 } });
  });

  it('does nothing where the button takes no tap, or where a room must say for whom', () => {
    expect(floorKeyCommand(floorButton(delegate(), empty, 'adjourned'))).toBeUndefined();
    expect(floorKeyCommand(floorButton(delegate({ may: [] }), empty, 'inSession'))).toBeUndefined();
    const room = delegate({ role: 'room', personId: null, personIds: [one, two] });
    expect(floorKeyCommand(floorButton(room, empty, 'inSession'))).toBeUndefined();
  });
});
