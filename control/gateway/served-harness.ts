/** For tests: a whole server in this process, on a port of its own, and pages without a browser that talk to it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
import { readConfig } from '../config.ts';
import { createLogger, type Logger } from '../logger.ts';
import { openServer, type RunningServer } from '../server.ts';

export type Answer<Data> = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  body: Data & { error?: ErrorReply };
  /** Of the session that the answer began; null when it began none. */
  cookie: string | null;
};
export type Credentials = { sessionKey: string; cookie: string };

export class ServedServer {
  readonly server: RunningServer;
  readonly uiFolder: string;
  readonly dataFolder: string;
  readonly #pages = new Set<DeskPage>();

  static async start(
    args: string[] = ['--no-demo'],
    uiFiles: Record<string, string | Buffer> = {},
    logger: Logger = createLogger('silent'),
  ): Promise<ServedServer> {
    const dataFolder = mkdtempSync(join(tmpdir(), 'rostrum-served-'));
    const uiFolder = join(dataFolder, 'ui');
    const files = { 'index.html': '<!doctype html><title>Rostrum</title>', ...uiFiles };
    for (const [name, content] of Object.entries(files)) writeUiFile(uiFolder, name, content);
    const options = [
      '--port',
      '0',
      '--data',
      join(dataFolder, 'data'),
      '--media-driver',
      'fake',
      '--log-level',
      'silent',
      '--commands-per-second',
      '10000',
    ];
    const config = readConfig([...options, ...args], {});
    const server = await openServer({ ...config, uiFolder }, logger);
    return new ServedServer(server, dataFolder, uiFolder);
  }

  private constructor(server: RunningServer, dataFolder: string, uiFolder: string) {
    this.server = server;
    this.dataFolder = dataFolder;
    this.uiFolder = uiFolder;
  }

  async stop(): Promise<void> {
    for (const page of this.#pages) page.close();
    await this.server.close();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  post<Name extends HttpRequestName>(
    name: Name,
    input: HttpInput<Name>,
    headers: Record<string, string> = {},
  ): Promise<Answer<HttpOutput<Name>>> {
    return this.send('POST', `/api/${name}`, JSON.stringify(input), { 'content-type': 'application/json', ...headers });
  }

  send<Data>(
    method: string,
    path: string,
    content: string | Uint8Array = '',
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer<Data>>();
    const outgoing = request(this.server.publicUrl + path, { method, ca: this.#ca(), agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const isJson = response.headers['content-type']?.startsWith('application/json');
        const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? null;
        const body = isJson ? JSON.parse(bytes.toString()) : {};
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body, cookie });
      });
    });
    outgoing.on('error', reject);
    for (const [header, value] of Object.entries(headers)) outgoing.setHeader(header, value);
    outgoing.end(content);
    return promise;
  }

  /** Makes the first administrator by the printed link. */
  async setUp(login = 'quantri'): Promise<Credentials> {
    const token = this.server.setupUrl?.split('#')[1] ?? '';
    const person = { bodyName: 'Ủy ban Mẫu', name: 'Quản trị Mẫu', login, password: 'mật khẩu quản trị' };
    return credentialsOf(await this.post('setup', { token, ...person }));
  }

  async signIn(login: string, password: string): Promise<Credentials> {
    return credentialsOf(await this.post('login', { login, password }));
  }

  async connect(credentials: Credentials): Promise<DeskPage> {
    const page = await DeskPage.connect(this.server.publicUrl, this.#ca(), credentials);
    this.#pages.add(page);
    return page;
  }

  #ca(): string {
    return readFileSync(join(this.dataFolder, 'data', 'certificates', 'ca.crt'), 'utf8');
  }
}

export function credentialsOf({ body, cookie }: Answer<{ sessionKey: string | null }>): Credentials {
  if (body.error || !body.sessionKey || !cookie) throw new Error(`No session: ${JSON.stringify(body)}`);
  return { sessionKey: body.sessionKey, cookie };
}

/** A connection that does not come back by itself. */
export class DeskPage {
  readonly socket: Socket<ServerEvents, ClientEvents>;
  readonly slices: SliceUpdate[] = [];
  greeting: Hello | null = null;
  /** Resolves with the reason when the server ends the session. */
  readonly ended: Promise<string>;
  readonly disconnected: Promise<void>;

  static async connect(url: string, ca: string, { sessionKey, cookie }: Credentials): Promise<DeskPage> {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie },
      ca,
      auth: { sessionKey, build: null, versions: {} },
    } as Parameters<typeof io>[1]);
    const page = new DeskPage(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('hello', (greeting) => {
        page.greeting = greeting;
        resolve();
      });
      socket.once('connect_error', (error) => reject(Object.assign(error, (error as { data?: object }).data)));
    });
    return page;
  }

  private constructor(socket: Socket<ServerEvents, ClientEvents>) {
    this.socket = socket;
    this.ended = new Promise((resolve) => socket.once('session.ended', resolve));
    this.disconnected = new Promise((resolve) => socket.once('disconnect', () => resolve()));
    socket.on('slices', (updates) => this.slices.push(...updates));
  }

  send<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    more: { meetingId?: string; commandId?: string } = {},
  ): Promise<Reply<CommandOutput<Name>>> {
    const socket = this.socket.timeout(10_000) as unknown as {
      emitWithAck(name: string, envelope: object): Promise<Reply<CommandOutput<Name>>>;
    };
    return socket.emitWithAck(name, { commandId: crypto.randomUUID(), input, ...more });
  }

  /** The same, where only success will do. */
  async run<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    more: { meetingId?: string } = {},
  ): Promise<CommandOutput<Name>> {
    const reply = await this.send(name, input, more);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`);
    return reply.data;
  }

  close(): void {
    this.socket.disconnect();
  }
}

function writeUiFile(folder: string, name: string, content: string | Buffer): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
