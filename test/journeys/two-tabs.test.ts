/** Two links in two tabs of one browser are two people, each after its own reload too. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 90_000 });

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let browser: BrowserPerson;

beforeAll(async () => {
  media = await makeTestMedia(['yellow']);
  server = await ServerProcess.start({ args: ['--demo'] });
  browser = await BrowserPerson.start(media.of('yellow'));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await media?.remove();
});

it('lets two links in two tabs of one browser be two people, each after its own reload too', async () => {
  const tokens = await demoTokens(server);
  const tabs: Page[] = [];
  for (const name of ['chair Chủ tọa Mẫu', 'delegate Đại biểu Mẫu 2']) {
    const tab = await browser.page.context().newPage();
    await tab.goto(`${server.url}/join#${tokens.get(name)}`);
    await tab.getByTestId('join-button').click();
    await tab.getByTestId('status').waitFor();
    tabs.push(tab);
  }
  await expectPeople(tabs);
  await Promise.all(tabs.map((tab) => tab.reload()));
  await expectPeople(tabs);
  await tabs[0]?.getByTestId('open-meeting').click();
  await expect.poll(() => tabs[1]?.getByTestId('status').getAttribute('data-status')).toBe('inSession');
});

/** Only the chair may open the meeting. */
async function expectPeople([chair, delegate]: Page[]): Promise<void> {
  await chair?.getByTestId('open-meeting').waitFor();
  await delegate?.getByTestId('floor-button').waitFor();
  expect(await delegate?.getByTestId('open-meeting').count()).toBe(0);
}
