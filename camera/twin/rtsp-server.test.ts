import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SeededRandom } from './random.ts';
import { RtspServer, type RtspServerSettings } from './rtsp-server.ts';

const format = { codec: 'h264', width: 320, height: 180, framesPerSecond: 10 } as const;
const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

/** Grey that grows lighter, with the number of pictures drawn. */
function source() {
  const drawn = { count: 0 };
  const draw = () => {
    drawn.count += 1;
    return new Uint8Array(format.width * format.height * 4).map((_, index) => (drawn.count * 3 + index * 7) & 255);
  };
  return { drawn, format, draw, nowMs: () => performance.now() };
}

/** Pictures that hardly get smaller by encoding. */
function noise() {
  const [width, height] = [640, 360];
  const random = new SeededRandom(1);
  const frames = [0, 1, 2].map(() => Uint8Array.from({ length: width * height * 4 }, () => random.next() * 256));
  let count = 0;
  const draw = () => {
    count += 1;
    return frames[count % frames.length] ?? new Uint8Array();
  };
  return {
    format: { codec: 'h264', width, height, framesPerSecond: 25 } as const,
    draw,
    nowMs: () => performance.now(),
  };
}

async function serve(settings: Partial<RtspServerSettings> = {}): Promise<RtspServer> {
  const server = await RtspServer.open({ sources: { '/main': source() }, ...settings });
  open.push(server);
  return server;
}

/** A client as small as it can be: what came so far is text and packets. */
class Client {
  readonly #socket: Socket;
  #sequence = 0;
  #chunks: Buffer[] = [];
  received = 0;
  isClosed = false;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.received += chunk.length;
    });
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => {
      this.isClosed = true;
    });
    open.push(this);
  }

  get bytes(): Buffer {
    this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  send(text: string): void {
    this.#socket.write(text);
  }

  /** The status, the session and the body that came. */
  async ask(method: string, url: string, headers: Record<string, string> = {}) {
    this.#sequence += 1;
    const lines = Object.entries({ CSeq: `${this.#sequence}`, ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    this.send(`${method} ${url} RTSP/1.0\r\n${lines.join('')}\r\n`);
    const mark = `CSeq: ${this.#sequence}\r\n`;
    await vi.waitFor(() => expect(this.bytes.includes(mark)).toBe(true), { timeout: 10_000, interval: 10 });
    const { bytes } = this;
    const at = bytes.lastIndexOf('RTSP/1.0', bytes.indexOf(mark));
    const text = bytes.toString('latin1', at, at + 4_000);
    return {
      status: Number(text.slice(9, 12)),
      session: /Session: (\w+)/.exec(text)?.[1] ?? '',
      nonce: /nonce="(\w+)"/.exec(text)?.[1] ?? '',
      text,
    };
  }

  async play(url: string): Promise<string> {
    const { session } = await this.ask('SETUP', `${url}/track1`, { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' });
    expect((await this.ask('PLAY', url, { Session: session })).status).toBe(200);
    return session;
  }

  /** The numbers of the packets that came, read from the end of the last answer on. */
  packetNumbers(): number[] {
    const numbers: number[] = [];
    const { bytes } = this;
    for (let at = bytes.lastIndexOf('\r\n\r\n') + 4; at + 8 < bytes.length; ) {
      if (bytes[at] !== 0x24) break;
      numbers.push(bytes.readUInt16BE(at + 6));
      at += 4 + bytes.readUInt16BE(at + 2);
    }
    return numbers;
  }

  async packets(count: number): Promise<void> {
    await vi.waitFor(() => expect(this.packetNumbers().length).toBeGreaterThanOrEqual(count), { timeout: 10_000 });
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }
}

describe('the RTSP server', () => {
  it('says what it can do, describes its video and plays it', async () => {
    const server = await serve();
    const url = server.url('/main');
    const client = new Client(server.port);
    expect((await client.ask('OPTIONS', url)).text).toContain('Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN');
    const described = await client.ask('DESCRIBE', url);
    expect(described.text).toContain('a=rtpmap:96 H264/90000');
    expect(described.text).toMatch(/sprop-parameter-sets=[\w+/=]+,[\w+/=]+/);
    const session = await client.play(url);
    await client.packets(5);
    const numbers = client.packetNumbers();
    expect(numbers.every((number, index) => index === 0 || number === (((numbers[index - 1] ?? 0) + 1) & 0xffff))).toBe(
      true,
    );
    expect((await client.ask('GET_PARAMETER', url, { Session: session })).status).toBe(200);
    expect((await client.ask('TEARDOWN', url, { Session: session })).status).toBe(200);
    const atEnd = client.bytes.length;
    await wait(400);
    expect(client.bytes.length).toBe(atEnd);
  });

  it('refuses what it cannot do, and says why', async () => {
    const server = await serve();
    const url = server.url('/main');
    const client = new Client(server.port);
    const overTcp = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' };
    expect((await client.ask('DESCRIBE', server.url('/other'))).status).toBe(404);
    expect((await client.ask('DESCRIBE', 'nonsense')).status).toBe(404);
    expect((await client.ask('SETUP', url, overTcp)).status).toBe(404);
    expect((await client.ask('SETUP', `${url}/track1`, { Transport: 'RTP/AVP;unicast;client_port=1-2' })).status).toBe(
      461,
    );
    expect((await client.ask('PLAY', url)).status).toBe(455);
    expect((await client.ask('SETUP', `${url}/track1`, overTcp)).status).toBe(200);
    expect((await client.ask('PLAY', url, { Session: 'another' })).status).toBe(454);
    expect((await client.ask('RECORD', url)).status).toBe(501);
  });

  it.each([
    'GET / HTTP/1.1\r\n\r\n',
    'DESCRIBE\r\n\r\n',
    `OPTIONS * RTSP/1.0\r\nContent-Length: -5\r\n\r\n`,
    'x'.repeat(9_000),
  ])('ends a connection that speaks something else: %#', async (text) => {
    const server = await serve();
    const client = new Client(server.port);
    client.send(text);
    await vi.waitFor(() => expect(client.isClosed).toBe(true));
    expect(client.bytes.toString()).toContain('RTSP/1.0 400');
    expect((await new Client(server.port).ask('OPTIONS', '*')).status).toBe(200);
  });

  it('reads requests that come in pieces, and skips what clients report in between', async () => {
    const server = await serve();
    const client = new Client(server.port);
    client.send('OPTIONS * RT');
    await wait(30);
    client.send('SP/1.0\r\nCSeq: 77\r\n\r\n$\x01\x00\x03abcOPTIONS * RTSP/1.0\r\nCSeq: 78\r\n\r\n');
    await vi.waitFor(() => expect(client.bytes.toString()).toMatch(/CSeq: 77[\s\S]*CSeq: 78/));
  });

  it('lets in whoever knows the password, and nobody else', async () => {
    const server = await serve({ credentials: { userName: 'twin', password: 'right' } });
    const url = server.url('/main');
    const client = new Client(server.port);
    const { status, nonce } = await client.ask('DESCRIBE', url);
    expect(status).toBe(401);
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const authorization = (password: string) => {
      const whom = md5(`twin:Rostrum twin:${password}`);
      const response = md5(`${whom}:${nonce}:${md5(`DESCRIBE:${url}`)}`);
      return `Digest username="twin", realm="Rostrum twin", nonce="${nonce}", uri="${url}", response="${response}"`;
    };
    expect((await client.ask('DESCRIBE', url, { Authorization: authorization('wrong') })).status).toBe(401);
    expect((await client.ask('DESCRIBE', url, { Authorization: authorization('right') })).status).toBe(200);
  });

  it('serves two at once', async () => {
    const server = await serve();
    const clients = [new Client(server.port), new Client(server.port)];
    await Promise.all(clients.map((client) => client.play(server.url('/main'))));
    await Promise.all(clients.map((client) => client.packets(8)));
  });

  it('leaves pictures out for a client that does not read, and stalls nobody else', async () => {
    const server = await serve({ sources: { '/main': noise() } });
    const [reader, stuck] = [new Client(server.port), new Client(server.port)];
    await Promise.all([reader, stuck].map((client) => client.play(server.url('/main'))));
    await Promise.all([reader, stuck].map((client) => client.packets(1)));
    stuck.pause();
    // Far more than what lies in buffers between the two.
    await vi.waitFor(() => expect(reader.received).toBeGreaterThan(16_000_000), { timeout: 60_000 });
    stuck.resume();
    await wait(1_000);
    expect(stuck.received).toBeLessThan(reader.received * 0.8);
    const numbers = stuck.packetNumbers();
    expect(numbers.every((number, index) => index === 0 || number === (((numbers[index - 1] ?? 0) + 1) & 0xffff))).toBe(
      true,
    );
  }, 90_000);

  it('draws nothing while nobody watches', async () => {
    const watched = source();
    const server = await serve({ sources: { '/main': watched } });
    await wait(300);
    expect(watched.drawn.count).toBe(0);
    const client = new Client(server.port);
    await client.play(server.url('/main'));
    await client.packets(2);
    expect(watched.drawn.count).toBeGreaterThan(0);
  });

  it('announces no video, stalls and breaks off where it is told to', async () => {
    const server = await serve({ fault: { kind: 'noVideo' } });
    const url = server.url('/main');
    expect((await new Client(server.port).ask('DESCRIBE', url)).text).not.toContain('m=video');
    server.setFault({ kind: 'stalled', afterMs: 0 });
    const stalled = new Client(server.port);
    await stalled.play(url);
    await wait(1_500);
    expect(stalled.packetNumbers()).toEqual([]);
    expect(stalled.isClosed).toBe(false);
    server.setFault(null);
    await stalled.packets(2);
    server.setFault({ kind: 'dropped', afterMs: 300 });
    const dropped = new Client(server.port);
    await dropped.play(url);
    await vi.waitFor(() => expect(dropped.isClosed).toBe(true), { timeout: 15_000 });
  });

  it('closes once and for all, with everybody who watches', async () => {
    const server = await serve();
    const client = new Client(server.port);
    await client.play(server.url('/main'));
    await client.packets(1);
    await Promise.all([server.close(), server.close()]);
    await vi.waitFor(() => expect(client.isClosed).toBe(true));
    const late = new Client(server.port);
    await vi.waitFor(() => expect(late.isClosed).toBe(true));
  });
});
