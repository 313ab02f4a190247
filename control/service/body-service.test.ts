import { describe, expect, it } from 'vitest';
import { type BodyCommand, newBody } from '../domain/body.ts';
import type { BodyId, PersonId, SeatId, SiteId } from '../domain/ids.ts';
import type { Participant, ParticipantProfile } from '../domain/participants.ts';
import { systemActor } from '../domain/roles.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { changedProfile, guestProfile, loadBody, profileOf } from './body-service.ts';

const more = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
const hall = { id: 'hall' as SiteId, parentId: null, name: 'Hội trường', isChairSite: true, ...more };
const north = { id: 'north' as SiteId, parentId: null, name: 'Xã Bắc', isChairSite: false, ...more };
const seat = { id: 's1' as SeatId, siteId: north.id, label: 'Ghế 1', row: 1, column: 1 };
const known = { rank: 'Đại tá', title: 'Đại biểu', siteId: hall.id, usualRole: 'delegate' } as const;
const lan = { id: 'lan' as PersonId, name: 'Lan', ...known };
const choice = { personId: lan.id, role: 'guest', isMember: true, seatId: null, substituteForId: null } as const;

describe('a person as a meeting takes them over', () => {
  it('has name, title and site of the register, and role and membership of the meeting', async () => {
    expect(profileOf(await register(), choice)).toEqual({
      personId: 'lan',
      name: 'Lan',
      rank: 'Đại tá',
      title: 'Đại biểu',
      role: 'guest',
      isMember: true,
      isGuest: false,
      substituteForId: null,
      siteId: 'hall',
      siteName: 'Hội trường',
      seatId: null,
      seatLabel: '',
      groupName: '',
    });
  });

  it('has the group that was chosen, and keeps it where nothing is said of it', async () => {
    const body = await register();
    const added = profileOf(body, { ...choice, groupName: 'Tổ 1' });
    const known = { ...added, attendance: { status: 'unmarked' } as const, firstPresentAt: null };
    expect(added.groupName).toBe('Tổ 1');
    expect(changedProfile(body, known, choice).groupName).toBe('Tổ 1');
    expect(changedProfile(body, known, { ...choice, groupName: '' }).groupName).toBe('');
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

describe('a guest', () => {
  const guest = { personId: 'g1' as PersonId, name: 'Khách Mẫu', rank: 'TS', title: 'Chuyên gia', siteId: north.id };

  it('comes as themself to a site of the body, and is no member', async () => {
    const profile = guestProfile(await register(), guest);
    expect(profile).toMatchObject({ ...guest, role: 'guest', isGuest: true, isMember: false, siteName: 'Xã Bắc' });
    const nowhere = { ...guest, siteId: 'nowhere' as SiteId };
    expect(() => guestProfile(newBody('b1' as BodyId), nowhere)).toThrow(/site does not exist/);
  });

  it('stays who they are through a change of role and seat', async () => {
    const body = await register();
    const participant = asParticipant(guestProfile(body, { ...guest, siteId: null }));
    const seated = changedProfile(body, participant, { ...choice, personId: guest.personId, seatId: seat.id });
    expect(seated).toMatchObject({ name: 'Khách Mẫu', isGuest: true, isMember: true, seatId: 's1', siteId: 'north' });
    const unseated = changedProfile(body, asParticipant(seated), { ...choice, personId: guest.personId });
    expect(unseated).toMatchObject({ seatId: null, seatLabel: '', siteId: 'north', siteName: 'Xã Bắc' });
  });
});

describe('a change of somebody who takes part', () => {
  it('is a new snapshot of the register', async () => {
    const old = asParticipant({ ...profileOf(await register(), choice), name: 'Lan cũ' });
    expect(changedProfile(await register(), old, { ...choice, role: 'delegate' })).toMatchObject({
      name: 'Lan',
      role: 'delegate',
    });
  });

  it('keeps the old snapshot when the person left the register', async () => {
    const gone = asParticipant(profileOf(await register(), choice));
    const changed = changedProfile(newBody('b1' as BodyId), gone, { ...choice, role: 'observer' });
    expect(changed).toMatchObject({ name: 'Lan', siteName: 'Hội trường', role: 'observer', isGuest: false });
    expect(changed).not.toHaveProperty('attendance');
  });

  it('is refused for somebody who takes no part', async () => {
    const body = await register();
    expect(() => changedProfile(body, undefined, choice)).toThrow(/does not take part/);
  });
});

function asParticipant(profile: ParticipantProfile): Participant {
  return { ...profile, attendance: { status: 'unmarked' }, firstPresentAt: null };
}

/** The register as a second server reads it. */
async function register() {
  const journal = new MemoryJournal();
  const clock = { now: () => 1 };
  const body = await loadBody('b1' as BodyId, journal, clock);
  const commands: BodyCommand[] = [
    { type: 'body.found', name: 'Ủy ban' },
    { type: 'site.add', site: hall },
    { type: 'site.add', site: north },
    { type: 'seat.add', seats: [seat] },
    { type: 'person.add', person: lan },
  ];
  for (const command of commands) {
    await body.execute(command, { actor: systemActor, commandKey: null, inputHash: '', reply: null });
  }
  return (await loadBody('b1' as BodyId, journal, clock)).state;
}
