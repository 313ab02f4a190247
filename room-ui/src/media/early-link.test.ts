import { describe, expect, it, vi } from 'vitest';
import type { Hello } from '#contract';
import type { SendCommand } from '../session/command-sender.ts';
import { createStore } from '../session/store.ts';
import { beginLink, takeLink } from './early-link.ts';
import type { MediaLink, OpenLink } from './media-link.ts';

function page() {
  const hello = createStore<Hello | null>(null);
  const send = (async () => ({})) as unknown as SendCommand;
  const opened: { fail(): void; isClosed: boolean }[] = [];
  const open: OpenLink = async (_send, onFailed) => {
    const entry = { fail: onFailed, isClosed: false };
    opened.push(entry);
    const close = () => {
      entry.isClosed = true;
    };
    return { close } as unknown as MediaLink;
  };
  const greet = (kind: Hello['kind']) => hello.set({ kind } as Hello);
  return { session: { hello, send }, send, opened, open, greet };
}

describe('a link that is begun early', () => {
  it('is opened by the greeting, and given once', async () => {
    const { session, send, opened, open, greet } = page();
    beginLink(session, open);
    expect(opened).toHaveLength(0);
    greet('meeting');
    expect(await takeLink(send, () => undefined)).toBeDefined();
    expect(await takeLink(send, () => undefined)).toBeUndefined();
    expect(opened).toHaveLength(1);
  });

  it('tells whoever took it that it failed, and is not given when it failed before', async () => {
    const { session, send, opened, open, greet } = page();
    beginLink(session, open);
    greet('meeting');
    const onFailed = vi.fn();
    await takeLink(send, onFailed);
    opened[0]?.fail();
    expect(onFailed).toHaveBeenCalledOnce();
    const other = page();
    beginLink(other.session, other.open);
    other.greet('meeting');
    other.opened[0]?.fail();
    expect(await takeLink(other.send, () => undefined)).toBeUndefined();
    expect(other.opened[0]?.isClosed).toBe(true);
  });

  it('is none for a page of the desk, for one without the code, and where the server refuses', async () => {
    const desk = page();
    beginLink(desk.session, desk.open);
    desk.greet('desk');
    const without = page();
    beginLink(without.session);
    without.greet('meeting');
    const waiting = page();
    beginLink(waiting.session, () => Promise.reject(new Error('NOT_ADMITTED')));
    waiting.greet('meeting');
    for (const { send } of [desk, without, waiting]) expect(await takeLink(send, () => undefined)).toBeUndefined();
    expect(desk.opened).toHaveLength(0);
  });

  it('ends with the page when nobody took it', async () => {
    const { session, opened, open, greet } = page();
    const end = beginLink(session, open);
    greet('meeting');
    end();
    await expect.poll(() => opened[0]?.isClosed).toBe(true);
  });
});
