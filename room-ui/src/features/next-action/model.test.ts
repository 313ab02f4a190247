import { describe, expect, it } from 'vitest';
import type { AgendaItemId, AgendaRow, Me, PersonId } from '#contract';
import type { Floor } from '../floor/model.ts';
import { emptyFloor, requestOf } from '../floor/test-floor.ts';
import { nextAction } from './model.ts';

const chair = { may: ['meeting.open', 'meeting.resume', 'agenda.activate', 'floor.grant'] } as unknown as Me;
const delegate = { may: ['floor.request'] } as unknown as Me;
const item = { id: 'a1' as AgendaItemId, status: 'pending', position: 0 } as AgendaRow;
const nothing = { activeItemId: null, selectedItemId: null };
const first = { activeItemId: item.id, selectedItemId: item.id };
const waiting: Floor = { ...emptyFloor, requests: [requestOf('p1' as PersonId, 1)] };

describe('next action', () => {
  it('leads the chair from opening to the first item to the first request', () => {
    expect(nextAction(chair, 'convened', waiting, [item], nothing)).toEqual({ name: 'open' });
    expect(nextAction(chair, 'inSession', waiting, [item], nothing)).toEqual({ name: 'activate', itemId: 'a1' });
    expect(nextAction(chair, 'inSession', waiting, [item], first)).toEqual({ name: 'grant', personId: 'p1' });
    expect(nextAction(chair, 'adjourned', waiting, [item], first)).toEqual({ name: 'resume' });
  });

  it('waits while somebody speaks or is invited', () => {
    const invited = { ...waiting, invitations: [{ personId: 'p2' as PersonId, expiresAt: 1 }] };
    expect(nextAction(chair, 'inSession', invited, [item], first)).toEqual({ name: 'none' });
  });

  it('proposes nothing to those who may not do it', () => {
    expect(nextAction(delegate, 'inSession', waiting, [item], nothing)).toEqual({ name: 'none' });
  });
});
