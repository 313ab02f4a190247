import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/harness/axe.ts';
import { gallery } from '../../i18n/vi/gallery.ts';
import { type GallerySite, openGallerySite } from './gallery-site.ts';

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// A browser on two busy cores takes its time.
vi.setConfig({ testTimeout: 90_000 });

let site: GallerySite;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  site = await openGallerySite();
  const executablePath = process.env.ROSTRUM_CHROMIUM ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: chromiumArgs });
}, 120_000);
afterEach(() => page?.context().close());
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(query: string, width = 1280, height = 800): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  page = await context.newPage();
  problems.length = 0;
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${site.origin}/gallery?${query}`);
  await page.locator('[data-piece]').first().waitFor();
  return page;
}

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

describe('the gallery', () => {
  it.each([
    ['room', 'vi'],
    ['paper', 'en'],
  ])('has no piece that a screen reader stumbles over in the theme %s in %s', async (theme, language) => {
    await open(`theme=${theme}&lang=${language}`);
    await page.locator(`html[lang="${language}"]`).waitFor();
    const violations = await axeViolations(page, ['iframe']);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('loses nothing at 320 pixels, as at 400 % of a small screen', async () => {
    await open('theme=room&lang=vi', 320, 640);
    const pieces = page.locator('[data-piece]');
    expect(await pieces.count()).toBeGreaterThan(30);
    const wide = await pieces.evaluateAll((list) =>
      list
        .filter((piece) => !piece.querySelector('iframe') && piece.scrollWidth > piece.clientWidth)
        .map((piece) => piece.getAttribute('data-piece')),
    );
    expect(wide).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  it.each(['offline', 'forbidden', 'error', 'notFound'])('shows the page for %s alone', async (id) => {
    await open(`piece=${id}&theme=room`, 390, 844);
    await page.getByRole('main').getByRole('heading').waitFor();
    const violations = await axeViolations(page);
    expect(violations.map(({ id: rule }) => rule)).toEqual([]);
  });

  it('loads at most 60 kB of style sheets and fonts, both weights included', async () => {
    await open('piece=textField');
    await page.evaluate(() => document.fonts.ready);
    const addresses = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const wanted = [...new Set(addresses)].filter((address) => /\.(css|woff2)$/.test(address));
    const sizes = wanted.map(async (address) => {
      const body = Buffer.from(await (await fetch(address)).arrayBuffer());
      return (address.endsWith('.css') ? gzipSync(body) : body).length;
    });
    expect(wanted.filter((address) => address.endsWith('.woff2'))).toHaveLength(2);
    expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
  });

  it('changes its language at once and remembers it', async () => {
    await open('lang=vi');
    await page.getByTestId('language-en').click();
    await page.getByRole('heading', { name: 'Pieces of the pages' }).waitFor();
    await page.goto(`${site.origin}/gallery`);
    await page.getByRole('heading', { name: 'Pieces of the pages' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByTestId('language-vi').click();
    await page.getByRole('heading', { name: gallery.title }).waitFor();
  });
});

describe('a table of 2,000 rows', () => {
  const rows = () => page.locator('[data-testid^="gallery-long-row-"]');

  it('draws what is in sight, and all of it on paper', async () => {
    await open('piece=longTable');
    expect(await rows().count()).toBeLessThan(60);
    expect(await page.getByTestId('gallery-long').getAttribute('aria-rowcount')).toBe('2001');
    await page.emulateMedia({ media: 'print' });
    await page.locator('.table-print').waitFor();
    expect(await page.locator('.table-print tbody tr').count()).toBe(2_000);
    expect(await page.getByTestId('gallery-long').isVisible()).toBe(false);
  });

  it('is gone through, ticked and opened by keyboard', async () => {
    await open('piece=longTable');
    await page.getByTestId('gallery-long-row-p-1').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('gallery-long-row-p-2');
    await page.keyboard.press('Space');
    expect(await page.getByTestId('gallery-long-row-p-2').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('End');
    await page.locator('[data-testid="gallery-long-row-p-2000"]:focus').waitFor();
    expect(await page.getByTestId('gallery-long-row-p-2000').getAttribute('aria-rowindex')).toBe('2001');
    await page.keyboard.press('Enter');
    await page.getByText('Đã mở: Đại biểu Mẫu 2000').last().waitFor();
    await page.keyboard.press('Home');
    await page.locator('[data-testid="gallery-long-row-p-1"]:focus').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-haspopup'))).toBe('true');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('gallery-long-row-p-1');
  });

  it('finds without marks, sorts, and ticks what was found', async () => {
    await open('piece=longTable');
    await page.getByTestId('gallery-long-search').fill('dai bieu mau 199');
    await page.getByText('Tìm thấy 12 mục').waitFor({ state: 'attached' });
    expect(await rows().count()).toBe(12);
    await page.getByTestId('gallery-long-all').check();
    await page.getByText('Đã chọn 12').waitFor();
    await page.getByTestId('gallery-long-search').press('Escape');
    await page.getByTestId('gallery-long-sort-name').click();
    await page.getByTestId('gallery-long-sort-name').click();
    expect(await rows().first().getAttribute('data-key')).toBe('p-2000');
  });

  it('is left with one Tab', async () => {
    await open('piece=table');
    await page.getByTestId('gallery-table-row-p-3').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('[role="grid"]'))).toBe(null);
  });
});

describe('a list put in order by hand', () => {
  const order = () =>
    page
      .locator('[data-testid="gallery-sort"] > li')
      .evaluateAll((list) => list.map((row) => row.getAttribute('data-testid')?.at(-1)).join(''));

  it('obeys the keyboard, and Esc puts back', async () => {
    await open('piece=sortableList');
    await page.getByTestId('gallery-sort-handle-2').focus();
    for (const key of ['Space', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    expect(await order()).toBe('13425');
    await page.keyboard.press('Escape');
    expect(await order()).toBe('12345');
    for (const key of ['Enter', 'End', 'Enter']) await page.keyboard.press(key);
    expect(await order()).toBe('13452');
    expect(await focused()).toBe('gallery-sort-handle-2');
    await page.getByText('Đã đặt Nội dung mẫu 2 ở vị trí 5/5').waitFor({ state: 'attached' });
  });

  it('obeys the pointer', async () => {
    await open('piece=sortableList');
    const from = await page.getByTestId('gallery-sort-handle-1').boundingBox();
    const to = await page.getByTestId('gallery-sort-handle-4').boundingBox();
    if (!from || !to) throw new Error('The list has no handles.');
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 10, { steps: 8 });
    await page.mouse.up();
    expect(await order()).toBe('23415');
  });
});

describe('a button', () => {
  const notice = () => page.getByTestId('notice');

  it('takes Enter and Space, and a key that is held down is one tap', async () => {
    await open('piece=notices');
    await page.getByTestId('gallery-undo').focus();
    // The second of them is what a held key repeats.
    for (let times = 0; times < 3; times += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(await notice().count()).toBe(1);
    await page.getByTestId('gallery-hint').focus();
    await page.keyboard.press('Space');
    expect(await notice().count()).toBe(2);
    expect(await focused()).toBe('gallery-hint');
  });

  it('takes one tap of a finger once', async () => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    await page.goto(`${site.origin}/gallery?piece=notices`);
    await page.getByTestId('gallery-undo').tap();
    await notice().waitFor();
    expect(await notice().count()).toBe(1);
  });

  it('keeps the focus while it is at work, and takes no tap', async () => {
    await open('piece=button');
    const pending = page.getByTestId('gallery-pending');
    expect(await pending.getAttribute('aria-disabled')).toBe('true');
    await pending.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await pending.click({ force: true });
    expect(await focused()).toBe('gallery-pending');
    expect(await notice().count()).toBe(0);
  });

  it('says in the document that it is disabled', async () => {
    await open('piece=button');
    const disabled = page.getByTestId('gallery-disabled');
    expect(await disabled.isDisabled()).toBe(true);
    expect(await disabled.getAttribute('data-disabled')).toBe('true');
  });
});

describe('a button that must be held', () => {
  const ended = () => page.getByText(gallery.ended);

  it('acts when the mouse held it for 0.8 seconds, and says so when it was let go', async () => {
    await open('piece=holdButton');
    await page.getByTestId('gallery-hold').hover();
    await page.mouse.down();
    await page.mouse.up();
    await page.getByTestId('notice').waitFor();
    expect(await ended().count()).toBe(0);
    await page.mouse.down();
    await page.mouse.move(0, 0);
    await page.mouse.up();
    await page.locator('[data-testid="gallery-hold"][data-holding="false"]').waitFor();
    expect(await ended().count()).toBe(0);
    await page.getByTestId('gallery-hold').hover();
    await page.mouse.down();
    await ended().waitFor();
    await page.mouse.up();
  });

  it.each(['Enter', 'Space'])('acts when %s was held', async (key) => {
    await open('piece=holdButton');
    await page.getByTestId('gallery-hold').focus();
    await page.keyboard.press(key);
    await page.getByTestId('notice').waitFor();
    expect(await ended().count()).toBe(0);
    await page.keyboard.down(key);
    await page.keyboard.down(key);
    await ended().waitFor();
    await page.keyboard.up(key);
  });

  it('acts at once for a screen reader', async () => {
    await open('piece=holdButton');
    await page.getByTestId('gallery-hold').evaluate((button: HTMLElement) => button.click());
    await ended().waitFor();
  });
});

describe('panels that take turns', () => {
  it('are gone through by the arrow keys, with one tab in the tab order', async () => {
    await open('piece=tabs');
    const shown = () => page.getByRole('tabpanel').textContent();
    const order = () =>
      page.getByRole('tab').evaluateAll((list) => list.map((tab) => (tab as HTMLElement).tabIndex).join());
    const first = await shown();
    await page.getByTestId('tab-persons').focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('tab-agenda');
    expect(await page.getByTestId('tab-agenda').getAttribute('aria-selected')).toBe('true');
    expect(await order()).toBe('-1,0');
    expect(await shown()).not.toBe(first);
    for (const key of ['ArrowRight', 'ArrowLeft', 'Home']) await page.keyboard.press(key);
    expect(await focused()).toBe('tab-persons');
    await page.keyboard.press('End');
    expect(await focused()).toBe('tab-agenda');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tabpanel');
    await page.getByTestId('tab-persons').click();
    expect(await shown()).toBe(first);
  });
});

describe('notices', () => {
  it('take back what was done, by F6 and Enter', async () => {
    await open('piece=notices');
    await page.getByTestId('gallery-undo').click();
    await page.keyboard.press('F6');
    expect(await focused()).toBe('notice-undo');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByTestId('notice').getByText(gallery.takenBack).waitFor();
    expect(await focused()).toBe('gallery-undo');
  });

  it('stay in reach while a dialog is open', async () => {
    await open('lang=vi');
    await page.getByTestId('gallery-undo').click();
    await page.getByTestId('gallery-dialog').click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('F6');
    expect(await focused()).toBe('notice-undo');
    await page.keyboard.press('Enter');
    await page.getByTestId('notice').getByText(gallery.takenBack).waitFor();
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
  });
});

describe('a choice with search', () => {
  it('finds without marks and takes the arrow keys', async () => {
    await open('piece=combo');
    const field = page.getByTestId('gallery-combo');
    await field.fill('mau 12');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('Đại biểu Mẫu 112');
    await field.fill('xyz');
    await page.keyboard.press('Escape');
    expect(await field.inputValue()).toBe('Đại biểu Mẫu 112');
  });
});
