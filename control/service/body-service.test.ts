import { describe, expect, it } from 'vitest';
import type { BodyCommand } from '../domain/body.ts';
import type { BodyId, PersonId, SeatId, SiteId } from '../domain/ids.ts';
import { systemActor } from '../domain/roles.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { loadBody, profileOf } from './body-service.ts';

const hall = { id: 'hall' as SiteId, parentId: null, name: 'Hội trường', isChairSite: true };
const north = { id: 'north' as SiteId, parentId: null, name: 'Xã Bắc', isChairSite: false };
const seat = { id: 's1' as SeatId, siteId: north.id, label: 'Ghế 1' };
const lan = { id: 'lan' as PersonId, name: 'Lan', title: 'Đại biểu', siteId: hall.id, usualRole: 'delegate' } as const;
const choice = { personId: lan.id, role: 'guest', isMember: true, seatId: null } as const;

describe('a person as a meeting takes them over', () => {
  it('has name, title and site of the register, and role and membership of the meeting', async () => {
    expect(profileOf(await register(), choice)).toEqual({
      personId: 'lan',
      name: 'Lan',
      title: 'Đại biểu',
      role: 'guest',
      isMember: true,
      siteId: 'hall',
      siteName: 'Hội trường',
      seatId: null,
      seatLabel: '',
    });
  });

  it('is at the site of their seat', async () => {
    const profile = profileOf(await register(), { ...choice, seatId: seat.id });
    expect(profile).toMatchObject({ siteId: 'north', siteName: 'Xã Bắc', seatId: 's1', seatLabel: 'Ghế 1' });
  });

  it('must be in the register, and so must their seat', async () => {
    const body = await register();
    expect(() => profileOf(body, { ...choice, personId: 'nobody' as PersonId })).toThrow(/person does not exist/);
    expect(() => profileOf(body, { ...choice, seatId: 'nowhere' as SeatId })).toThrow(/seat does not exist/);
  });
});

/** The register as a second server reads it. */
async function register() {
  const journal = new MemoryJournal();
  const clock = { now: () => 1 };
  const body = await loadBody('b1' as BodyId, journal, clock);
  const commands: BodyCommand[] = [
    { type: 'body.found', name: 'Ủy ban' },
    { type: 'site.add', site: hall },
    { type: 'site.add', site: north },
    { type: 'seat.add', seat },
    { type: 'person.add', person: lan },
  ];
  for (const command of commands) {
    await body.execute(command, { actor: systemActor, commandKey: null, inputHash: '', reply: null });
  }
  return (await loadBody('b1' as BodyId, journal, clock)).state;
}
