import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BodyId, MeetingId, PersonId } from '../domain/ids.ts';
import type { EndpointSeat } from '../service/live-meeting.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { type MeetingSession, Sessions } from './sessions.ts';

const desk = { kind: 'desk', accountId: 'a1', bodyId: 'b1' as BodyId, personId: 'p1' as PersonId } as const;
const ofMeeting = {
  kind: 'meeting',
  meetingId: 'm1' as MeetingId,
  bodyId: null,
  linkId: 'l1',
  enteredFrom: null,
  seat: { endpointId: 'e1' } as EndpointSeat,
} as const;
const hourMs = 3_600_000;

describe('a session', () => {
  let store: MemoryJournal;
  let sessions: Sessions;
  beforeEach(async () => {
    vi.useFakeTimers();
    store = new MemoryJournal();
    sessions = await Sessions.load(store);
  });
  afterEach(() => vi.useRealTimers());

  it('is found with its key and its secret, and with nothing else', async () => {
    const { session, secret } = await sessions.create(desk);
    expect(sessions.find(session.key, secret)).toEqual(session);
    expect(sessions.find(session.key, `${secret}x`)).toBeNull();
    expect(sessions.find(session.key, session.secretHash)).toBeNull();
    expect(sessions.find('nothing', secret)).toBeNull();
  });

  it('does not disturb another one of the same account', async () => {
    const [one, two] = await Promise.all([sessions.create(desk), sessions.create(desk)]);
    expect(one.session.key).not.toBe(two.session.key);
    expect(sessions.find(one.session.key, two.secret)).toBeNull();
    await sessions.end(one.session.key);
    expect(sessions.find(one.session.key, one.secret)).toBeNull();
    expect(sessions.find(two.session.key, two.secret)).not.toBeNull();
  });

  it('keeps its secret out of the store', async () => {
    const { secret } = await sessions.create(desk);
    expect(JSON.stringify([...(await store.load('sessions'))])).not.toContain(secret);
  });

  it('of a link ends with the link, and no other does', async () => {
    const create = (linkId: string) => sessions.create({ ...ofMeeting, linkId });
    const [first, again, other] = [await create('l1'), await create('l1'), await create('l2')];
    const account = await sessions.create(desk);
    expect((await sessions.endOfLink('l1')).sort()).toEqual([first.session.key, again.session.key].sort());
    const left = [first, again, other, account].map(({ session, secret }) => sessions.find(session.key, secret));
    expect(left).toEqual([null, null, other.session, account.session]);
  });

  it('outlives a restart', async () => {
    const { session, secret } = await sessions.create(desk);
    expect((await Sessions.load(store)).find(session.key, secret)).toEqual(session);
  });

  it('of the desk ends after half a day; it is removed at the next start', async () => {
    const { session, secret } = await sessions.create(desk);
    vi.advanceTimersByTime(12 * hourMs - 1);
    expect(sessions.find(session.key, secret)).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(sessions.find(session.key, secret)).toBeNull();
    await Sessions.load(store);
    expect((await store.load('sessions')).size).toBe(0);
  });

  it('of a meeting lasts for thirty days', async () => {
    const { session, secret } = await sessions.create(ofMeeting);
    vi.advanceTimersByTime(30 * 24 * hourMs - 1);
    expect(sessions.find(session.key, secret)).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(sessions.find(session.key, secret)).toBeNull();
  });

  it('of a device that waits for whatever meeting comes lasts as long as its cookie can', async () => {
    const { session, secret } = await sessions.create({ ...ofMeeting, meetingId: null });
    vi.advanceTimersByTime(399 * 24 * hourMs);
    expect(sessions.find(session.key, secret)).not.toBeNull();
  });

  it('of an account ends with the others of it, and so does one of a meeting that was entered from it', async () => {
    const [kept, other, foreign] = [
      await sessions.create(desk),
      await sessions.create(desk),
      await sessions.create({ ...desk, accountId: 'a2' }),
    ];
    const entered = (sessionKey: string) =>
      sessions.create({ ...ofMeeting, enteredFrom: { accountId: 'a1', sessionKey } });
    const [ownMeeting, otherMeeting] = [await entered(kept.session.key), await entered(other.session.key)];
    const ended = await sessions.endOfAccount('a1', kept.session.key);
    expect(ended.sort()).toEqual([other.session.key, otherMeeting.session.key].sort());
    const left = [kept, foreign, ownMeeting].map(({ session, secret }) => sessions.find(session.key, secret));
    expect(left).not.toContain(null);
    expect((await sessions.endOfAccount('a1')).sort()).toEqual([kept.session.key, ownMeeting.session.key].sort());
  });

  it('that an older version wrote is completed', async () => {
    const { session, secret } = await sessions.create(ofMeeting);
    const { createdAt, bodyId: _bodyId, enteredFrom: _enteredFrom, ...old } = session as MeetingSession;
    await store.put('sessions', session.key, old);
    const loaded = (await Sessions.load(store)).find(session.key, secret);
    expect(loaded).toEqual({ ...old, createdAt, bodyId: null, enteredFrom: null });
  });
});
