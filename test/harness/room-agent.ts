/** The room agent as a process of its own, on a folder of its own; it can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess } from './end-process.ts';
import type { ServerProcess } from './server-process.ts';

const main = join(import.meta.dirname, '..', '..', 'camera', 'main.ts');

export class RoomAgentProcess {
  readonly #folder: string;
  readonly #server: string;
  #child: ChildProcess | null = null;
  #log = '';

  /** `link` is that of the kind "room agent". */
  static async start(server: ServerProcess, link: string): Promise<RoomAgentProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'room-agent-'));
    await writeFile(join(folder, 'link'), link);
    await writeFile(join(folder, 'ca.pem'), await server.readCa());
    const agent = new RoomAgentProcess(folder, server.url.replace('localhost', '127.0.0.1'));
    agent.restart();
    return agent;
  }

  private constructor(folder: string, server: string) {
    this.#folder = folder;
    this.#server = server;
  }

  /** All that it has said since the first start. */
  get log(): string {
    return this.#log;
  }

  restart(): void {
    const file = (name: string) => join(this.#folder, name);
    const files = ['--token-file', file('link'), '--ca', file('ca.pem'), '--data', file('data')];
    // To try all engines takes a while, and is tested elsewhere.
    const env = { ...process.env, ROSTRUM_FACE_ENGINE: 'ort' };
    this.#child = spawn(process.execPath, [main, '--server', this.#server, ...files], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#log += chunk;
    });
  }

  /** Answers with how it ended. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    return endProcess(child, signal);
  }

  async close(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}
