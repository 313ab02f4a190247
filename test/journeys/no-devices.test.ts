/**
 * Who has no camera and no microphone, or was not allowed to use them, takes part all the same: the page says what to do,
 * and the same button leads into the meeting to listen. Real server, real worker, real Chromium.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let chair: BrowserPerson;
let denied: BrowserPerson;
let bare: BrowserPerson;

beforeAll(async () => {
  media = await makeTestMedia(['red']);
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  chair = await BrowserPerson.start(media.of('red'));
  [denied, bare] = await Promise.all([
    BrowserPerson.start({ lacks: 'permission' }),
    BrowserPerson.start({ lacks: 'devices' }),
  ]);
}, 120_000);

afterAll(async () => {
  await Promise.all([chair, denied, bare].map((person) => person?.close()));
  await server?.stop();
  await media?.remove();
});

it('shows the steps for this browser when the camera was denied, and lets in to listen', async () => {
  await denied.page.goto(await linkOf('delegate Đại biểu Mẫu 2'));
  const problem = denied.page.getByTestId('capture-problem');
  await problem.waitFor();
  const text = await problem.textContent();
  expect(text).toContain('Trình duyệt chưa được phép dùng thiết bị này.');
  // Those of Chromium on a computer.
  expect(text).toContain('bên trái thanh địa chỉ, bật Camera và Micrô');
  expect(await denied.page.getByTestId('join-button').textContent()).toBe('Tham gia chỉ nghe');
  await denied.tap('join-button');
  await denied.page.getByTestId('status').waitFor();
});

it('says that no device was found where there is none, and lets in to listen', async () => {
  await bare.page.goto(await linkOf('delegate Đại biểu Mẫu 3'));
  const problem = bare.page.getByTestId('capture-problem');
  await problem.waitFor();
  const text = await problem.textContent();
  expect(text).toContain('Không tìm thấy thiết bị');
  expect(text).not.toContain('thanh địa chỉ');
  await bare.tap('join-button');
  await bare.page.getByTestId('status').waitFor();
});

it('brings them picture and sound of whoever has the floor, and sends nothing of theirs', async () => {
  await chair.join(await linkOf('chair Chủ tọa Mẫu'));
  await chair.tap('open-meeting');
  await expect.poll(() => chair.page.getByTestId('status').getAttribute('data-status')).toBe('inSession');
  // Whoever has the floor is named below the picture, no more on it.
  const endpointId = await denied.endpointOf('Chủ tọa Mẫu');
  await chair.tap('floor-button');
  for (const person of [denied, bare]) {
    const energy = async () => (await person.received(endpointId)).audioEnergy ?? 0;
    await expect.poll(energy, { timeout: 20_000 }).toBeGreaterThan(0);
    const [heard, seen] = [await energy(), (await person.received(endpointId)).framesDecoded];
    await expect.poll(energy).toBeGreaterThan(heard);
    await expect.poll(async () => (await person.received(endpointId)).framesDecoded).toBeGreaterThan(seen);
    expect(await person.sentAudioPackets()).toBe(0);
  }
});

async function linkOf(who: string): Promise<string> {
  return `${server.url}/join#${(await demoTokens(server)).get(who)}`;
}
