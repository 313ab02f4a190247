/**
 * The first meeting, as in life: the real server, the real media worker, one Chromium per person, real taps. The chair
 * opens, two delegates join from two sites, quorum is reached, the floor decides who is heard, and neither a reload of the
 * chair's page nor the death of the server ends it.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { energyOf, expectSilence, expectSound } from '../harness/ears.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { type Colour, makeTestMedia } from '../harness/test-media.ts';

const north = { name: 'Đại biểu Mẫu 2', role: 'delegate' };
const south = { name: 'Đại biểu Mẫu 3', role: 'delegate' };

// Three browsers that encode and decode share two cores with the server.
vi.setConfig({ testTimeout: 90_000 });

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let chair: BrowserPerson;
let a: BrowserPerson;
let b: BrowserPerson;
/** Where the others find each person. */
let endpoints: { chair: string; a: string; b: string };

beforeAll(async () => {
  media = await makeTestMedia(['red', 'green', 'blue']);
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  [chair, a, b] = await Promise.all([
    BrowserPerson.start(media.of('red')),
    BrowserPerson.start(media.of('green')),
    BrowserPerson.start(media.of('blue')),
  ]);
}, 120_000);

afterAll(async () => {
  await Promise.all([chair, a, b].map((person) => person?.close()));
  await server?.stop();
  await media?.remove();
});

it('lets the chair open the meeting and two delegates of two sites join by link', async () => {
  await chair.join(await linkOf('chair Chủ tọa Mẫu'));
  await chair.tap('open-meeting');
  await expect.poll(() => statusOf(chair)).toBe('inSession');
  await Promise.all([
    a.join(await linkOf(`${north.role} ${north.name}`)),
    b.join(await linkOf(`${south.role} ${south.name}`)),
  ]);
  await expect.poll(() => statusOf(a)).toBe('inSession');
  endpoints = {
    chair: await a.endpointOf('Chủ tọa Mẫu'),
    a: await chair.endpointOf(north.name),
    b: await chair.endpointOf(south.name),
  };
  expect(new Set(Object.values(endpoints)).size).toBe(3);
});

it('reaches the quorum when enough members are there', async () => {
  expect(await quorumOf(b)).toMatchObject({ present: '3', needed: '7', reached: 'false' });
  await chair.tap('tab-attendance');
  for (const number of [6, 7, 8, 9]) {
    await chair.tap(`mark-demo-person-${number}`);
    await chair.tap('mark-as-inPerson');
  }
  await expect.poll(() => quorumOf(b)).toMatchObject({ present: '7', needed: '7', reached: 'true' });
});

it('shows everybody the pictures of the others', async () => {
  await expectPicture(chair, endpoints.a, 'green');
  await expectPicture(chair, endpoints.b, 'blue');
  await expectPicture(a, endpoints.chair, 'red');
  await expectPicture(a, endpoints.b, 'blue');
  await expectPicture(b, endpoints.chair, 'red');
  await expectPicture(b, endpoints.a, 'green');
});

it('carries nobody’s sound while nobody has the floor, and sends none', async () => {
  await expectSilence([chair, endpoints.a], [chair, endpoints.b], [a, endpoints.b], [b, endpoints.a]);
  expect(await a.sentAudioPackets()).toBe(0);
  expect(await b.sentAudioPackets()).toBe(0);
});

it('lets the one be heard who has the floor, and not the other', async () => {
  await a.tap('floor-button');
  await chair.tap('grant-demo-person-4');
  await expectSound([chair, endpoints.a], [b, endpoints.a]);
  await expectSilence([chair, endpoints.b], [a, endpoints.b]);
  expect(await b.sentAudioPackets()).toBe(0);
});

it('passes the floor on: the microphones change with it', async () => {
  await b.tap('floor-button');
  await chair.tap('grant-demo-person-5');
  await expectSound([chair, endpoints.b], [a, endpoints.b]);
  await expectSilence([chair, endpoints.a], [b, endpoints.a]);
});

it('lets an own mute win over the floor', async () => {
  await b.tap('mute-button');
  await expectSilence([chair, endpoints.b], [a, endpoints.b]);
  await b.tap('mute-button');
  await expectSound([chair, endpoints.b], [a, endpoints.b]);
});

it('drops in the media server what a changed page sends without the floor', async () => {
  await a.forceMicrophone();
  const sentBefore = await a.sentAudioPackets();
  const heardBefore = await energyOf([chair, endpoints.a], [b, endpoints.a]);
  expect(heardBefore).not.toContain(null);
  // The changed page really sends: two seconds of sound are a hundred packets.
  await expect.poll(() => a.sentAudioPackets(), { timeout: 15_000 }).toBeGreaterThan(sentBefore + 100);
  expect(await energyOf([chair, endpoints.a], [b, endpoints.a])).toEqual(heardBefore);
  await expectSilence([chair, endpoints.a], [b, endpoints.a]);
  // Those ears do hear: the one who has the floor all the while.
  await expectSound([chair, endpoints.b]);
});

it('goes on when the chair’s page is loaded again', async () => {
  await chair.page.reload();
  await chair.page.getByTestId('status').waitFor();
  await allowSound(chair);
  await expectPicture(chair, endpoints.a, 'green');
  await expectPicture(chair, endpoints.b, 'blue');
  await expectPicture(a, endpoints.chair, 'red');
  await expectSound([chair, endpoints.b]);
  await expectSilence([chair, endpoints.a]);
  await chair.tap('withdraw-demo-person-5');
  await expectSilence([chair, endpoints.b], [a, endpoints.b]);
  await a.tap('floor-button');
  await chair.tap('grant-demo-person-4');
  await expectSound([chair, endpoints.a], [b, endpoints.a]);
});

it('goes on by itself when the server was killed and started again', async () => {
  await server.kill('SIGKILL');
  await a.page.getByTestId('connection-bar').waitFor();
  await server.restart();
  await a.page.getByTestId('connection-bar').waitFor({ state: 'hidden' });
  await expectPicture(a, endpoints.b, 'blue');
  await expectPicture(b, endpoints.a, 'green');
  await expectPicture(chair, endpoints.a, 'green');
  await expectSound([chair, endpoints.a], [b, endpoints.a]);
  await expectSilence([a, endpoints.b]);
  expect(await statusOf(chair)).toBe('inSession');
  expect(await quorumOf(chair)).toMatchObject({ reached: 'true' });
});

async function linkOf(who: string): Promise<string> {
  return `${server.url}/join#${(await demoTokens(server)).get(who)}`;
}

function statusOf(person: BrowserPerson): Promise<string | null> {
  return person.page.getByTestId('status').getAttribute('data-status');
}

async function quorumOf(person: BrowserPerson) {
  const quorum = person.page.getByTestId('quorum');
  const [present, needed, reached] = await Promise.all(
    ['data-present', 'data-needed', 'data-reached'].map((name) => quorum.getAttribute(name)),
  );
  return { present, needed, reached };
}

/** A browser may refuse sound on a page that was loaded again; the page then offers one tap that starts it. */
async function allowSound(person: BrowserPerson): Promise<void> {
  const button = person.page.getByTestId('sound-button');
  await button.click({ timeout: 3_000 }).catch(() => undefined);
}

const channel: Record<Colour, number[]> = { red: [0], green: [1], blue: [2], yellow: [0, 1] };

async function expectPicture(viewer: BrowserPerson, endpointId: string, colour: Colour): Promise<void> {
  let before = Number.POSITIVE_INFINITY;
  await expect
    .poll(() => viewer.received(endpointId), { timeout: 30_000 })
    .toSatisfy(({ framesDecoded, colour: seen }) => {
      // A picture that came anew counts from nothing.
      before = Math.min(before, framesDecoded);
      const isRight = seen?.every((value: number, index: number) => value > 100 === channel[colour].includes(index));
      return isRight && framesDecoded >= before + 5;
    });
}
