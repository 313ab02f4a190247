/** Debian's coturn as the relay of a test: a process with everything on its command line, never the system's service. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export class Coturn {
  readonly #child: ChildProcess;
  readonly #folder: string;

  static async start({
    address,
    port,
    secret,
    wrap = [],
    relayAddress = address,
  }: {
    address: string;
    port: number;
    secret: string;
    /** A command to run it under. */
    wrap?: string[];
    relayAddress?: string;
  }): Promise<Coturn> {
    const folder = mkdtempSync(join(tmpdir(), 'rostrum-coturn-'));
    const command = [
      ...wrap,
      'turnserver',
      '-n',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=rostrum.test',
      `--listening-ip=${address}`,
      `--listening-port=${port}`,
      `--relay-ip=${relayAddress}`,
      '--allow-loopback-peers',
      '--min-port=50000',
      '--max-port=50999',
      '--log-file=stdout',
      `--pidfile=${join(folder, 'pid')}`,
      `--userdb=${join(folder, 'db')}`,
    ];
    const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    const coturn = new Coturn(child, folder);
    try {
      await coturn.#listening();
    } catch (error) {
      await coturn.stop();
      throw error;
    }
    return coturn;
  }

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #listening(): Promise<void> {
    let output = '';
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('DB connection success')) resolve();
    };
    this.#child.stdout?.on('data', collect);
    this.#child.stderr?.on('data', collect);
    this.#child.once('exit', (code) => reject(new Error(`coturn ended with ${code}:\n${output}`)));
    await Promise.race([promise, delay(5_000).then(() => reject(new Error(`coturn does not listen:\n${output}`)))]);
    await delay(200);
  }
}
