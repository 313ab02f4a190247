import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientEvents, CommandName, Envelope, HandshakeAuth, Hello, Reply, ServerEvents } from '#contract';
import { type OpenSocket, openSession } from './session.ts';

type Listener = (...args: never[]) => void;

/** A server at the other end of a socket, as far as a session sees it. */
class FakeServer {
  readonly commands: { name: CommandName; envelope: Envelope<CommandName> }[] = [];
  readonly keys: string[] = [];
  readonly timeQuestions: ((serverTimeMs: number) => void)[] = [];
  reply: (name: CommandName) => Reply<unknown> = () => ({ ok: true, data: {} });
  isConnected = false;
  #listeners = new Map<string, Set<Listener>>();
  #auth: (answer: (auth: HandshakeAuth) => void) => void = () => undefined;

  readonly open: OpenSocket = (auth) => {
    this.#auth = auth;
    return this.#socket() as unknown as Socket<ServerEvents, ClientEvents>;
  };

  emit(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) (listener as (...args: unknown[]) => void)(...args);
  }

  greet(kind: Hello['kind'] = 'desk'): void {
    this.isConnected = true;
    this.emit('connect');
    const protocolVersion = import.meta.env.PROTOCOL_VERSION;
    this.emit('hello', { protocolVersion, build: 'b1', serverTimeMs: 1, meetingId: null, kind });
  }

  refuse(code: string): void {
    this.isConnected = false;
    this.emit('connect_error', Object.assign(new Error(code), { data: { code, message: code } }));
  }

  #socket() {
    const on = (event: string, listener: Listener) => {
      this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
    };
    const isConnected = () => this.isConnected;
    return {
      on,
      once: on,
      off: (event: string, listener: Listener) => this.#listeners.get(event)?.delete(listener),
      get connected() {
        return isConnected();
      },
      active: false,
      emit: (name: string, answer: (serverTimeMs: number) => void) => {
        if (name === 'time') this.timeQuestions.push(answer);
      },
      connect: () => this.#auth(({ sessionKey }) => this.keys.push(sessionKey)),
      disconnect: () => {
        if (!this.isConnected) return;
        this.isConnected = false;
        this.emit('disconnect');
      },
      timeout: () => ({
        emitWithAck: async (name: CommandName, envelope: Envelope<CommandName>) => {
          this.commands.push({ name, envelope });
          return this.reply(name);
        },
      }),
    };
  }
}

let server: FakeServer;
beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
});
afterEach(() => void vi.useRealTimers());

it('asks what time it is, often at first and then once a minute, and not while the connection is lost', () => {
  const session = openSession('key-1', true, server.open);
  const asked = (forMs: number) => {
    const before = server.timeQuestions.length;
    vi.advanceTimersByTime(forMs);
    return server.timeQuestions.length - before;
  };
  expect(asked(60_000)).toBe(0);
  server.greet();
  expect(server.timeQuestions).toHaveLength(1);
  server.timeQuestions[0]?.(1_800_000_000_000);
  expect(session.clock.now()).toBe(1_800_000_000_000);
  expect([asked(250), asked(500), asked(1_000), asked(60_000)]).toEqual([1, 1, 1, 4]);
  expect(asked(600_000)).toBe(10);
  session.close();
  expect(asked(600_000)).toBe(0);
});

it('hands on what a camera sees for as long as somebody wants to know', () => {
  const session = openSession('key-1', true, server.open);
  const seen: string[] = [];
  const stop = session.onSight(({ cameraId }) => void seen.push(cameraId));
  server.emit('camera.sight', { siteId: 'north', cameraId: 'front', faces: [], target: null });
  stop();
  server.emit('camera.sight', { siteId: 'north', cameraId: 'hall', faces: [], target: null });
  expect(seen).toEqual(['front']);
  session.close();
});

describe('a session of the desk that ran out', () => {
  it('keeps the page, waits with its commands, and goes on under the new key', async () => {
    const session = openSession('old', false, server.open);
    server.greet();
    server.emit('session.ended', 'expired');
    expect(session.phase.get()).toEqual({ name: 'expired' });
    const reply = session.send('home.read', {});
    await vi.advanceTimersByTimeAsync(120_000);
    expect(server.commands).toEqual([]);
    session.resume('new');
    expect(server.keys.at(-1)).toBe('new');
    server.greet();
    await vi.advanceTimersByTimeAsync(10);
    expect(await reply).toEqual({});
    expect(session.phase.get()).toEqual({ name: 'online' });
  });

  it('is found out by a command that the server refuses', async () => {
    const session = openSession('old', false, server.open);
    server.greet();
    server.reply = () => ({ ok: false, error: { code: 'NOT_SIGNED_IN', message: 'm' } });
    const reply = session.send('home.read', {});
    await vi.advanceTimersByTimeAsync(10);
    expect(session.phase.get()).toEqual({ name: 'expired' });
    server.reply = () => ({ ok: true, data: {} });
    session.resume('new');
    server.greet();
    await vi.advanceTimersByTimeAsync(10);
    expect(await reply).toEqual({});
    const [first, second] = server.commands;
    expect(first?.envelope.commandId).toBe(second?.envelope.commandId);
  });

  it('asks for the password after a reload too, where the tab knows the key as one of the desk', () => {
    const session = openSession('old', true, server.open);
    server.refuse('NOT_SIGNED_IN');
    expect(session.phase.get()).toEqual({ name: 'expired' });
  });

  it('does not connect again by itself', async () => {
    openSession('old', false, server.open);
    server.greet();
    server.emit('session.ended', 'expired');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.keys).toEqual([]);
  });

  it('watches its meeting again under the new key', async () => {
    const session = openSession('old', false, server.open);
    server.greet();
    session.watch('m1');
    await vi.advanceTimersByTimeAsync(10);
    server.emit('session.ended', 'expired');
    session.resume('new');
    server.greet();
    await vi.advanceTimersByTimeAsync(10);
    expect(server.commands.map(({ name, envelope }) => [name, envelope.meetingId])).toEqual([
      ['view.watch', 'm1'],
      ['view.watch', 'm1'],
    ]);
  });
});

describe('a session of a meeting', () => {
  it('ends when it ran out, because only its link leads back', () => {
    const session = openSession('k', false, server.open);
    server.greet('meeting');
    server.emit('session.ended', 'expired');
    expect(session.phase.get()).toEqual({ name: 'ended', reason: 'expired' });
  });

  it('is refused when the server does not know its key', () => {
    const session = openSession('k', false, server.open);
    server.refuse('NOT_SIGNED_IN');
    expect(session.phase.get()).toMatchObject({ name: 'refused', error: { code: 'NOT_SIGNED_IN' } });
  });

  it('waits where there is no meeting yet, and tries again', async () => {
    const session = openSession('k', false, server.open);
    server.refuse('NO_MEETING');
    expect(session.phase.get()).toEqual({ name: 'connecting', problem: 'NO_MEETING' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(server.keys).toEqual(['k']);
  });

  it('of a joined device waits for the next meeting when its own is over, and holds nothing of it', async () => {
    const session = openSession('k', false, server.open);
    server.greet('meeting');
    server.emit('slices', [{ name: 'agenda', version: 1, base: null, head: {}, rows: {} }]);
    server.isConnected = false;
    server.emit('disconnect');
    expect(session.phase.get().name).toBe('offline');
    server.refuse('NO_MEETING');
    expect(session.phase.get()).toEqual({ name: 'connecting', problem: 'NO_MEETING' });
    expect(session.slices.get()).toEqual({});
    server.greet('meeting');
    expect(session.phase.get()).toEqual({ name: 'online' });
  });
});

describe('outside the door of a meeting', () => {
  it('keeps nothing but the own slice, and all that comes when it is let in', () => {
    const server = new FakeServer();
    const session = openSession('key', false, server.open);
    const update = (name: string, head: object) => ({ name, version: 1, base: null, head, rows: {} });
    server.greet('meeting');
    server.emit('slices', [update('chat', { rule: 'off' })]);
    server.emit('slices', [update('me', { waiting: null })]);
    expect(Object.keys(session.slices.get())).toEqual(['chat', 'me']);
    server.greet('meeting');
    server.emit('slices', [update('me', { waiting: { isLocked: true } })]);
    expect(Object.keys(session.slices.get())).toEqual(['me']);
    server.greet('meeting');
    server.emit('slices', [update('chat', { rule: 'everybody' })]);
    server.emit('slices', [update('me', { waiting: null })]);
    expect(Object.keys(session.slices.get()).sort()).toEqual(['chat', 'me']);
    session.close();
  });
});
