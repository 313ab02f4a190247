import { describe, expect, it } from 'vitest';
import type { SessionPhase } from '../../session/session.ts';
import { type Cut, nextCut, noticeOf } from './model.ts';

const online: SessionPhase = { name: 'online' };
const offline: SessionPhase = { name: 'offline', since: 1_000 };
const before = { version: 1 };
const after = { version: 2 };

describe('connection bar', () => {
  it('says nothing on a page that was never cut off', () => {
    expect(nextCut(null, online, before, 0)).toBeNull();
    expect(noticeOf(online, null, 0)).toEqual({ name: 'none' });
    expect(noticeOf({ name: 'connecting', problem: null }, null, 0)).toEqual({ name: 'none' });
  });

  it('counts the age of what is on the screen while the connection is lost', () => {
    const cut = nextCut(null, offline, before, 1_000);
    expect(noticeOf(offline, cut, 1_000)).toEqual({ name: 'lost', seconds: 0 });
    expect(noticeOf(offline, cut, 5_000)).toEqual({ name: 'lost', seconds: 4 });
  });

  it('tells a server that closes from a line that is cut', () => {
    const closing = { ...offline, problem: 'SERVER_CLOSING' } as SessionPhase;
    expect(noticeOf(closing, nextCut(null, closing, before, 1_000), 3_000)).toEqual({
      name: 'serverClosing',
      seconds: 2,
    });
  });

  it('is catching up until what happened meanwhile has come, then says so for three seconds', () => {
    let cut: Cut | null = nextCut(null, offline, before, 1_000);
    cut = nextCut(cut, online, before, 4_000);
    expect(noticeOf(online, cut, 4_000)).toEqual({ name: 'catchingUp' });
    cut = nextCut(cut, online, after, 4_200);
    expect(noticeOf(online, cut, 4_200)).toEqual({ name: 'back' });
    expect(noticeOf(online, cut, 7_100)).toEqual({ name: 'back' });
    expect(noticeOf(online, cut, 7_200)).toEqual({ name: 'none' });
    expect(nextCut(cut, online, after, 7_200)).toBeNull();
  });

  it('begins anew when the line is cut again before it had caught up, and after', () => {
    const first = nextCut(null, offline, before, 1_000);
    expect(nextCut(first, offline, before, 2_000)).toBe(first);
    const caughtUp = nextCut(nextCut(first, online, after, 4_000), online, after, 4_100);
    const again = nextCut(caughtUp, { name: 'offline', since: 4_500 }, after, 4_500);
    expect(again).toEqual({ heldThen: after, caughtUpAt: null });
  });
});
