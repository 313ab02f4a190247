/**
 * Networks of a test's own: namespaces in which processes see only what the test lets them see, and lines between them
 * that lose and delay packets. It needs root, as namespaces do.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectTo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** `delayMs` in one direction; loss from 0 to 1; `bitsPerSecond` 0: without a limit. */
export type Line = { delayMs?: number; jitterMs?: number; lossRatio?: number; bitsPerSecond?: number };

/** What goes through an end of a line, in bytes, each packet with its header. */
export type LineBytes = { received: number; sent: number };

/** Says everything that is missing at once. Such a test is never left out in silence. */
function assertPossible(): void {
  const dirs = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const isThere = (program: string) => dirs.some((dir) => existsSync(join(dir, program)));
  const needs: [isMet: boolean, remedy: string][] = [
    [process.getuid?.() === 0, 'be root (a container: also --cap-add NET_ADMIN --cap-add SYS_ADMIN)'],
    [existsSync('/dev/net/tun'), 'have /dev/net/tun (modprobe tun; a container: --device /dev/net/tun)'],
    [isThere('ip'), 'have the program ip (Debian package iproute2)'],
    [isThere('python3'), 'have the program python3 (Debian package python3)'],
  ];
  const missing = needs.filter(([isMet]) => !isMet).map(([, remedy]) => remedy);
  if (missing.length > 0) throw new Error(`Tests with networks of their own must ${missing.join('; ')}.`);
}

/** Carries what comes to the path of a socket on to a port; paths are seen from every namespace. */
const carrier = `
  const net = require('node:net');
  net.createServer((one) => {
    const other = net.connect(Number(process.argv[2]), '127.0.0.1');
    one.pipe(other).pipe(one);
    one.on('error', () => other.destroy());
    other.on('error', () => one.destroy());
  }).listen(process.argv[1], () => console.log('ready'));`;

export class TestNetwork {
  /** Distinguishes the namespaces of tests that run at the same time. */
  readonly #prefix = `rostrum${process.pid}`;
  readonly #folder = mkdtempSync(join(tmpdir(), 'rostrum-net-'));
  readonly #namespaces: string[] = [];
  readonly #processes: ChildProcess[] = [];
  readonly #doors: Server[] = [];
  #cables = 0;

  /** A namespace in which nothing but itself can be reached. Throws with what the machine lacks for it. */
  addNamespace(name: string): string {
    assertPossible();
    const namespace = `${this.#prefix}-${name}`;
    // A process of the same number that was killed has left its own behind.
    if (!this.#namespaces.includes(namespace) && existsSync(`/run/netns/${namespace}`))
      ip('netns', 'delete', namespace);
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

  /** Makes a port of a namespace's loopback one of the test's own. */
  async openDoor(namespace: string, port: number): Promise<void> {
    const path = join(this.#folder, `${namespace}-${port}`);
    const child = this.spawn(namespace, process.execPath, ['-e', carrier, path, String(port)]);
    if (child.stdout) await once(child.stdout, 'data');
    const door = createServer((one) => {
      const other = connectTo(path);
      one.pipe(other).pipe(one);
      one.on('error', () => other.destroy());
      other.on('error', () => one.destroy());
    });
    this.#doors.push(door);
    door.listen(port, '127.0.0.1');
    await once(door, 'listening');
  }

  /** What went through the poor line's end in a namespace so far. */
  bytesAt(namespace: string): LineBytes {
    const table = execFileSync('ip', ['netns', 'exec', namespace, 'cat', '/proc/net/dev'], { encoding: 'utf8' });
    const [, counters = ''] = /^\s*line0:(.*)$/m.exec(table) ?? [];
    const columns = counters.trim().split(/\s+/).map(Number);
    return { received: columns[0] ?? 0, sent: columns[8] ?? 0 };
  }

  async close(): Promise<void> {
    for (const door of this.#doors) door.close();
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
