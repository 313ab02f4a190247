import { describe, expect, it } from 'vitest';
import type { AgendaItemId, SeatId } from '#contract';
import type { SendCommand } from '../../session/command-sender.ts';
import {
  type Body,
  freeSeats,
  type MeetingDraft,
  type MeetingSummary,
  makeMeeting,
  meetingsInOrder,
  type Person,
  type Progress,
  possibleParents,
  type Seat,
  type Site,
  siteRows,
} from './model.ts';

const site = (id: string, parentId: string | null) =>
  ({ id, parentId, name: id, isChairSite: false }) as unknown as Site;
const body = { id: 'b1', name: 'Body', sites: [], seats: [], persons: [] } as unknown as Body;
const draft: MeetingDraft = {
  title: 'Meeting',
  plannedStartAt: 1,
  quorumRuleId: 'simpleMajority',
  items: ['i1', 'i2'].map((itemId) => ({ itemId: itemId as AgendaItemId, title: itemId, minutes: 5 })),
  chosen: { p1: { role: 'chair', seatId: 's1' as SeatId }, p2: { role: 'clerk', seatId: null } },
};

/** Records what is sent; `failing` refuses once. */
function recorder(failing?: string): { send: SendCommand; sent: [string, unknown][] } {
  const sent: [string, unknown][] = [];
  let left = failing;
  const send = async (name: string, input: unknown) => {
    if (name === left) {
      left = undefined;
      throw new Error(name);
    }
    sent.push([name, input]);
    return name === 'meeting.create' ? { meetingId: 'm1' } : {};
  };
  return { send: send as SendCommand, sent };
}

describe('sites', () => {
  it('stand in reading order with their depth', () => {
    const rows = siteRows([site('c', 'a'), site('a', null), site('b', null)]);
    expect(rows.map((row) => [row.site.id, row.depth])).toEqual([
      ['a', 0],
      ['c', 1],
      ['b', 0],
    ]);
  });

  it('lie anywhere but below themselves', () => {
    const sites = [site('a', null), site('b', 'a'), site('c', 'b'), site('d', null)];
    expect(possibleParents(sites, 'b').map(({ id }) => id)).toEqual(['a', 'd']);
    expect(possibleParents(sites, undefined)).toHaveLength(4);
  });
});

describe('seats', () => {
  it('are offered at the own site, unless another has them', () => {
    const seats = [
      { id: 's1', siteId: 'a' },
      { id: 's2', siteId: 'a' },
      { id: 's3', siteId: 'b' },
    ] as unknown as Seat[];
    const person = { id: 'p2', siteId: 'a' } as unknown as Person;
    expect(freeSeats(seats, person, draft.chosen).map(({ id }) => id)).toEqual(['s2']);
    expect(freeSeats(seats, { ...person, id: 'p1' } as Person, draft.chosen).map(({ id }) => id)).toEqual(['s1', 's2']);
  });
});

describe('meetings', () => {
  it('stand by time, those that are over apart', () => {
    const meeting = (id: string, status: string, plannedStartAt: number) =>
      ({ id, status, plannedStartAt }) as MeetingSummary;
    const { current, closed } = meetingsInOrder([
      meeting('m3', 'convened', 3),
      meeting('m1', 'closed', 1),
      meeting('m2', 'closed', 2),
      meeting('m4', 'draft', 0),
    ]);
    expect(current.map(({ id }) => id)).toEqual(['m4', 'm3']);
    expect(closed.map(({ id }) => id)).toEqual(['m2', 'm1']);
  });
});

describe('making a meeting', () => {
  it('sends the meeting, its people, its agenda and their links', async () => {
    const { send, sent } = recorder();
    expect(await makeMeeting(send, body, draft, { itemCount: 0, linkCount: 0 })).toBe('m1');
    expect(sent.map(([name]) => name)).toEqual([
      'meeting.create',
      'participant.add',
      'agenda.add',
      'agenda.add',
      'link.issue',
      'link.issue',
    ]);
  });

  it('counts the chair for the quorum and not the clerk', async () => {
    const { send, sent } = recorder();
    await makeMeeting(send, body, draft, { itemCount: 0, linkCount: 0 });
    const input = sent.find(([name]) => name === 'participant.add')?.[1];
    expect(input).toMatchObject({ participants: [{ isMember: true }, { isMember: false }] });
  });

  it('gives each person the seat that was chosen, or none', async () => {
    const { send, sent } = recorder();
    await makeMeeting(send, body, draft, { itemCount: 0, linkCount: 0 });
    const input = sent.find(([name]) => name === 'participant.add')?.[1];
    expect(input).toMatchObject({ participants: [{ seatId: 's1' }, { seatId: null }] });
  });

  it('goes on where a refusal stopped it and makes no second meeting', async () => {
    const { send, sent } = recorder('agenda.add');
    const progress: Progress = { itemCount: 0, linkCount: 0 };
    await expect(makeMeeting(send, body, draft, progress)).rejects.toThrow();
    await makeMeeting(send, body, draft, progress);
    expect(sent.filter(([name]) => name === 'meeting.create')).toHaveLength(1);
    expect(sent.filter(([name]) => name === 'agenda.add')).toHaveLength(2);
  });
});
