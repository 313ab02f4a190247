/**
 * The waiting room and the chat, as in life: the real server and media worker, one Chromium per person, real taps. The
 * clerk locks the meeting, lets somebody in, writes with them, puts them out and lets them in again.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let clerk: BrowserPerson;
let a: BrowserPerson;
let b: BrowserPerson;

beforeAll(async () => {
  media = await makeTestMedia(['red', 'green', 'blue']);
  server = await ServerProcess.start({ env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
  [clerk, a, b] = await Promise.all([
    BrowserPerson.start(media.of('red'), { width: 1_680, height: 900 }),
    BrowserPerson.start(media.of('green')),
    BrowserPerson.start(media.of('blue'), { width: 390, height: 844 }),
  ]);
}, 120_000);

afterAll(async () => {
  await Promise.all([clerk, a, b].map((person) => person?.close()));
  await server?.stop();
  await media?.remove();
});

it('shows the clerk that the room is locked', async () => {
  await clerk.join(await linkOf('clerk Thư ký Mẫu'));
  await b.join(await linkOf('delegate Đại biểu Mẫu 3'));
  await clerk.tap('door-button');
  await clerk.page.locator('label.switch', { has: clerk.page.getByTestId('lock-switch') }).click();
  await expect.poll(() => clerk.page.getByTestId('door').getAttribute('data-rule')).toBe('nobody');
  await clerk.page.keyboard.press('Escape');
  // Who was in stays in.
  expect(await b.page.getByTestId('status').isVisible()).toBe(true);
  expect(await b.page.getByTestId('door-button').count()).toBe(0);
});

it('lets a delegate wait, who sees nothing of the meeting, and keeps the place through a reload', async () => {
  await a.page.goto(await linkOf('delegate Đại biểu Mẫu 2'));
  await a.tap('join-button');
  await a.page.getByTestId('waiting-room').waitFor();
  await clerk.page.getByTestId('waiting-demo-person-4').waitFor();
  await a.page.reload();
  await a.page.getByTestId('waiting-room').waitFor();
  expect(await a.page.getByTestId('status').count()).toBe(0);
  expect(await clerk.page.getByTestId('waiting-demo-person-4').count()).toBe(1);
});

it('brings the delegate in by itself when the clerk taps, with picture', async () => {
  await clerk.tap('admit-demo-person-4');
  await a.page.getByTestId('status').waitFor();
  await clerk.page.getByTestId('waiting-panel').waitFor({ state: 'detached' });
  const endpointId = await clerk.endpointOf('Đại biểu Mẫu 2');
  await expect
    .poll(async () => (await clerk.received(endpointId)).framesDecoded, { timeout: 15_000 })
    .toBeGreaterThan(5);
  await a.page.reload();
  await a.page.getByTestId('status').waitFor();
});

it('carries messages both ways, and counts them where the chat is closed', async () => {
  await write(a, 'all', 'Kính thưa hội nghị');
  await expect.poll(() => badgeOf(b)).toBe('1');
  await expect.poll(() => badgeOf(clerk)).toBe('1');
  await clerk.tap('chat-button');
  await expect.poll(() => textsOf(clerk)).toEqual(['Kính thưa hội nghị']);
  await write(clerk, 'all', 'Thư ký đã nhận');
  await expect.poll(() => textsOf(a)).toEqual(['Kính thưa hội nghị', 'Thư ký đã nhận']);
});

it('sends by Enter, not while a word is composed, and keeps line breaks', async () => {
  const field = a.page.getByTestId('chat-text');
  await field.fill('Dòng một');
  await a.page.evaluate(() => {
    const key = { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true };
    document.querySelector('[data-testid="chat-text"]')?.dispatchEvent(new KeyboardEvent('keydown', key));
  });
  await field.press('Shift+Enter');
  await field.pressSequentially('dòng hai');
  expect(await field.inputValue()).toBe('Dòng một\ndòng hai');
  await field.press('Enter');
  await expect.poll(async () => (await textsOf(clerk)).at(-1)).toBe('Dòng một\ndòng hai');
  expect(await field.inputValue()).toBe('');
});

it('brings what is for the clerk to the clerk alone', async () => {
  await write(a, 'clerk', 'Xin sửa tên của tôi');
  await expect.poll(async () => (await textsOf(clerk)).at(-1)).toBe('Xin sửa tên của tôi');
  await b.tap('chat-button');
  await write(clerk, 'all', 'Mời các đồng chí tiếp tục');
  await expect.poll(async () => (await textsOf(b)).at(-1)).toBe('Mời các đồng chí tiếp tục');
  expect(await b.page.content()).not.toContain('Xin sửa tên');
});

it('keeps the messages and what was typed through a reload', async () => {
  await a.page.getByTestId('chat-text').fill('Chưa gửi');
  const before = await textsOf(a);
  await a.page.reload();
  await a.tap('chat-button');
  await expect.poll(() => textsOf(a)).toEqual(before);
  expect(before).toContain('Xin sửa tên của tôi');
  expect(await a.page.getByTestId('chat-text').inputValue()).toBe('Chưa gửi');
});

it('puts a device out, which then waits and knows nothing more, and lets it in again', async () => {
  await clerk.tap('mark-demo-person-4');
  await clerk.tap('remove-device');
  await clerk.page.getByTestId('keep-out-reason').fill('Nhầm thiết bị');
  await clerk.tap('keep-out-confirm');
  await a.page.getByTestId('waiting-room').waitFor();
  expect(await a.page.getByTestId('waiting-reason').textContent()).toContain('Nhầm thiết bị');
  expect(await a.page.content()).not.toContain('Kính thưa hội nghị');
  await clerk.page.getByTestId('waiting-demo-person-4').waitFor();
  await clerk.tap('admit-demo-person-4');
  await a.page.getByTestId('status').waitFor();
});

it('puts a device out from the attendance board too, and takes it back there', async () => {
  await clerk.tap('board-button');
  await clerk.tap('device-demo-person-4');
  await clerk.tap('remove-device');
  await clerk.tap('keep-out-confirm');
  await a.page.getByTestId('waiting-room').waitFor();
  // The menu goes with the device.
  await expect.poll(() => clerk.page.getByTestId('device-demo-person-4').count()).toBe(0);
  // The one of the removal before is there still.
  await clerk.page.getByTestId('notice-undo').last().click();
  await a.page.getByTestId('status').waitFor();
  await clerk.page.getByTestId('device-demo-person-4').waitFor();
  await clerk.tap('board-close');
});

it('tells somebody who is denied, with the reason', async () => {
  await b.page.goto(await linkOf('delegate Đại biểu Mẫu 5'));
  await b.tap('join-button');
  await b.page.getByTestId('waiting-room').waitFor();
  await clerk.tap('deny-demo-person-7');
  await clerk.page.getByTestId('keep-out-reason').fill('Không có trong danh sách');
  await clerk.tap('keep-out-confirm');
  await expect.poll(() => b.page.getByTestId('waiting-room').getAttribute('data-denied')).toBe('true');
  expect(await b.page.getByTestId('waiting-reason').textContent()).toContain('Không có trong danh sách');
});

async function linkOf(who: string): Promise<string> {
  return `${server.url}/join#${(await demoTokens(server)).get(who)}`;
}

async function write(person: BrowserPerson, to: string, text: string): Promise<void> {
  if ((await person.page.getByTestId('chat').count()) === 0) await person.tap('chat-button');
  await person.page.locator('.recipients label', { has: person.page.getByTestId(`chat-to-${to}`) }).click();
  await person.page.getByTestId('chat-text').fill(text);
  await person.page.getByTestId('chat-text').press('Enter');
}

function textsOf(person: BrowserPerson): Promise<string[]> {
  return person.page.locator('.message .text').allTextContents();
}

function badgeOf(person: BrowserPerson): Promise<string | null> {
  return person.page.getByTestId('chat-count').getAttribute('data-count');
}
