/**
 * An empty installation, by taps alone: the administrator sets it up behind the printed link, adds sites, seats and persons,
 * prepares and convenes a meeting. Its links, opened in two tabs of one browser, are two people, and each survives a reload.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 90_000 });

const sites = ['Hội trường A (mẫu)', 'Xã B (mẫu)'] as const;
const persons = [
  { name: 'Chủ tọa Mẫu', role: 'chair', site: sites[0] },
  { name: 'Đại biểu Mẫu Một', role: 'delegate', site: sites[1] },
  { name: 'Đại biểu Mẫu Hai', role: 'delegate', site: sites[1] },
];
const title = 'Phiên họp đầu tiên (mẫu)';

let server: ServerProcess;
let media: Awaited<ReturnType<typeof makeTestMedia>>;
let browser: BrowserPerson;
let page: Page;

beforeAll(async () => {
  media = await makeTestMedia(['yellow']);
  server = await ServerProcess.start({ args: ['--no-demo'] });
  browser = await BrowserPerson.start(media.of('yellow'));
  page = browser.page;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await media?.remove();
});

it('is set up behind the printed link', async () => {
  await page.goto(`${server.url}/setup#${server.secretOf('setup')}`);
  await fill('setup-body', 'Ủy ban nhân dân xã Mẫu');
  await fill('setup-name', 'Quản trị Mẫu');
  await fill('setup-login', 'admin');
  await fill('setup-password', 'một mật khẩu đủ dài');
  await browser.tap('setup-submit');
  await page.getByTestId('new-meeting').waitFor();
});

it('takes sites with a seat, and persons with their site and role', async () => {
  await browser.tap('tab-sites');
  for (const site of sites) {
    await fill('site-name', site);
    await browser.tap('add-site');
    await row('site-row-', site).waitFor();
  }
  await row('site-row-', sites[1]).locator('[data-testid^="seat-add-"]').click();
  await fill('seat-label', 'Ghế 1');
  await browser.tap('add-seat');
  await page.keyboard.press('Escape');
  await browser.tap('tab-persons');
  for (const { name, role, site } of persons) {
    await fill('person-name', name);
    await page.getByTestId('person-site').selectOption({ label: site });
    await page.getByTestId('person-role').selectOption(role);
    await browser.tap('add-person');
    await row('person-row-', name).waitFor();
  }
});

it('prepares a meeting with an agenda and its participants, and convenes it', async () => {
  await browser.tap('tab-meetings');
  await browser.tap('new-meeting');
  await fill('meeting-title', title);
  await fill('item-title-1', 'Khai mạc');
  for (const { name } of persons) await row('picker-', name).getByRole('checkbox').check();
  await browser.tap('create-meeting');
  await meetingRow().locator('[data-testid^="convene-"]').click();
  await expect.poll(() => meetingRow().getAttribute('data-status')).toBe('convened');
});

it('lets two links in two tabs of one browser be two people, each after its own reload too', async () => {
  await meetingRow().locator('[data-testid^="links-"]').click();
  const links = await Promise.all(
    persons.slice(0, 2).map(({ name }) => row('link-', name).getByRole('link').getAttribute('href')),
  );
  const tabs: Page[] = [];
  for (const link of links) {
    const tab = await page.context().newPage();
    await tab.goto(link ?? '');
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

/** Only the chair may open the meeting, and only the delegate asks for the floor of somebody else's meeting. */
async function expectPeople([chair, delegate]: Page[]): Promise<void> {
  await chair?.getByTestId('open-meeting').waitFor();
  await delegate?.getByTestId('floor-button').waitFor();
  expect(await delegate?.getByTestId('open-meeting').count()).toBe(0);
}

function row(prefix: string, text: string): Locator {
  return page.locator(`[data-testid^="${prefix}"]`, { hasText: text }).first();
}

function meetingRow(): Locator {
  return page.getByTestId('meetings-current').locator('li', { hasText: title });
}

function fill(testId: string, text: string): Promise<void> {
  return page.getByTestId(testId).fill(text);
}
