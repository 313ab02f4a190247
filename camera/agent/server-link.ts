/**
 * The agent's connection to the server, for ever: it dials out, comes back with the session that it had, and redeems its
 * link again when the server does not know that session any more.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Credentials, RefusedError, redeemLink, type ServerAddress, SiteConnection } from '#simulation';
import { type RoomOrders, roomOrders } from '../protocol.ts';
import { replaceFile } from './cameras-file.ts';
import type { AskServer } from './meeting-line.ts';
import type { SourceLogger } from './video-source.ts';

export type ServerLinkSettings = {
  server: ServerAddress;
  token: string;
  /** Where the session is kept, so that an agent that is started again is the same device. */
  folder: string;
  logger: SourceLogger;
};

export type ServerLinkHandlers = {
  /** After each connection, and when the server admits or sends away this device. */
  onConnected(isAdmitted: boolean): void;
  onLost(): void;
  onOrders(orders: RoomOrders): void;
  onMediaLost(): void;
  /** Somebody looks after the lines: `media.report` answers. */
  onReportAsked(): void;
  onAsked(request: unknown): Promise<unknown>;
};

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
const credentials = z.object({ sessionKey: z.string(), cookie: z.string(), server: z.string() });

export class ServerLink {
  readonly #settings: ServerLinkSettings;
  readonly #handlers: ServerLinkHandlers;
  readonly #ended = new AbortController();
  #connection: SiteConnection | null = null;
  #orders = '';
  #pauseMs = firstRetryMs;

  constructor(settings: ServerLinkSettings, handlers: ServerLinkHandlers) {
    this.#settings = settings;
    this.#handlers = handlers;
    void this.#connectUntilItHolds();
  }

  /** How far the server's clock is ahead of this machine's. */
  get clockOffsetMs(): number {
    return this.#connection?.clockOffsetMs ?? 0;
  }

  readonly ask: AskServer = async (name, input) => {
    if (!this.#connection) throw new RefusedError('NOT_CONNECTED', 'The server is away.');
    return (await this.#connection.send(name as never, input as never)) as Record<string, unknown>;
  };

  async close(): Promise<void> {
    this.#ended.abort();
    this.#connection?.close();
  }

  async #connectUntilItHolds(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      try {
        const session = (await this.#readSession()) ?? (await this.#redeem());
        if (this.#ended.signal.aborted) return;
        this.#connection = this.#open(session);
        return;
      } catch (error) {
        const code = error instanceof RefusedError ? error.code : undefined;
        const why = error instanceof Error ? error.message : String(error);
        this.#settings.logger.warn(
          { code, why, retryMs: this.#pauseMs },
          'the server cannot be joined; it is tried again',
        );
        await this.#pause();
      }
    }
  }

  #open(session: Credentials): SiteConnection {
    const connection: SiteConnection = new SiteConnection(this.#settings.server, session, {
      onSlices: () => this.#readOrders(connection),
      onConnected: () => {
        this.#pauseMs = firstRetryMs;
        this.#orders = '';
        this.#readOrders(connection);
        const isWaiting = connection.slices.me?.head.waiting ?? null;
        this.#settings.logger.info({ isAdmitted: isWaiting === null }, 'the room agent has joined');
        this.#handlers.onConnected(isWaiting === null);
      },
      onLost: (why) => {
        this.#settings.logger.warn({ why }, 'the server is away');
        this.#handlers.onLost();
      },
      onMediaLost: () => this.#handlers.onMediaLost(),
      onReportAsked: () => this.#handlers.onReportAsked(),
      onEnded: (code) => void this.#begin(connection, code),
      onAsked: (request) => this.#handlers.onAsked(request),
    });
    return connection;
  }

  /** The server refused or ended the session: after a while with the same one, or, where it is no good, with a new one. */
  async #begin(connection: SiteConnection, code: string | undefined): Promise<void> {
    if (this.#connection !== connection) return;
    this.#connection = null;
    connection.close();
    this.#handlers.onLost();
    this.#settings.logger.warn({ code, retryMs: this.#pauseMs }, 'the server ended the session; it is joined again');
    const isSessionGone = ['NOT_SIGNED_IN', 'expired', 'revoked', 'left'].includes(code ?? '');
    if (isSessionGone) await replaceFile(this.#sessionPath, '').catch(() => undefined);
    await this.#pause();
    await this.#connectUntilItHolds();
  }

  #readOrders(connection: SiteConnection): void {
    const slices = connection.slices as Record<string, { head?: unknown } | undefined>;
    const read = roomOrders.safeParse(slices.roomOrders?.head);
    if (!read.success) return;
    const text = JSON.stringify(read.data);
    if (text === this.#orders) return;
    this.#orders = text;
    this.#handlers.onOrders(read.data);
  }

  async #pause(): Promise<void> {
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(pauseMs * 2, longestRetryMs);
    // Agents of a whole province must not come back in the same moment.
    await wait(pauseMs * (0.75 + Math.random() / 2), undefined, { signal: this.#ended.signal }).catch(() => undefined);
  }

  get #sessionPath(): string {
    return join(this.#settings.folder, 'session.json');
  }

  async #readSession(): Promise<Credentials | null> {
    try {
      const read = credentials.parse(JSON.parse(await readFile(this.#sessionPath, 'utf8')));
      return read.server === this.#settings.server.url ? read : null;
    } catch {
      return null;
    }
  }

  async #redeem(): Promise<Credentials> {
    const { server, token, folder } = this.#settings;
    const session = await redeemLink(server, token);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replaceFile(this.#sessionPath, JSON.stringify({ ...session, server: server.url }));
    return session;
  }
}
