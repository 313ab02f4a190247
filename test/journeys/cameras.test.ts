/**
 * The cameras of a site at the pages of those who run the meeting: a face is taken over by a tap and given back, seats are
 * put on the picture. The camera computer is one that notes what it is asked; the picture is a real one.
 */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { AgentRequest } from '#camera';
import { BrowserPerson } from '../harness/browser-person.ts';
import { type Client, dataOf, demoTokens, enter } from '../harness/client.ts';
import { FakeRoomAgent } from '../harness/fake-room-agent.ts';
import { ServerProcess } from '../harness/server-process.ts';

vi.setConfig({ testTimeout: 60_000 });

const shown = { timeout: 15_000 };
let server: ServerProcess;
let speaker: BrowserPerson;
let chair: BrowserPerson;
let clerk: BrowserPerson;
let client: Client;
let agent: FakeRoomAgent;
/** Of somebody of the same site, whose seat no camera knows. */
let seatId: string;

beforeAll(async () => {
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  const tokens = await demoTokens(server);
  const linkOf = (name: string) => `${server.url}/join#${tokens.get(name)}`;
  speaker = await BrowserPerson.start({ cameras: 1 });
  chair = await speaker.another({ width: 1_680, height: 900 });
  clerk = await speaker.another({ width: 1_680, height: 900 });
  await chair.join(linkOf('chair Chủ tọa Mẫu'));
  await chair.tap('open-meeting');
  await speaker.join(linkOf('delegate Đại biểu Mẫu 3'));
  await clerk.join(linkOf('clerk Thư ký Mẫu'));
  client = await enter(server, tokens.get('clerk Thư ký Mẫu'));
  await client.until(({ attendance, media }) => attendance && media);
  const persons = Object.values(client.slices.attendance?.rows ?? {});
  const framed = persons.find(({ name }) => name === 'Đại biểu Mẫu 3');
  const other = persons.find(({ siteId, personId }) => siteId === framed?.siteId && personId !== framed?.personId);
  if (!framed?.siteId || !other) throw new Error('The demo has no site with two persons.');
  seatId = other.seatId ?? other.personId;
  const link = client.send('link.issue', { for: { kind: 'agent', siteId: framed.siteId }, isOneTime: false });
  const token = (await dataOf(link)).url.split('#')[1] ?? '';
  agent = await FakeRoomAgent.join(server, token, framed.personId, [framed.seatId ?? framed.personId]);
  const pictureOf = () =>
    Object.values(client.slices.media?.rows ?? {})
      .find(({ personIds }) => personIds.includes(framed.personId))
      ?.producers.find(({ source }) => source === 'camera')?.producerId;
  await client.until(pictureOf);
  await agent.lookThrough(pictureOf() ?? '');
}, 120_000);

afterAll(async () => {
  agent?.close();
  client?.close();
  await speaker?.close();
  await server?.stop();
});

beforeEach(() => {
  agent.asked.length = 0;
});

const manual = (asked: AgentRequest | undefined) => (asked?.type === 'manual' ? asked.command : asked);
const last = () => agent.asked.at(-1);

async function middleOf(person: BrowserPerson, testId: string): Promise<[x: number, y: number]> {
  const box = await person.page.getByTestId(testId).boundingBox();
  if (!box) throw new Error(`${testId} is not to be seen.`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

it('takes a face over with two taps, and gives the camera back with two', async () => {
  const { page } = chair;
  await chair.tap('cameras-button');
  await page.getByTestId('face-1').waitFor(shown);
  await page.mouse.click(...(await middleOf(chair, 'face-1')));
  await expect
    .poll(() => manual(last()))
    .toMatchObject({ type: 'frame', x: expect.closeTo(0.5), y: expect.closeTo(0.375) });
  await page.getByTestId('camera-automatic').waitFor(shown);
  await page.keyboard.press('Escape');
  await page.getByTestId('camera-sheet').waitFor({ ...shown, state: 'detached' });
  await chair.tap('cameras-button');
  await chair.tap('camera-automatic');
  await expect.poll(last).toEqual({ type: 'automatic', cameraId: 'front' });
  await page.getByTestId('camera-automatic').waitFor({ ...shown, state: 'detached' });
});

it('frames a face from the keyboard, and turns as the picture is drawn', async () => {
  const { page } = chair;
  await page.getByTestId('face-1').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => manual(last())).toMatchObject({ type: 'frame', x: expect.closeTo(0.5) });
  const [x, y] = await middleOf(chair, 'camera-picture');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 120, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => manual(last())).toMatchObject({ type: 'moveByPicture', up: expect.closeTo(0) });
  expect(manual(last())).toMatchObject({ right: expect.toSatisfy((right: number) => right > 0.1 && right < 0.9) });
});

it('gives a camera back from the menu of a telephone with two taps', async () => {
  const { page } = chair;
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await chair.tap('more-button');
  await chair.tap('automatic-front');
  await expect.poll(last).toEqual({ type: 'automatic', cameraId: 'front' });
});

it('puts a seat where the picture is tapped, shows it there, and moves it with the finger', async () => {
  const { page } = clerk;
  await clerk.tap('cameras-button');
  await clerk.tap('cameras-set-up');
  await clerk.tap(`place-${seatId}`);
  await page.getByTestId('face-1').waitFor(shown);
  const area = await page.getByTestId('sight-layer').boundingBox();
  if (!area) throw new Error('Nothing lies over the picture.');
  const at = (x: number, y: number) => [area.x + area.width * x, area.y + area.height * y] as const;
  await page.mouse.click(...at(0.25, 0.5));
  const placed = () => agent.asked.findLast(({ type }) => type === 'placeSeat');
  await expect.poll(placed).toMatchObject({ seatId, at: { x: expect.closeTo(0.25, 1), y: expect.closeTo(0.5, 1) } });
  await page.getByTestId(`mark-${seatId}`).waitFor(shown);
  expect(await page.getByTestId(`seat-${seatId}`).getAttribute('data-placed')).toBe('true');
  const [numberX, numberY] = await middleOf(clerk, `mark-${seatId}`);
  await page.mouse.move(numberX, numberY);
  await page.mouse.down();
  await page.mouse.move(numberX + area.width * 0.55, numberY + area.height * 0.1, { steps: 5 });
  await page.mouse.up();
  await expect.poll(placed).toMatchObject({ seatId, at: { x: expect.closeTo(0.8, 1), y: expect.closeTo(0.6, 1) } });
  const mark = page.getByTestId(`mark-${seatId}`);
  await expect.poll(() => mark.evaluate((element) => element.style.left)).toMatch(/^(79|80)/);
});
