/** Wrong and hostile commands of picture and sound, over a real socket to the real media worker: refused with a code, nothing half done, nobody else disturbed. */
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CommandName, errorMeanings, limits, type MediaRow } from '#contract';
import type { MeetingId } from '../control/domain/ids.ts';
import { dataFileName, openDataFileReadOnly, readStream } from '../control/store/sqlite-schema.ts';
import { mutate, NASTY_JSON, numbersFrom } from '../sfu/mutation.ts';
import { dtlsParameters, opusParameters, vp8Parameters } from '../sfu/sample-parameters.ts';
import { Client, dataOf, demoTokens, enter, join, post } from './harness/client.ts';
import { type Ear, hear, microphoneOf, openTransport, speak, type Voice } from './harness/media-client.ts';
import { ServerProcess } from './harness/server-process.ts';
import { workersOf } from './rig/process-cpu.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const mutations = 500;
const maxPeers = 6;

let server: ServerProcess;
let tokens: Map<string, string>;
let chair: Client;
let meetingId: string;

beforeAll(async () => {
  server = await ServerProcess.start({
    args: ['--max-peers-per-room', String(maxPeers)],
    env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup', ROSTRUM_COMMANDS_PER_SECOND: '100000' },
  });
  tokens = await demoTokens(server);
  chair = await enter(server, tokens.get('chair Chủ tọa Mẫu'));
  await chair.until(({ me, media }) => me && media);
  meetingId = chair.hello?.meetingId ?? '';
  await dataOf(chair.send('meeting.open', {}));
});
afterAll(async () => {
  chair?.close();
  await server?.stop();
});

describe('parameters that do not fit', () => {
  it.each([
    ['a codec that nobody speaks', { codecs: [{ ...opusParameters(1).codecs[0], mimeType: 'audio/foreign' }] }],
    ['a payload type that is none', { codecs: [{ ...opusParameters(1).codecs[0], payloadType: 1.5 }] }],
    ['no codec', { codecs: [] }],
    ['a stream without a number', { encodings: [{}], mid: undefined }],
  ])('are refused with a code and leave nothing: %s', async (_what, change) => {
    const client = await delegate(2);
    const offer = await joinMedia(client);
    const wrong = { ...microphoneOf(offer.id, 41), rtpParameters: { ...opusParameters(41), ...change } };
    expect(await client.send('media.produce', wrong as never)).toMatchObject(code('MEDIA_REFUSED'));
    const video = { ...microphoneOf(offer.id, 43), kind: 'video' as const };
    expect(await client.send('media.produce', video)).toMatchObject(code('MEDIA_REFUSED'));
    await client.until(() => rowOf(client)?.producers.length === 0);
    // The same transport and the same slot take what is right.
    await dataOf(client.send('media.produce', microphoneOf(offer.id, 45)));
    await client.until(() => rowOf(client)?.producers.length === 1);
    await leave(client);
  });

  it('and a second time: the first goes on, the second is refused', async () => {
    const client = await delegate(2);
    const offer = await joinMedia(client);
    const { producerId } = await dataOf(client.send('media.produce', microphoneOf(offer.id, 51)));
    expect(await client.send('media.produce', microphoneOf(offer.id, 53))).toMatchObject(code('MEDIA_REFUSED'));
    const both = [61, 63].map((ssrc) => client.send('media.produce', cameraOf(offer.id, ssrc)));
    expect((await Promise.all(both)).map(({ ok }) => ok).sort()).toEqual([false, true]);
    await client.until(() => rowOf(client)?.producers.length === 2);
    expect(rowOf(client)?.producers[0]?.producerId).toBe(producerId);
    await leave(client);
  });
});

describe('another meeting', () => {
  it('keeps what it sends to itself, and the attempt stands in the record once, without secrets', async () => {
    const other = await otherMeeting();
    const stranger = await enter(server, other.token);
    await stranger.until(({ me, media }) => me && media);
    const foreign = await speak(stranger, 71);
    const client = await delegate(3);
    const { rtpCapabilities } = await dataOf(client.send('media.join', {}));
    await openTransport(client, 'receive');
    const consume = { producerId: foreign.producerId, rtpCapabilities };
    for (let attempt = 0; attempt < 50; attempt += 1) {
      expect(await client.send('media.consume', consume)).toMatchObject(code('MEDIA_REFUSED'));
    }
    const close = client.send('media.closeProducer', { producerId: foreign.producerId });
    expect(await close).toMatchObject(code('MEDIA_REFUSED'));
    const named = client.send('meeting.close', {}, { meetingId: other.meetingId });
    expect(await named).toMatchObject(code('FORBIDDEN'));
    // What nobody sends is no attempt against anybody.
    const nobody = { ...consume, producerId: crypto.randomUUID() };
    expect(await client.send('media.consume', nobody)).toMatchObject(code('MEDIA_REFUSED'));
    await stranger.until(() => rowOf(stranger)?.producers[0]?.producerId === foreign.producerId);
    const refused = await vi.waitFor(() => {
      const found = recordsOf(meetingId).filter(({ event }) => event.type === 'AccessRefused');
      expect(found).toHaveLength(1);
      return found;
    });
    const { personId, endpointId } = client.slices.me?.head ?? {};
    expect(refused[0]?.event).toEqual({
      type: 'AccessRefused',
      endpointId,
      personId,
      command: 'media.consume',
      meetingId: other.meetingId,
      attempts: 1,
    });
    foreign.close();
    stranger.close();
    await leave(client);
  });
});

it('refuses whoever comes when the room is full, and lets them in when somebody left', async () => {
  const numbers = Array.from({ length: maxPeers }, (_, index) => index + 2);
  const inside = await Promise.all(numbers.map(delegate));
  for (const client of inside) await joinMedia(client);
  expect(await chair.send('media.join', {})).toMatchObject(code('MEDIA_REFUSED'));
  const reply = await chair.send('media.join', {});
  expect(reply).toHaveProperty('error.message', expect.stringContaining('--max-peers-per-room'));
  const [first, second] = inside;
  if (!first || !second) throw new Error('nobody came');
  // Those inside go on.
  const offer = await openTransport(second, 'send');
  await dataOf(second.send('media.produce', cameraOf(offer.id, 81)));
  await leave(first);
  await vi.waitFor(async () => dataOf(chair.send('media.join', {})), { timeout: 5_000 });
  await Promise.all(inside.slice(1).map(leave));
});

describe(`${mutations} spoiled media commands of a hostile page`, () => {
  let speaker: Client;
  let listener: Client;
  let voice: Voice;
  let ear: Ear;
  let workers: number[];

  beforeAll(async () => {
    workers = workersOf(server.pid);
    [speaker, listener] = await Promise.all([delegate(4), delegate(5)]);
    voice = await speak(speaker, 91);
    await dataOf(chair.send('floor.grant', { personId: speaker.slices.me?.head.personId ?? '' }));
    await speaker.until(({ me }) => me?.head.standing.state === 'invited');
    const { personId, standing } = speaker.slices.me?.head ?? {};
    const expiresAt = standing?.state === 'invited' ? standing.expiresAt : 0;
    await dataOf(speaker.send('floor.accept', { personId: personId ?? '', expiresAt }));
    await speaker.until(({ me }) => me?.head.isMicrophoneOpen);
    ear = await hear(listener, voice.producerId);
    await expectHeard();
  });
  afterAll(async () => {
    ear?.close();
    voice?.close();
    await Promise.all([speaker, listener].map((client) => client && leave(client)));
  });

  it('leave worker and server alive, and a voice is heard through all of it', async () => {
    const hostile = await delegate(6);
    const codes = await attack(hostile, voice.producerId);
    expect(codes.get('INTERNAL')).toBeUndefined();
    expect((codes.get('INVALID_INPUT') ?? 0) + (codes.get('MEDIA_REFUSED') ?? 0)).toBeGreaterThan(mutations / 3);
    expect(workersOf(server.pid)).toEqual(workers);
    await expectHeard();
    expect(rowOf(speaker)?.producers).toMatchObject([{ producerId: voice.producerId }]);
    const offer = await joinMedia(hostile);
    await dataOf(hostile.send('media.produce', microphoneOf(offer.id, 99)));
    expect(server.output).not.toContain('unexpected error');
    await leave(hostile);
  });

  async function expectHeard(): Promise<void> {
    const before = ear.packets();
    await vi.waitFor(() => expect(ear.packets()).toBeGreaterThan(before + 25), { timeout: 5_000 });
  }
});

it('lets nobody join the media of a meeting that is over', async () => {
  const client = await delegate(7);
  await client.until(({ me }) => me);
  const credentials = await join(server, tokens.get('delegate Đại biểu Mẫu 7') ?? '');
  const late = Array.from({ length: 20 }, () => client.send('media.join', {}));
  await dataOf(chair.send('meeting.close', {}));
  const afterwards = await chair.send('media.join', {}).catch(() => null);
  if (afterwards) expect(afterwards).toMatchObject(code('MEDIA_UNAVAILABLE'));
  await Promise.allSettled(late);
  await expect(Client.connect(server, credentials)).rejects.toMatchObject({ code: expect.any(String) });
  client.close();
});

/** One after the other, as a page of one person sends them; answers how often each code came back. */
async function attack(hostile: Client, foreignProducerId: string): Promise<Map<string, number>> {
  const pick = numbersFrom(20_261_122);
  const codes = new Map<string, number>();
  for (let round = 0; round < mutations; round += 1) {
    // It loses its media now and then, by its own commands too.
    const { rtpCapabilities } = await dataOf(hostile.send('media.join', {}));
    const offer = round % 4 === 0 ? await openTransport(hostile, 'send') : null;
    if (round % 3 === 0) await openTransport(hostile, 'receive');
    const samples = samplesOf(offer?.id ?? 'none', foreignProducerId, rtpCapabilities);
    const [name, sample] = samples[round % samples.length] ?? ['media.join', {}];
    const input = mutate(sample, pick, NASTY_JSON);
    // What is larger ends the connection, which is another test's matter.
    if (JSON.stringify(input).length > limits.maxMessageBytes / 2) continue;
    const reply = await hostile.emit(name, { commandId: crypto.randomUUID(), input });
    const outcome = reply.ok ? 'ok' : reply.error.code;
    if (!reply.ok) expect(Object.keys(errorMeanings)).toContain(reply.error.code);
    codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
  }
  return codes;
}

/** Each media command, with an input that is right. */
function samplesOf(transportId: string, producerId: string, rtpCapabilities: object): [CommandName, object][] {
  const shown = [{ producerId, width: 640, height: 360 }];
  const received = { framesDecoded: 1, soundEnergy: 0.1 };
  return [
    ['media.produce', cameraOf(transportId, 1_001)],
    ['media.produce', microphoneOf(transportId, 1_003)],
    ['media.connectTransport', { transportId, dtlsParameters: dtlsParameters() }],
    ['media.consume', { producerId, rtpCapabilities }],
    ['media.createTransport', { direction: 'receive' }],
    ['media.restartIce', { transportId }],
    ['media.show', { shown }],
    ['media.report', { sent: [{ producerId, framesPerSecond: 30 }], lines: [], received }],
    ['media.setMuted', { isMuted: true }],
    ['media.closeProducer', { producerId }],
    ['media.resumeConsumer', { consumerId: producerId }],
    ['media.closeConsumer', { consumerId: producerId }],
  ];
}

function cameraOf(transportId: string, ssrc: number) {
  const rtpParameters = vp8Parameters(ssrc) as unknown as Record<string, unknown>;
  return { transportId, source: 'camera', kind: 'video', rtpParameters } as const;
}

async function delegate(number: number): Promise<Client> {
  const client = await enter(server, tokens.get(`delegate Đại biểu Mẫu ${number}`));
  await client.until(({ me, media }) => me && media);
  return client;
}

async function joinMedia(client: Client) {
  await dataOf(client.send('media.join', {}));
  return openTransport(client, 'send');
}

async function leave(client: Client): Promise<void> {
  await client.send('session.leave', {}).catch(() => undefined);
  client.close();
}

function rowOf(client: Client): MediaRow | undefined {
  return client.slices.media?.rows[client.slices.me?.head.endpointId ?? ''];
}

/** Convened beside the demo's meeting, like it, and the link of a delegate there. */
async function otherMeeting(): Promise<{ meetingId: string; token: string }> {
  const { account } = (await post(server, 'welcome', { key: server.secretOf('welcome') })).body;
  const { body, cookie } = await post(server, 'login', account ?? { login: '', password: '' });
  const desk = await Client.connect(server, { sessionKey: body.sessionKey, cookie });
  const fields = { title: 'Phiên họp Mẫu khác', place: 'Phòng 2', plannedStartAt: Date.now() + 3_600_000 };
  const like = { quorumRuleId: 'simpleMajority', source: { kind: 'meeting', meetingId } } as const;
  const created = await dataOf(desk.send('meeting.create', { bodyId: 'demo', ...fields, ...like }));
  const of = { meetingId: created.meetingId };
  await dataOf(desk.send('meeting.convene', {}, of));
  const { links } = await dataOf(desk.send('link.issueAll', {}, of));
  desk.close();
  const delegates = links.filter(({ personId }) => personId === 'demo-person-8');
  return { meetingId: created.meetingId, token: delegates[0]?.url.split('#')[1] ?? '' };
}

type Told = { event: { type: string } };

function recordsOf(id: string): Told[] {
  const database = openDataFileReadOnly(joinPath(server.dataFolder, dataFileName));
  try {
    return readStream(database, `meeting/${id as MeetingId}`).records as unknown as Told[];
  } finally {
    database.close();
  }
}

function code(expected: string) {
  return { ok: false, error: { code: expected } };
}
