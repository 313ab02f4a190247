/** A page without a browser: the HTTP requests and the socket of the protocol, over TLS that trusts the server's own CA. */
import { Agent, request } from 'node:https';
import { io, type Socket } from 'socket.io-client';
import type {
  ClientEvents,
  CommandInput,
  CommandName,
  CommandOutput,
  ErrorReply,
  Hello,
  HttpInput,
  HttpOutput,
  HttpRequestName,
  Reply,
  ServerEvents,
  SliceUpdate,
} from '#contract';
import { applyUpdates, type HeldSlices, versionsOf } from '../../room-ui/src/session/apply-update.ts';
import type { ServerProcess } from './server-process.ts';

export type HttpAnswer<Data> = { status: number; body: Data & { error?: ErrorReply }; cookie: string };
type TestSocket = Socket<ServerEvents, ClientEvents>;
/** `replyTimeoutMs`: what a camera is asked may take its time. */
type SendOptions = { commandId?: string; meetingId?: string; replyTimeoutMs?: number };

const usualTimeoutMs = 10_000;

const agent = new Agent({ keepAlive: false, maxSockets: 20, maxCachedSessions: 0 });

export async function post<Name extends HttpRequestName>(
  server: ServerProcess,
  name: Name,
  input: HttpInput<Name>,
  headers: Record<string, string> = {},
): Promise<HttpAnswer<HttpOutput<Name>>> {
  return postText(server, `/api/${name}`, JSON.stringify(input), headers);
}

export async function postText<Data>(
  server: ServerProcess,
  path: string,
  text: string,
  headers: Record<string, string> = {},
): Promise<HttpAnswer<Data>> {
  const ca = await server.readCa();
  return new Promise((resolve, reject) => {
    const outgoing = request(server.url + path, { method: 'POST', ca, agent, family: 4 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => {
        const cookie = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(body), cookie });
      });
    });
    outgoing.on('error', reject);
    for (const [header, value] of Object.entries({ 'content-type': 'application/json', ...headers })) {
      outgoing.setHeader(header, value);
    }
    outgoing.end(text);
  });
}

export type Credentials = { sessionKey: string; cookie: string };

/** Uses a link by its token. */
export async function join(server: ServerProcess, token: string): Promise<Credentials> {
  const { body, cookie } = await post(server, 'join', { token });
  if (body.error) throw new Error(`${body.error.code}: ${body.error.message}`);
  return { sessionKey: body.sessionKey, cookie };
}

/** The tokens of the demo's links, by the person's or device's label. */
export async function demoTokens(server: ServerProcess): Promise<Map<string, string>> {
  const { body } = await post(server, 'welcome', { key: server.secretOf('welcome') });
  return new Map(body.links.map((link) => [`${link.role} ${link.label}`, link.url.split('#')[1] ?? '']));
}

/** For agenda items: what most tests do not care about. */
export const usualItem = {
  plannedMs: 60_000,
  visibility: 'public',
  startsAt: null,
  responsibleIds: [],
  position: null,
} satisfies Partial<CommandInput<'agenda.add'>>;

export const administrator = {
  bodyName: 'Cơ quan Mẫu',
  name: 'Quản trị Mẫu',
  login: 'admin',
  password: 'một mật khẩu đủ dài',
};

/** Makes the first administrator of an installation without a demo, and connects as such. */
export async function setUp(server: ServerProcess): Promise<Client> {
  const token = server.secretOf('setup');
  const { body, cookie } = await post(server, 'setup', { ...administrator, token });
  return Client.connect(server, { sessionKey: body.sessionKey, cookie });
}

/** The data of a reply; a refusal is thrown as its code. */
export async function dataOf<Data>(reply: Promise<Reply<Data>>): Promise<Data> {
  const answer = await reply;
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.data;
}

export class Client {
  readonly socket: TestSocket;
  slices: HeldSlices = {};
  hello: Hello | null = null;
  /** Bytes of all messages that came in, before TLS. */
  bytesReceived = 0;
  onUpdates: (updates: readonly SliceUpdate[]) => void = () => {};
  #watchers = new Set<() => void>();

  /** `isLight`: keeps nothing but its own slice, for a thousand pages in one process; watch `onUpdates` then. */
  static async connect(server: ServerProcess, credentials: Credentials, { isLight = false } = {}): Promise<Client> {
    const client = new Client(server.url, await server.readCa(), credentials, isLight);
    await new Promise<void>((resolve, reject) => {
      client.socket.once('connect', resolve);
      client.socket.once('connect_error', (error) => reject(Object.assign(error, (error as { data?: object }).data)));
    });
    return client;
  }

  private constructor(url: string, ca: string, { sessionKey, cookie }: Credentials, isLight: boolean) {
    this.socket = io(url.replace('localhost', '127.0.0.1'), {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      extraHeaders: { cookie },
      ca,
      auth: (answer) => {
        answer({ sessionKey, build: this.hello?.build ?? null, versions: versionsOf(this.slices) });
      },
    } as Parameters<typeof io>[1]);
    this.socket.on('connect', () => {
      this.socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
        if (typeof data === 'string') this.bytesReceived += Buffer.byteLength(data);
      });
    });
    this.socket.on('hello', (hello) => {
      this.hello = hello;
    });
    this.socket.on('slices', (updates) => {
      this.onUpdates(updates);
      if (isLight) {
        this.slices = applyUpdates(
          this.slices,
          updates.filter(({ name }) => name === 'me'),
        ).held;
        for (const watch of this.#watchers) watch();
        return;
      }
      const { held, isOutOfStep } = applyUpdates(this.slices, updates);
      this.slices = held;
      if (isOutOfStep) void this.send('view.resync', { versions: versionsOf(held) });
      for (const watch of this.#watchers) watch();
    });
  }

  /** Sends a command under a new id, or under the one given. */
  send<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    { commandId = crypto.randomUUID() as string, replyTimeoutMs = usualTimeoutMs, ...more }: SendOptions = {},
  ): Promise<Reply<CommandOutput<Name>>> {
    const reply = this.#ask(replyTimeoutMs, name, { commandId, input, ...more });
    return reply as Promise<Reply<CommandOutput<Name>>>;
  }

  /** Sends anything, as a page that is wrong or hostile would. */
  emit(name: string, ...args: unknown[]): Promise<Reply<unknown>> {
    return this.#ask(usualTimeoutMs, name, ...args);
  }

  #ask(replyTimeoutMs: number, name: string, ...args: unknown[]): Promise<Reply<unknown>> {
    const socket = this.socket.timeout(replyTimeoutMs) as unknown as {
      emitWithAck(name: string, ...args: unknown[]): Promise<Reply<unknown>>;
    };
    return socket.emitWithAck(name, ...args);
  }

  /** Resolves when what the page holds fulfils the condition. */
  async until(condition: (slices: HeldSlices) => unknown, timeoutMs = 10_000): Promise<void> {
    if (condition(this.slices)) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const watch = () => condition(this.slices) && resolve();
    const timer = setTimeout(
      () => reject(new Error(`The page did not get there: ${JSON.stringify(this.slices).slice(0, 2_000)}`)),
      timeoutMs,
    );
    this.#watchers.add(watch);
    await promise.finally(() => {
      clearTimeout(timer);
      this.#watchers.delete(watch);
    });
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** The number of a person's speech under way, as soon as the page knows of it. */
export async function speechOf(client: Client, personId: string): Promise<number> {
  const find = (slices: HeldSlices) => slices.floor?.head.speakers.find((speaker) => speaker.personId === personId);
  await client.until(find);
  return find(client.slices)?.speech ?? 0;
}

/** Joins by a link and connects. */
export async function enter(server: ServerProcess, token: string | undefined): Promise<Client> {
  return Client.connect(server, await join(server, token ?? ''));
}
