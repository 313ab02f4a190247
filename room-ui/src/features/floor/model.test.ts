import { describe, expect, it } from 'vitest';
import type { AttendanceRow, EndpointId, Me, PersonId } from '#contract';
import { type Floor, floorButton, floorKeyCommand, floorOf, queueOf, speakersOf } from './model.ts';
import { emptyFloor as empty, requestOf, speakerOf } from './test-floor.ts';

const [one, two, chair] = ['p1', 'p2', 'p3'] as PersonId[] as [PersonId, PersonId, PersonId];
const names = Object.fromEntries(
  [one, two, chair].map((personId) => [personId, { personId, name: `Name ${personId}`, title: 'T', siteName: 'S' }]),
) as Record<string, AttendanceRow>;

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
    expect(floorButton(delegate(), empty, names, 'inSession')).toEqual({
      state: 'none',
      personIds: [one],
      isOwnGrant: false,
    });
  });

  it('says why nobody can ask before the meeting and in a pause', () => {
    expect(floorButton(delegate(), empty, names, 'convened')).toEqual({ state: 'unavailable', reason: 'notNow' });
    expect(floorButton(delegate(), empty, names, 'adjourned')).toEqual({ state: 'unavailable', reason: 'paused' });
  });

  it('shows the place in the queue', () => {
    const floor = { ...empty, requests: [requestOf(two, 1), requestOf(one, 2)] };
    expect(floorButton(delegate(), floor, names, 'inSession')).toMatchObject({ state: 'waiting', place: 2 });
  });

  it('keeps the order of asking, in whatever order the rows came', () => {
    const { requests: _requests, ...head } = empty;
    const floor = floorOf({ head, rows: { 9: requestOf(one, 9), 5: requestOf(two, 5) } });
    expect(floor.requests.map(({ personId }) => personId)).toEqual([two, one]);
  });

  it('is not there for those who only look on', () => {
    expect(floorButton(delegate({ may: [] }), empty, names, 'inSession')).toBeUndefined();
  });

  it('gives the chair the floor at once', () => {
    const me = delegate({ role: 'chair', personId: chair, personIds: [chair], may: ['floor.grant', 'floor.request'] });
    expect(floorButton(me, empty, names, 'inSession')).toMatchObject({ state: 'none', isOwnGrant: true });
  });

  it('stands on a room device for the carried person who is closest to speaking', () => {
    const me = delegate({ role: 'room', personId: null, personIds: [one, two] });
    const floor: Floor = {
      ...empty,
      requests: [requestOf(one, 1)],
      invitations: [{ personId: two, expiresAt: 9 }],
    };
    expect(floorButton(me, floor, names, 'inSession')).toEqual({
      state: 'invited',
      expiresAt: 9,
      personId: two,
      name: 'Name p2',
      isOther: true,
    });
  });
});

describe('queue', () => {
  it('puts those first from whom an answer is awaited', () => {
    const floor = { ...empty, requests: [requestOf(one, 1)], invitations: [{ personId: two, expiresAt: 9 }] };
    expect(queueOf(floor, names).map((entry) => [entry.personId, entry.state.name])).toEqual([
      [two, 'invited'],
      [one, 'waiting'],
    ]);
  });
});

describe('speakers', () => {
  it('names the delegate before the chair', () => {
    const floor: Floor = {
      ...empty,
      speakers: [speakerOf(chair, 'chair'), speakerOf(one, 'speaker')],
    };
    expect(speakersOf(floor, names).map((speaker) => speaker.personId)).toEqual([one, chair]);
  });
});

describe('formal names', () => {
  const formal = {
    [one]: {
      personId: one,
      name: 'Đại biểu Mẫu 1',
      rank: 'Thượng tá',
      title: 'T',
      siteName: 'S',
      substituteForId: two,
    },
    [two]: { personId: two, name: 'Đại biểu Mẫu 2', rank: '', title: '', siteName: '', substituteForId: null },
  } as unknown as Record<string, AttendanceRow>;

  it('carry the rank and say for whom somebody stands in', () => {
    const floor: Floor = { ...empty, speakers: [speakerOf(one, 'speaker')] };
    expect(speakersOf(floor, formal)[0]).toMatchObject({
      name: 'Thượng tá Đại biểu Mẫu 1',
      substituteFor: 'Đại biểu Mẫu 2',
    });
  });

  it('stay whole for a person of whom the page does not know yet', () => {
    const floor: Floor = { ...empty, requests: [requestOf(chair, 1)] };
    expect(queueOf(floor, formal)[0]).toMatchObject({ name: '', detail: '' });
  });
});

describe('key for the floor', () => {
  const speaking = { ...empty, speakers: [speakerOf(one, 'speaker')] };

  it('asks, takes back, accepts and gives back as the button does', () => {
    const commandWith = (floor: Floor) => floorKeyCommand(floorButton(delegate(), floor, names, 'inSession'))?.name;
    expect(commandWith(empty)).toBe('floor.request');
    expect(commandWith({ ...empty, requests: [requestOf(one, 1)] })).toBe('floor.cancelRequest');
    expect(commandWith({ ...empty, invitations: [{ personId: one, expiresAt: 9 }] })).toBe('floor.accept');
    expect(commandWith(speaking)).toBe('floor.yield');
  });

  it('does nothing where the button takes no tap, or where a room must say for whom', () => {
    expect(floorKeyCommand(floorButton(delegate(), empty, names, 'adjourned'))).toBeUndefined();
    expect(floorKeyCommand(floorButton(delegate({ may: [] }), empty, names, 'inSession'))).toBeUndefined();
    const room = delegate({ role: 'room', personId: null, personIds: [one, two] });
    expect(floorKeyCommand(floorButton(room, empty, names, 'inSession'))).toBeUndefined();
  });
});
