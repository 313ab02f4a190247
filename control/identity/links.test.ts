import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import type { BodyId, MeetingId, PersonId, SiteId } from '../domain/ids.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { Links, type LinkTarget } from './links.ts';
import { TokenSigner } from './tokens.ts';

const meetingId = 'm1' as MeetingId;
const forLan: LinkTarget = {
  meetingId,
  kind: 'personal',
  deviceRole: null,
  personId: 'lan' as PersonId,
  siteId: null,
  label: 'Lan',
  isOneTime: false,
};
const once = { ...forLan, isOneTime: true };

describe('a join link', () => {
  const signer = new TokenSigner(randomBytes(32));
  let store: MemoryJournal;
  let links: Links;
  beforeEach(async () => {
    store = new MemoryJournal();
    links = await Links.load(store, signer);
  });

  it('is the same each time it is asked for, as long as it can be used again', async () => {
    const link = await links.issue(forLan);
    expect(await links.issue({ ...forLan, label: 'Lan Anh' })).toBe(link);
    expect((await links.issue({ ...forLan, personId: 'minh' as PersonId })).linkId).not.toBe(link.linkId);
    expect((await links.issue({ ...forLan, meetingId: 'm2' as MeetingId })).linkId).not.toBe(link.linkId);
  });

  it('that works once is a new one each time', async () => {
    const [one, two] = [await links.issue(once), await links.issue(once)];
    expect(one.linkId).not.toBe(two.linkId);
    expect((await links.issue(forLan)).isOneTime).toBe(false);
  });

  it('is found and used as often as one likes', async () => {
    const token = links.tokenOf(await links.issue(forLan));
    await links.use(token);
    await links.use(token);
    expect(links.find(token)).toMatchObject({ personId: 'lan', isUsed: true });
  });

  it('that works once is refused to the second of two who use it at once, and from then on', async () => {
    const token = links.tokenOf(await links.issue(once));
    const results = await Promise.allSettled([links.use(token), links.use(token)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(() => links.find(token)).toThrow(expect.objectContaining({ code: 'LINK_USED' }));
  });

  it('that works once stays unused when that could not be written', async () => {
    const token = links.tokenOf(await links.issue(once));
    vi.spyOn(store, 'put').mockRejectedValueOnce(new Error('disk full'));
    await expect(links.use(token)).rejects.toThrow('disk full');
    await expect(links.use(token)).resolves.toMatchObject({ personId: 'lan' });
  });

  it('is not used by looking at it', async () => {
    const token = links.tokenOf(await links.issue(once));
    links.find(token);
    expect(links.find(token).isUsed).toBe(false);
  });

  it('ends when it is revoked, and is not listed any more; the next one is new', async () => {
    const link = await links.issue(forLan);
    await links.revoke(meetingId, link.linkId);
    expect(() => links.find(links.tokenOf(link))).toThrow(expect.objectContaining({ code: 'LINK_EXPIRED' }));
    expect(links.ofMeeting(meetingId)).toEqual([]);
    expect((await links.issue(forLan)).linkId).not.toBe(link.linkId);
  });

  it('is revoked only from its own meeting', async () => {
    const { linkId } = await links.issue(forLan);
    await expect(links.revoke('m2' as MeetingId, linkId)).rejects.toMatchObject({ code: 'BAD_LINK' });
    await expect(links.revoke(null, linkId)).rejects.toMatchObject({ code: 'BAD_LINK' });
    await expect(links.revoke(meetingId, 'nothing')).rejects.toMatchObject({ code: 'BAD_LINK' });
  });

  it('of another server, or of nobody, is refused', async () => {
    const foreign = await Links.load(new MemoryJournal(), new TokenSigner(randomBytes(32)));
    const tokens = [
      foreign.tokenOf(await foreign.issue(forLan)),
      signer.sign('join', 'nothing'),
      signer.sign('setup', 'x'),
      '',
    ];
    for (const token of tokens) expect(() => links.find(token)).toThrow(expect.objectContaining({ code: 'BAD_LINK' }));
  });

  it('stays the same for a person who moves to another site', async () => {
    const link = await links.issue(forLan);
    expect(await links.issue({ ...forLan, siteId: 'north' as SiteId })).toEqual(link);
  });

  it('outlives a restart together with its state', async () => {
    const token = links.tokenOf(await links.issue(once));
    await links.use(token);
    const restarted = await Links.load(store, signer);
    expect(() => restarted.find(token)).toThrow(expect.objectContaining({ code: 'LINK_USED' }));
  });

  it('can be for a device of whatever meeting runs', async () => {
    const device: LinkTarget = {
      ...forLan,
      meetingId: null,
      kind: 'room',
      deviceRole: 'room',
      personId: null,
      siteId: 'north' as SiteId,
    };
    const link = await links.issue(device);
    expect(links.ofMeeting(null)).toEqual([link]);
    expect(links.ofMeeting(meetingId)).toEqual([]);
  });

  it('of a device belongs to one body, and each device that was joined by its code has its own', async () => {
    const device = { bodyId: 'b1' as BodyId, siteId: 'north' as SiteId, kind: 'room', label: 'Xã Bắc' } as const;
    const [one, two] = [await links.issueToDevice(device), await links.issueToDevice(device)];
    expect(one.linkId).not.toBe(two.linkId);
    expect(one).toMatchObject({ meetingId: null, bodyId: 'b1', deviceRole: 'room', pairedAt: expect.any(Number) });
    const display: LinkTarget = { ...forLan, meetingId: null, kind: 'display', deviceRole: 'display', personId: null };
    const ofBodies = await Promise.all(['b1', 'b2'].map((id) => links.issue({ ...display, bodyId: id as BodyId })));
    expect(new Set(ofBodies.map(({ linkId }) => linkId)).size).toBe(2);
  });

  it('that an older version wrote belongs to no body', async () => {
    const { bodyId: _bodyId, pairedAt: _pairedAt, ...old } = await links.issue(forLan);
    await store.put('links', old.linkId, old);
    const loaded = await Links.load(store, signer);
    expect(loaded.ofMeeting(meetingId)).toEqual([{ ...old, bodyId: null, pairedAt: null }]);
    expect((await loaded.issue(forLan)).linkId).toBe(old.linkId);
  });

  it('that could not be written is not there', async () => {
    vi.spyOn(store, 'put').mockRejectedValueOnce(new Error('disk full'));
    await expect(links.issue(forLan)).rejects.toThrow('disk full');
    expect(links.ofMeeting(meetingId)).toEqual([]);
    expect(links.find(links.tokenOf(await links.issue(forLan)))).toMatchObject({ personId: 'lan' });
  });

  it('of each of five thousand persons is made and found without a search through all', async () => {
    const persons = Array.from({ length: 5_000 }, (_, index) => ({
      personId: `p${index}` as PersonId,
      siteId: null,
      name: '',
    }));
    const clock = startCpuClock();
    for (let round = 0; round < 2; round += 1)
      for (const person of persons) await links.issuePersonal(meetingId, person);
    expect(clock.elapsedMs()).toBeLessThan(1_000);
    expect(links.ofMeeting(meetingId)).toHaveLength(5_000);
  });
});
