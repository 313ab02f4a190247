/** A device of a site as the server knows it: joins by its link over HTTPS, then commands and slices over socket.io. */
import { Agent, request } from 'node:https';
import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, CommandInput, CommandName, CommandOutput, Reply, ServerEvents } from '#contract';
import { applyUpdates, type HeldSlices, versionsOf } from '../room-ui/src/session/apply-update.ts';

const replyTimeoutMs = 10_000;

/** The server is trusted by its own certificate, whoever signed it and whatever name it is for. */
export type ServerAddress = { url: string; certificatePem: string };
type Credentials = { sessionKey: string; cookie: string };
type Handlers = { onSlices(): void; onConnected(): void; onMediaLost(): void; onReportAsked(): void; onEnded(): void };

/** A refusal of the server, with its code. */
export class RefusedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export class SiteConnection {
  readonly #socket: Socket<ServerEvents, ClientEvents>;
  slices: HeldSlices = {};

  static async open(server: ServerAddress, token: string, handlers: Handlers): Promise<SiteConnection> {
    return new SiteConnection(server, await redeemLink(server, token), handlers);
  }

  private constructor(server: ServerAddress, { sessionKey, cookie }: Credentials, handlers: Handlers) {
    let build: string | null = null;
    let isNew = true;
    this.#socket = io(server.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelayMax: 5_000,
      extraHeaders: { cookie },
      agent: agentFor(server),
      auth: (answer: (data: object) => void) => answer({ sessionKey, build, versions: versionsOf(this.slices) }),
    } as unknown as Parameters<typeof io>[1]);
    this.#socket.on('hello', (hello) => {
      build = hello.build;
      isNew = true;
    });
    this.#socket.on('slices', (updates) => {
      const { held, isOutOfStep } = applyUpdates(this.slices, updates);
      this.slices = held;
      if (isOutOfStep) this.send('view.resync', { versions: versionsOf(held) }).catch(() => undefined);
      handlers.onSlices();
      // Who sits here is known with the first slices only, which follow the hello.
      if (!isNew || !updates.some(({ name }) => name === 'me')) return;
      isNew = false;
      handlers.onConnected();
    });
    this.#socket.on('media.lost', handlers.onMediaLost);
    this.#socket.on('media.reportAsked', handlers.onReportAsked);
    this.#socket.on('session.ended', handlers.onEnded);
  }

  /** The data of the reply. Rejects with `RefusedError`. */
  async send<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
    const socket = this.#socket.timeout(replyTimeoutMs) as unknown as {
      emitWithAck(name: string, envelope: object): Promise<Reply<CommandOutput<Name>>>;
    };
    const reply = await socket.emitWithAck(name, { commandId: crypto.randomUUID(), input });
    if (!reply.ok) throw new RefusedError(reply.error.code, reply.error.message);
    return reply.data;
  }

  /** Takes the line away, as a cable that is pulled, and puts it back. */
  cut(): void {
    this.#socket.disconnect();
  }

  mend(): void {
    this.#socket.connect();
  }

  close(): void {
    this.#socket.disconnect();
    this.#socket.removeAllListeners();
  }
}

function agentFor({ certificatePem }: ServerAddress): Agent {
  return new Agent({
    ca: certificatePem,
    allowPartialTrustChain: true,
    checkServerIdentity: () => undefined,
  });
}

function redeemLink(server: ServerAddress, token: string): Promise<Credentials> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const outgoing = request(
      `${server.url}/api/join`,
      { method: 'POST', agent: agentFor(server), headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () => {
          const body = JSON.parse(text);
          if (body.error) return reject(new RefusedError(body.error.code, body.error.message));
          const cookie = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
          resolve({ sessionKey: body.sessionKey, cookie });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify({ token }));
  });
}
