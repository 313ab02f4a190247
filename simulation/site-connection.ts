/** A device of a site as the server knows it: joins by its link over HTTPS, then commands and slices over socket.io. */
import { Agent, request } from 'node:https';
import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, CommandInput, CommandName, CommandOutput, Reply, ServerEvents } from '#contract';
import { applyUpdates, type HeldSlices, versionsOf } from '../room-ui/src/session/apply-update.ts';

const replyTimeoutMs = 10_000;

/**
 * `certificatePem`: what the server's certificate is trusted by, itself or an authority; null: those of the system. Its
 * name is checked only where it is said so: a child of the server knows the very certificate.
 */
export type ServerAddress = { url: string; certificatePem: string | null; isNameChecked?: boolean };
/** What the server gave for the link: enough to come back without it. */
export type Credentials = { sessionKey: string; cookie: string };
type Handlers = {
  onSlices(): void;
  onConnected(): void;
  onMediaLost(): void;
  onReportAsked(): void;
  /** The session is over, or the server does not know it any more. */
  onEnded(code?: string): void;
  /** The line broke, or could not be made; it is tried again. */
  onLost?(why: string): void;
  /** A room agent is asked something and answers. */
  onAsked?(request: unknown): Promise<unknown>;
};

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
  /** How far the server's clock is ahead of this machine's. */
  clockOffsetMs = 0;

  static async open(server: ServerAddress, token: string, handlers: Handlers): Promise<SiteConnection> {
    return new SiteConnection(server, await redeemLink(server, token), handlers);
  }

  /** With a session that was begun by `redeemLink`. */
  constructor(server: ServerAddress, { sessionKey, cookie }: Credentials, handlers: Handlers) {
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
      this.clockOffsetMs = hello.serverTimeMs - Date.now();
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
    this.#socket.on('session.ended', (reason) => handlers.onEnded(reason));
    // It tries again by itself unless the server refused it.
    this.#socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      if (!this.#socket.active) handlers.onEnded(error.data?.code);
      else handlers.onLost?.(error.message);
    });
    this.#socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') handlers.onEnded();
      else handlers.onLost?.(reason);
    });
    this.#answerWith(handlers.onAsked);
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

  #answerWith(answer: Handlers['onAsked']): void {
    if (!answer) return;
    const listen = (request: unknown, acknowledge: (reply: unknown) => void) => void answer(request).then(acknowledge);
    (this.#socket as unknown as Socket).on('camera.ask', listen);
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

function agentFor({ certificatePem, isNameChecked = false }: ServerAddress): Agent {
  if (certificatePem === null) return new Agent();
  return new Agent({
    ca: certificatePem,
    allowPartialTrustChain: true,
    ...(isNameChecked ? {} : { checkServerIdentity: () => undefined }),
  });
}

export function redeemLink(server: ServerAddress, token: string): Promise<Credentials> {
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
          const body = readJson(text);
          if (!body) return reject(new Error('What answers at this address is no Rostrum server.'));
          if (body.error) return reject(new RefusedError(body.error.code, body.error.message));
          const cookie = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
          resolve({ sessionKey: body.sessionKey, cookie });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.setTimeout(replyTimeoutMs, () => outgoing.destroy(new Error('The server did not answer in time.')));
    outgoing.end(JSON.stringify({ token }));
  });
}

function readJson(text: string) {
  try {
    return JSON.parse(text) as { sessionKey: string; error?: { code: string; message: string } };
  } catch {
    return null;
  }
}
