import { describe, expect, it } from 'vitest';
import type { Endpoint, Endpoints } from './endpoints.ts';
import type { EndpointId } from './ids.ts';
import { evolveMeeting } from './meeting.ts';
import { newMeeting } from './meeting-state.ts';
import { decideSpotlight } from './spotlight.ts';

const [room, wall] = ['room', 'wall'] as EndpointId[] as [EndpointId, EndpointId];
const endpoint = (id: EndpointId, kind: Endpoint['kind']) => ({ id, kind, personIds: [] }) as unknown as Endpoint;
const endpoints: Endpoints = new Map([
  [room, endpoint(room, 'room')],
  [wall, endpoint(wall, 'display')],
]);

describe('spotlight', () => {
  it('is on one device that is there and shows somebody', () => {
    expect(decideSpotlight({ type: 'spotlight.set', endpointId: room }, null, endpoints)).toEqual([
      { type: 'SpotlightSet', endpointId: room },
    ]);
    for (const endpointId of [wall, 'gone' as EndpointId]) {
      expect(() => decideSpotlight({ type: 'spotlight.set', endpointId }, null, endpoints)).toThrow(
        'This device is not in the meeting.',
      );
    }
  });

  it('changes nothing when it is so already', () => {
    expect(decideSpotlight({ type: 'spotlight.set', endpointId: room }, room, endpoints)).toEqual([]);
    expect(decideSpotlight({ type: 'spotlight.clear' }, null, endpoints)).toEqual([]);
    expect(decideSpotlight({ type: 'spotlight.clear' }, room, endpoints)).toEqual([{ type: 'SpotlightCleared' }]);
  });

  it('goes when its device leaves, and does not come back with it', () => {
    const lit = evolveMeeting(
      { ...newMeeting('m' as never), endpoints },
      { type: 'SpotlightSet', endpointId: room },
      0,
    );
    expect(lit.spotlightId).toBe(room);
    const other = evolveMeeting(lit, { type: 'EndpointLeft', endpointId: wall, cause: 'left' }, 0);
    expect(other.spotlightId).toBe(room);
    const gone = evolveMeeting(lit, { type: 'EndpointLeft', endpointId: room, cause: 'lost' }, 0);
    expect(gone.spotlightId).toBeNull();
    const back = evolveMeeting(gone, { type: 'EndpointJoined', endpoint: endpoint(room, 'room') }, 0);
    expect(back.spotlightId).toBeNull();
  });
});
