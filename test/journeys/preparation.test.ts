/**
 * From an empty installation to a delegate in the meeting, by taps and keys alone, in both languages: the administrator
 * sets the server up with the wizard, the clerk prepares a meeting of forty delegates from a faulty list, orders the agenda
 * by keyboard, prints the invitations and convenes; a delegate signs in on a telephone and joins.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { listSites, listWithThreeFaults } from '../harness/delegate-list.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

vi.setConfig({ testTimeout: 90_000 });

const words = {
  vi: { setUp: 'Thiết lập lần đầu', coming: 'Sắp tới', invitation: 'GIẤY MỜI' },
  en: { setUp: 'First set-up', coming: 'Coming', invitation: 'INVITATION' },
};
const adminPassword = 'một mật khẩu đủ dài';
const ownPassword = 'mật khẩu riêng của đại biểu';
const title = 'Phiên họp thường kỳ tháng 12 (mẫu)';

let media: Awaited<ReturnType<typeof makeTestMedia>>;

beforeAll(async () => {
  media = await makeTestMedia(['yellow']);
}, 120_000);
afterAll(() => media?.remove());

describe.each(['vi', 'en'] as const)('in %s', (language) => {
  const list = listWithThreeFaults();
  const delegateName = list.goodNames[2] ?? '';
  let server: ServerProcess;
  let desk: BrowserPerson;
  let phone: BrowserPerson;
  let account = { login: '', password: '' };

  const start = async (size: { width: number; height: number }) => {
    const person = await BrowserPerson.start(media.of('yellow'), size);
    await person.page.addInitScript((chosen) => localStorage.setItem('rostrum.language', chosen), language);
    person.page.setDefaultTimeout(15_000);
    // Paper is not there: the call is counted, and the test reads what would be printed.
    await person.page.addInitScript(() => {
      const counting = window as Window & { printCalls?: number };
      counting.printCalls = 0;
      window.print = () => {
        counting.printCalls = (counting.printCalls ?? 0) + 1;
      };
    });
    return person;
  };
  const at = (testId: string) => desk.page.getByTestId(testId);
  const fill = (testId: string, text: string) => at(testId).fill(text);

  beforeAll(async () => {
    server = await ServerProcess.start({ args: ['--no-demo'] });
    desk = await start({ width: 1280, height: 900 });
    phone = await start({ width: 390, height: 844 });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([desk?.close(), phone?.close()]);
    await server?.stop();
  });

  it('sets up the server by the wizard', async () => {
    await desk.page.goto(`${server.url}/setup#${server.secretOf('setup')}`);
    expect(await desk.page.locator('h1').textContent()).toBe(words[language].setUp);
    expect(await desk.page.locator('html').getAttribute('lang')).toBe(language);
    await fill('setup-body', 'Ủy ban nhân dân tỉnh Mẫu');
    await fill('setup-name', 'Quản trị Mẫu');
    await fill('setup-login', 'quantri');
    await fill('setup-password', 'ngắn');
    await desk.tap('setup-submit');
    // Refused in words, and nothing that was typed is gone.
    await desk.page.locator('[aria-invalid="true"]').waitFor();
    expect(await at('setup-body').inputValue()).toBe('Ủy ban nhân dân tỉnh Mẫu');
    await fill('setup-password', adminPassword);
    await desk.tap('setup-submit');
    await fill('wizard-sites-lines', listSites.join('\n'));
    await desk.tap('wizard-next');
    await at('wizard-persons').waitFor();
    await desk.tap('wizard-next');
    await at('wizard-clerk').waitFor();
    await desk.tap('wizard-next');
    await at('wizard-end').waitFor();
    await desk.tap('wizard-next');
    await at('new-meeting').waitFor();
  });

  it('makes a meeting from a template', async () => {
    await desk.tap('new-meeting');
    await at('new-source-template').click();
    await fill('new-title', title);
    await fill('new-place', 'Hội trường tỉnh (mẫu)');
    await desk.tap('new-create');
    await at('part-general').waitFor();
    expect(await at('meeting-name').textContent()).toBe(title);
  });

  it('names the three faulty lines of the list and takes the other thirty-seven', async () => {
    await desk.tap('part-tab-delegates');
    await desk.tap('delegates-import');
    await at('import-file').setInputFiles({
      name: 'dai-bieu.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(list.csv, 'utf8'),
    });
    await at('import-preview').waitFor();
    const faults = await at('import-faults').innerText();
    for (const line of list.faultyLines) expect(faults).toContain(String(line));
    expect(await desk.page.locator('[data-testid^="fault-row-"]').count()).toBe(3);
    await desk.tap('import-apply');
    await at('import-done').waitFor();
    await desk.tap('import-close');
    await expect.poll(() => at('part-delegates').innerText()).toContain('37');
  });

  it('orders the agenda by keyboard, and takes it back', async () => {
    await desk.tap('part-tab-agenda');
    const order = () =>
      desk.page
        .locator('[data-testid^="item-title-"]')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    await desk.page.locator('[data-testid^="agenda-item-handle-"]').first().waitFor();
    const before = await order();
    await desk.page.locator('[data-testid^="agenda-item-handle-"]').first().focus();
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await desk.page.keyboard.press(key);
    await expect.poll(async () => (await order())[0]).toBe(before[1]);
    const moved = await order();
    expect(moved.indexOf(before[0] ?? '')).toBeGreaterThan(0);
    expect([...moved].sort()).toEqual([...before].sort());
    await desk.tap('undo');
    await expect.poll(order).toEqual(before);
    await desk.page.reload();
    await expect.poll(order).toEqual(before);
  });

  it('prints an invitation with code and place for each participant', async () => {
    await desk.tap('part-tab-invitation');
    await desk.tap('links-issue');
    await desk.tap('invitation-print');
    await desk.tap('print-all');
    await expect.poll(() => desk.page.evaluate(() => (window as Window & { printCalls?: number }).printCalls)).toBe(1);
    await desk.page.emulateMedia({ media: 'print' });
    const printed = await desk.page.locator('body').innerText();
    expect(printed.split(words[language].invitation).length - 1).toBe(37);
    expect(printed).toContain('Hội trường tỉnh (mẫu)');
    for (const name of list.goodNames) expect(printed).toContain(name);
    expect(await desk.page.locator('svg.qr:visible').count()).toBe(37);
    await desk.page.emulateMedia({ media: 'screen' });
    await desk.tap('print-sheet-close');
  });

  it('convenes the meeting, after the check list says what is missing', async () => {
    await desk.tap('convene');
    await desk.tap('convene-confirm');
    await at('convene').waitFor({ state: 'detached' });
  });

  it('gives a delegate an account with a first password', async () => {
    await desk.page.keyboard.press('Escape');
    await desk.tap('nav-accounts');
    await desk.tap('new-account');
    await fill('account-person', delegateName);
    await desk.page.getByRole('option', { name: delegateName }).first().click();
    await at('account-role-delegate').click();
    await desk.tap('create-account');
    account = {
      login: (await at('slip-login').textContent()) ?? '',
      password: (await at('slip-password').textContent()) ?? '',
    };
    expect(account.password.length).toBeGreaterThanOrEqual(12);
    await desk.tap('slip-done');
  });

  it('lets the delegate choose a password, find the meeting on the telephone and join it', async () => {
    const { page } = phone;
    await page.goto(server.url);
    await page.getByTestId('login-name').fill(account.login);
    await page.getByTestId('login-password').fill(account.password);
    await phone.tap('login-submit');
    await page.getByTestId('password-current').fill(account.password);
    await page.getByTestId('password-next').fill(ownPassword);
    await page.getByTestId('password-repeat').fill(ownPassword);
    await phone.tap('password-submit');
    await page.locator('[data-testid^="my-meeting-"]').first().waitFor();
    expect(await page.locator('body').innerText()).toContain(words[language].coming);
    const card = page.locator('[data-testid^="my-meeting-"]', { hasText: title });
    expect(await card.getAttribute('data-status')).toBe('convened');
    await card.locator('[data-testid^="enter-"]').click();
    await page.getByTestId('floor-button').waitFor();
    expect(await page.getByTestId('status').getAttribute('data-status')).toBe('convened');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
