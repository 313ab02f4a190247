/**
 * The demo with virtual sites, as somebody tries it alone: one Chromium, the real server and worker, and sites that come
 * by themselves. Their pictures are decoded, and the one that gets the floor is heard.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { type Client, dataOf, demoTokens, enter } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

const siteCount = 3;
const siteNames = Array.from({ length: siteCount }, (_, index) => `Xã Mẫu ${index + 1}`);

// Pictures are drawn and encoded on the first start, beside a browser, on two cores.
vi.setConfig({ testTimeout: 200_000 });

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let chair: BrowserPerson;
let clerk: Client;

beforeAll(async () => {
  media = await makeTestMedia(['red']);
  server = await ServerProcess.start({
    args: ['--demo', '--sites', String(siteCount)],
    env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' },
  });
  chair = await BrowserPerson.start(media.of('red'), { width: 1_920, height: 1_080 });
  clerk = await enter(server, (await demoTokens(server)).get('clerk Thư ký Mẫu'));
}, 120_000);

afterAll(async () => {
  clerk?.close();
  await chair?.close();
  await server?.stop();
  await media?.remove();
});

it('lets all virtual sites join with their persons, a camera and a microphone', async () => {
  const sending = ({ media: slice }: Client['slices']) =>
    siteRows(slice?.rows).filter(({ producers }) => producers.length === 2);
  await clerk.until((slices) => sending(slices).length === siteCount, 180_000);
  expect(siteRows(clerk.slices.media?.rows)).toHaveLength(siteCount);
  for (const { kind, personIds } of siteRows(clerk.slices.media?.rows)) {
    expect(kind).toBe('room');
    expect(personIds.length).toBeGreaterThanOrEqual(3);
  }
  const present = Object.values(clerk.slices.attendance?.rows ?? {}).filter(({ status }) => status === 'present');
  expect(present.length).toBeGreaterThan(3 * siteCount);
});

it('shows the moving pictures of all sites to one person in one browser', async () => {
  await chair.join(`${server.url}/join#${(await demoTokens(server)).get('chair Chủ tọa Mẫu')}`);
  await chair.tap('open-meeting');
  await expect.poll(() => chair.page.getByTestId('status').getAttribute('data-status')).toBe('inSession');
  for (const { endpointId } of siteRows(clerk.slices.media?.rows)) {
    await expect.poll(() => widthOf(endpointId), { timeout: 30_000 }).toBeGreaterThan(0);
    const before = (await chair.received(endpointId)).framesDecoded;
    await expect
      .poll(async () => (await chair.received(endpointId)).framesDecoded, { timeout: 20_000 })
      .toBeGreaterThan(before + 20);
  }
});

it('lets the site be heard that accepts an invitation, and no other', async () => {
  const personId = 'demo-site-2-person-1';
  await dataOf(clerk.send('floor.grant', { personId }));
  await clerk.until(({ floor }) => floor?.head.speakers.some((speaker) => speaker.personId === personId), 30_000);
  const [other, speaking] = siteRows(clerk.slices.media?.rows);
  const before = (await chair.received(speaking?.endpointId ?? '')).audioEnergy ?? 0;
  await expect
    .poll(async () => (await chair.received(speaking?.endpointId ?? '')).audioEnergy ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(before + 0.01);
  expect((await chair.received(other?.endpointId ?? '')).audioPackets).toBe(0);
});

/** Of the virtual sites, in the order of their numbers. */
function siteRows<Row extends { label: string }>(rows: Record<string, Row> = {}): Row[] {
  return siteNames.flatMap((name) => Object.values(rows).filter(({ label }) => label === name));
}

function widthOf(endpointId: string): Promise<number> {
  return chair.page.evaluate(
    (id) => document.querySelector<HTMLVideoElement>(`video[data-endpoint-id="${id}"]`)?.videoWidth ?? 0,
    endpointId,
  );
}
