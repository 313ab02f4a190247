import { beforeEach, describe, expect, it } from 'vitest';
import type { BodyId, PersonId } from '../domain/ids.ts';
import { type NewSession, Sessions } from '../identity/sessions.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { endedCookie, findSession, sessionCookie } from './session-cookies.ts';

const desk = { kind: 'desk', accountId: 'a1', bodyId: 'b1' as BodyId, personId: 'p1' as PersonId } as const;

describe('the cookie of a session', () => {
  let sessions: Sessions;
  let one: NewSession;
  beforeEach(async () => {
    sessions = await Sessions.load(new MemoryJournal());
    one = await sessions.create(desk);
  });

  it('is bound to this host and to TLS, and out of reach of scripts and other sites', () => {
    const cookie = sessionCookie(one.session, one.secret);
    const [pair, ...attributes] = cookie.split('; ');
    expect(pair).toBe(`__Host-rostrum-${one.session.key}=${one.secret}`);
    expect(attributes.sort()).toEqual([
      'HttpOnly',
      expect.stringMatching(/^Max-Age=43(199|200)$/),
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ]);
  });

  it('finds its session, also among others', async () => {
    const two = await sessions.create(desk);
    const header = [one, two].map(({ session, secret }) => sessionCookie(session, secret).split(';')[0]).join('; ');
    expect(findSession(sessions, one.session.key, header)).toEqual(one.session);
    expect(findSession(sessions, two.session.key, header)).toEqual(two.session);
  });

  it('finds nothing without a cookie, with another session’s secret, or with an odd header', async () => {
    const two = await sessions.create(desk);
    const { key } = one.session;
    const stolen = `__Host-rostrum-${key}=${two.secret}`;
    for (const header of [undefined, '', ';;=', stolen, `rostrum-${key}=${one.secret}`, `__Host-rostrum-${key}=`]) {
      expect(findSession(sessions, key, header)).toBeNull();
    }
    expect(findSession(sessions, '__proto__', '__Host-rostrum-__proto__=x')).toBeNull();
  });

  it('is taken away at the end', () => {
    expect(endedCookie(one.session.key)).toContain(`__Host-rostrum-${one.session.key}=; `);
    expect(endedCookie(one.session.key)).toContain('Max-Age=0');
  });
});
