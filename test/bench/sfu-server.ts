/** The part of `npm run bench -- sfu` that needs the whole server: its share of the CPU, and a worker that is killed. */
import { setTimeout as delay } from 'node:timers/promises';
import type { TransportOffer } from '#sfu';
import { Client, dataOf, join } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { LoadClient } from '../rig/load-client.ts';
import type { StreamName } from '../rig/load-messages.ts';
import { type ArenaPeer, loadCapabilities } from '../rig/media-arena.ts';
import { startReceiver, startSender } from '../rig/mesh.ts';
import { cpuNanoseconds, workersOf } from '../rig/process-cpu.ts';
import { prepareMeeting } from './large-meeting.ts';
import { type Figure, percentile } from './report.ts';

const peers = 10;
/** What came with the joining is over by then. */
const settleMs = 10_000;
const windowMs = 20_000;
const kills = 3;

type Sites = { clients: Client[]; load: LoadClient };

/** Ten devices that send and ten that receive all of them, through HTTP, socket and journal. */
export async function measureServer(): Promise<Figure[]> {
  const server = await ServerProcess.start({
    args: ['--no-demo'],
    env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup', ROSTRUM_COMMANDS_PER_SECOND: '1000000' },
  });
  const load = new LoadClient();
  const clients: Client[] = [];
  try {
    const { delegateTokens } = await prepareMeeting(server, peers * 2, 2);
    for (const token of delegateTokens) clients.push(await Client.connect(server, await join(server, token)));
    await load.awaitStreams(await startAll({ clients, load }));
    await delay(settleMs);
    const share = await signallingShare(server.pid);
    const recoveries: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) recoveries.push(await recover(server.pid, { clients, load }));
    return [
      { name: 'signallingSharePercent', value: share, unit: '%', goal: '<= 5' },
      { name: 'recover100StreamsMs', value: percentile(recoveries, 0.5), unit: 'ms', goal: '<= 1000' },
      { name: 'recover100StreamsWorstMs', value: Math.max(...recoveries), unit: 'ms', goal: null },
    ];
  } finally {
    for (const client of clients) client.close();
    await load.close();
    await server.stop();
  }
}

/** The server's own CPU in percent of what it and its workers use together. */
async function signallingShare(serverPid: number): Promise<number> {
  const workers = workersOf(serverPid);
  const media = () => workers.reduce((sum, pid) => sum + cpuNanoseconds(pid), 0);
  const [serverBefore, mediaBefore] = [cpuNanoseconds(serverPid), media()];
  await delay(windowMs);
  const [ofServer, ofMedia] = [cpuNanoseconds(serverPid) - serverBefore, media() - mediaBefore];
  return (100 * ofServer) / (ofServer + ofMedia);
}

/** Kills the worker that carries the meeting; every device builds its media anew as soon as it is told. */
async function recover(serverPid: number, { clients, load }: Sites): Promise<number> {
  const told = Promise.all(
    clients.map((client) => new Promise<void>((resolve) => client.socket.once('media.lost', resolve))),
  );
  const [busiest] = workersOf(serverPid).sort((one, other) => cpuNanoseconds(other) - cpuNanoseconds(one));
  const killedAt = performance.now();
  process.kill(busiest ?? 0, 'SIGKILL');
  await told;
  await load.closeLines();
  await load.awaitStreams(await startAll({ clients, load }));
  return performance.now() - killedAt;
}

async function startAll({ clients, load }: Sites): Promise<StreamName[]> {
  const [senders, receivers] = [clients.slice(0, peers), clients.slice(peers)];
  const joined = async (client: Client) => {
    await joinMedia(client);
    return peerOf(client);
  };
  const producerIds = await Promise.all(
    senders.map(async (client, index) => startSender(await joined(client), load, index, peers)),
  );
  const streams = await Promise.all(
    receivers.map(async (client) => startReceiver(await joined(client), load, producerIds)),
  );
  return streams.flat();
}

/** While the worker is started anew there is no place for the room: ask again, as pages do. */
async function joinMedia(client: Client): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const reply = await client.send('media.join', {});
    if (reply.ok) return;
    if (reply.error.code !== 'MEDIA_UNAVAILABLE' || attempt > 100) throw new Error(reply.error.code);
    await delay(20);
  }
}

function peerOf(client: Client): ArenaPeer {
  const json = (value: object) => value as Record<string, unknown>;
  return {
    async createTransport(direction) {
      return (await dataOf(client.send('media.createTransport', { direction }))) as unknown as TransportOffer;
    },
    connectTransport: (transportId, dtlsParameters) =>
      dataOf(client.send('media.connectTransport', { transportId, dtlsParameters: json(dtlsParameters) })),
    async produce(transportId, rtpParameters) {
      const request = { transportId, source: 'camera', kind: 'video', rtpParameters: json(rtpParameters) } as const;
      return (await dataOf(client.send('media.produce', request))).producerId;
    },
    async consume(_transportId, producerId) {
      const rtpCapabilities = json(loadCapabilities);
      const { id, rtpParameters } = await dataOf(client.send('media.consume', { producerId, rtpCapabilities }));
      const [encoding] = rtpParameters.encodings as { ssrc: number }[];
      return { consumerId: id, ssrc: encoding?.ssrc ?? 0 };
    },
    resume: (consumerId) => dataOf(client.send('media.resumeConsumer', { consumerId })),
  };
}
