/** The real server as its own process, on a data folder of its own; it can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess } from './end-process.ts';
import { freePort } from './ports.ts';

const root = join(import.meta.dirname, '..', '..');

/** `wrap` is a command to run the server under; `nodeArgs` are for Node itself; `prepare` gets the empty data folder. */
export type ServerOptions = {
  args?: string[];
  env?: Record<string, string>;
  wrap?: string[];
  nodeArgs?: string[];
  prepare?(dataFolder: string): Promise<void>;
};

export class ServerProcess {
  readonly dataFolder: string;
  readonly url: string;
  readonly #args: string[];
  readonly #options: ServerOptions;
  #child: ChildProcess | null = null;
  #output = '';

  /** Starts a server with the media driver that `env` names; without one, nothing carries media. */
  static async start(options: ServerOptions = {}): Promise<ServerProcess> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'rostrum-test-'));
    await options.prepare?.(dataFolder);
    const server = new ServerProcess(dataFolder, await freePort(), await freePort(2), options);
    await server.restart();
    return server;
  }

  private constructor(dataFolder: string, port: number, rtcPort: number, options: ServerOptions) {
    this.dataFolder = dataFolder;
    this.url = `https://localhost:${port}`;
    this.#options = options;
    this.#args = ['--port', String(port), '--rtc-port', String(rtcPort), '--data', dataFolder, ...(options.args ?? [])];
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** What the server printed since its last start. */
  get output(): string {
    return this.#output;
  }

  /** Resolves when the server listens; rejects with its output when it ends before. */
  async restart(): Promise<void> {
    const { wrap = [], nodeArgs = [] } = this.#options;
    const command = [...wrap, process.execPath, ...nodeArgs, join(root, 'control', 'main.ts'), ...this.#args];
    const usual = { ROSTRUM_MEDIA_DRIVER: 'fake', ROSTRUM_LOG_LEVEL: 'warn', ROSTRUM_DEMO_ROOM: 'no' };
    const env = { ...usual, ...process.env, ...this.#options.env };
    const child = spawn(command[0] ?? '', command.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#output = '';
    await new Promise<void>((resolve, reject) => {
      const collect = (chunk: Buffer) => {
        this.#output += chunk;
        if (/is listening at .*\n[\s\S]*\/trust\n/.test(this.#output)) resolve();
      };
      child.stdout?.on('data', collect);
      child.stderr?.on('data', collect);
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${this.#output}`)));
    });
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    return endProcess(child, signal);
  }

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    await this.kill('SIGTERM');
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  readCa(): Promise<string> {
    return readFile(join(this.dataFolder, 'certificates', 'ca.crt'), 'utf8');
  }

  /** The secret of the printed address that leads to `page`. */
  secretOf(page: 'welcome' | 'setup'): string {
    const secret = new RegExp(`/${page}#(\\S+)`).exec(this.#output)?.[1];
    if (!secret) throw new Error(`The server printed no ${page} address:\n${this.#output}`);
    return secret;
  }
}
