import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AgendaRow, Me, PersonId } from '#contract';
import type { Floor } from '../floor/model.ts';
import { emptyFloor, requestOf, speakerOf } from '../floor/test-floor.ts';
import { nextAction } from './model.ts';

const chair = { may: ['meeting.open', 'meeting.resume', 'agenda.activate', 'floor.grant'] } as unknown as Me;
const delegate = { may: ['floor.request'] } as unknown as Me;
const item = { id: 'a1' as AgendaItemId, status: 'pending', position: 0 } as AgendaRow;
const nothing = { activeItemId: null, selectedItemId: null };
const first = { activeItemId: item.id, selectedItemId: item.id };
const waiting: Floor = { ...emptyFloor, requests: [requestOf('p1' as PersonId, 1)] };

describe('next action', () => {
  it('leads the chair from opening to the first item to the first request', () => {
    expect(nextAction(chair, 'convened', waiting, [item], nothing, 0)).toEqual({ name: 'open' });
    expect(nextAction(chair, 'inSession', waiting, [item], nothing, 0)).toEqual({ name: 'activate', itemId: 'a1' });
    expect(nextAction(chair, 'inSession', waiting, [item], first, 0)).toEqual({ name: 'grant', personId: 'p1' });
    expect(nextAction(chair, 'adjourned', waiting, [item], first, 0)).toEqual({ name: 'resume' });
  });

  it('waits while somebody speaks or is invited', () => {
    const invited = { ...waiting, invitations: [{ personId: 'p2' as PersonId, expiresAt: 1 }] };
    expect(nextAction(chair, 'inSession', invited, [item], first, 0)).toEqual({ name: 'none' });
  });

  it('lets a point of order interrupt, and leaves out what waits for another item', () => {
    const speaking = { ...waiting, speakers: [speakerOf('p2' as PersonId, 'speaker')] };
    const order = { ...speaking, requests: [requestOf('p3' as PersonId, 2, { kind: 'pointOfOrder' })] };
    expect(nextAction(chair, 'inSession', speaking, [item], first, 0)).toEqual({ name: 'none' });
    expect(nextAction(chair, 'inSession', order, [item], first, 0)).toEqual({ name: 'grant', personId: 'p3' });
    const later = { ...waiting, requests: [requestOf('p1' as PersonId, 1, { itemId: 'a2' as AgendaItemId })] };
    expect(nextAction(chair, 'inSession', later, [item], first, 0)).toEqual({ name: 'none' });
  });

  it('goes on to the next item when nobody waits and the time of this one is used', () => {
    const active = { ...item, status: 'active', actualMs: 0, activeSince: 0, plannedMs: 60_000 } as AgendaRow;
    const items = [active, { ...item, id: 'a2' as AgendaItemId, position: 1 }];
    expect(nextAction(chair, 'inSession', emptyFloor, items, first, 60_000)).toEqual({ name: 'none' });
    expect(nextAction(chair, 'inSession', emptyFloor, items, first, 60_001)).toEqual({
      name: 'activate',
      itemId: 'a2',
    });
    expect(nextAction(chair, 'inSession', waiting, items, first, 60_001).name).toBe('grant');
  });

  it('proposes nothing to those who may not do it', () => {
    expect(nextAction(delegate, 'inSession', waiting, [item], nothing, 0)).toEqual({ name: 'none' });
  });
});
