/**
 * Networks of a test's own: namespaces in which processes see only what the test lets them see, and lines between them
 * that lose and delay packets. It needs root, as namespaces do.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `delayMs` in one direction; loss from 0 to 1; `bitsPerSecond` 0: without a limit. */
export type Line = { delayMs?: number; jitterMs?: number; lossRatio?: number; bitsPerSecond?: number };

export const canMakeNetworks = process.getuid?.() === 0 && existsSync('/dev/net/tun') && existsSync('/usr/sbin/ip');

export class TestNetwork {
  /** Distinguishes the namespaces of tests that run at the same time. */
  readonly #prefix = `rostrum${process.pid}`;
  readonly #folder = mkdtempSync(join(tmpdir(), 'rostrum-net-'));
  readonly #namespaces: string[] = [];
  readonly #processes: ChildProcess[] = [];
  #cables = 0;

  /** A namespace in which nothing but itself can be reached. */
  addNamespace(name: string): string {
    const namespace = `${this.#prefix}-${name}`;
    ip('netns', 'add', namespace);
    this.#namespaces.push(namespace);
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    return namespace;
  }

  /** A cable between two namespaces. */
  connect([one, oneAddress]: [string, string], [other, otherAddress]: [string, string]): void {
    this.#cables += 1;
    const [oneEnd, otherEnd] = [`cable${this.#cables}a`, `cable${this.#cables}b`];
    ip('link', 'add', oneEnd, 'netns', one, 'type', 'veth', 'peer', 'name', otherEnd, 'netns', other);
    for (const [namespace, end, address] of [
      [one, oneEnd, oneAddress],
      [other, otherEnd, otherAddress],
    ] as const) {
      ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', end);
      ip('-n', namespace, 'link', 'set', end, 'up');
    }
  }

  /** A poor line instead of a cable. Answers how to make it another one while it is in use. */
  async connectPoorly(
    [one, oneAddress]: [string, string],
    [other, otherAddress]: [string, string],
    line: Line,
  ): Promise<{ set(line: Line): void }> {
    const script = join(import.meta.dirname, 'impaired-link.py');
    const child = spawn('python3', [script, one, oneAddress, other, otherAddress], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#processes.push(child);
    const set = (to: Line) => void child.stdin.write(`${JSON.stringify(to)}\n`);
    set(line);
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]): never => {
        throw new Error(`The line ended with ${code}.`);
      }),
    ]);
    return { set };
  }

  /** Starts a program in a namespace; it ends with the network. */
  spawn(namespace: string, program: string, args: readonly string[]): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', namespace, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#processes.push(child);
    return child;
  }

  /** A program file that runs `program` in a namespace, for whoever takes nothing but a path. */
  programIn(namespace: string, program: string): string {
    const path = join(this.#folder, `${namespace}-program`);
    writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${namespace} ${program} "$@"\n`);
    chmodSync(path, 0o700);
    return path;
  }

  async close(): Promise<void> {
    for (const child of this.#processes) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    for (const namespace of this.#namespaces) ip('netns', 'delete', namespace);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
