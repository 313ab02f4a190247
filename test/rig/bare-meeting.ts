/**
 * What joining is measured against, as a process of its own: a page, a socket and one router of mediasoup, with one sender
 * in it. No TLS, nobody who has to be known, no record, no rules: everything that it does not do is what ours adds.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { types } from 'mediasoup';
import { Server as SocketServer } from 'socket.io';
import type { RtpParameters } from '#sfu';
import { Camera } from '../../simulation/camera.ts';
import { Footage } from '../../simulation/footage.ts';
import { isRtcp } from '../../simulation/rtp.ts';
import { WebRtcLine } from '../../simulation/webrtc-line.ts';
import { type BareRouter, openBareRouter } from './bare-router.ts';

/** `pageFolder` holds the built `bare-page.ts` as `page.js`. */
export type BareMeetingOrder = {
  port: number;
  pageFolder: string;
  footageFolder: string;
  fontPath: string;
  number: number;
  title: string;
};

type Ask = Record<string, never>;
type Answer = (data: object) => void;

const page = `<!doctype html>
<meta charset="utf-8"><title>bare</title>
<video id="own" muted autoplay playsinline width="320"></video>
<button data-testid="join-button">join</button>
<video id="remote" muted autoplay playsinline width="640"></video>
<script type="module" src="/page.js"></script>`;

async function start({ port, pageFolder, footageFolder, fontPath, number, title }: BareMeetingOrder): Promise<void> {
  const bare = await openBareRouter();
  const footage = new Footage(footageFolder, fontPath);
  const picture = await footage.picture({ number, title, persons: 0 });
  const producer = await startSender(bare, new Camera(picture, 500, send));
  const script = await readFile(join(pageFolder, 'page.js'));
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : page);
  });
  serve(server, bare, producer);
  server.listen(port, '127.0.0.1', () => process.send?.({ kind: 'ready' }));
}

let line: WebRtcLine | null = null;
function send(packet: Buffer): void {
  line?.send(packet);
}

async function startSender(bare: BareRouter, camera: Camera): Promise<types.Producer> {
  const { transport, offer } = await bare.openTransport();
  line = await WebRtcLine.open(offer, (dtlsParameters) => transport.connect({ dtlsParameters }), {
    onPacket: (packet) => isRtcp(packet) && camera.handleRtcp(packet),
  });
  const rtpParameters = camera.rtpParameters('bare') as unknown as RtpParameters;
  const producer = await transport.produce({ kind: 'video', rtpParameters });
  camera.start();
  return producer;
}

/** Everything that was asked for is done, whoever asks. */
function serve(server: Server, { router, openTransport }: BareRouter, { id: producerId }: types.Producer): void {
  const io = new SocketServer(server, { transports: ['websocket'], serveClient: false });
  io.on('connection', (socket) => {
    const transports = new Map<string, types.WebRtcTransport>();
    const consumers = new Map<string, types.Consumer>();
    const transportOf = (id: string) => transports.get(id) as types.WebRtcTransport;
    socket.on('join', (_: Ask, answer: Answer) => answer({ rtpCapabilities: router.rtpCapabilities, producerId }));
    socket.on('createTransport', async (_: Ask, answer: Answer) => {
      const { transport, offer } = await openTransport();
      transports.set(transport.id, transport);
      answer(offer);
    });
    socket.on('connectTransport', async ({ transportId, dtlsParameters }, answer: Answer) => {
      await transportOf(transportId).connect({ dtlsParameters });
      answer({});
    });
    socket.on('produce', async ({ transportId, kind, rtpParameters }, answer: Answer) => {
      const { id } = await transportOf(transportId).produce({ kind, rtpParameters });
      answer({ id });
    });
    socket.on('consume', async ({ transportId, rtpCapabilities }, answer: Answer) => {
      const consumer = await transportOf(transportId).consume({ producerId, rtpCapabilities, paused: true });
      consumers.set(consumer.id, consumer);
      const { id, kind, rtpParameters } = consumer;
      answer({ id, producerId, kind, rtpParameters });
    });
    socket.on('resume', async ({ consumerId }, answer: Answer) => {
      await consumers.get(consumerId)?.resume();
      answer({});
    });
    socket.on('disconnect', () => {
      for (const transport of transports.values()) transport.close();
    });
  });
}

process.once('message', (order) => void start(order as BareMeetingOrder));
process.once('disconnect', () => process.exit(0));
