/**
 * The clerk at the minutes of a running meeting: reads what the record tells, writes beside it, finds the text again after
 * a reload, settles two texts that met, and gets all of it on paper and as a file. A delegate finds none of it.
 */
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { EveryPage } from '../harness/every-page.ts';

vi.setConfig({ testTimeout: 90_000 });

const text = 'Các đại biểu thống nhất chương trình.';

let every: EveryPage;
let context: BrowserContext;
let page: Page;

const pathOf = (name: string) => every.pages.find((shown) => shown.name === name)?.path ?? '';
const factsOf = (of: Page) => of.locator('.facts-of li').allTextContents();
const note = (of: Page) => of.getByTestId('note-text-opening');
const savedIn = (of: Page) => of.locator('[data-testid="note-opening"] [data-testid="save-state"][data-state="saved"]');

beforeAll(async () => {
  every = await EveryPage.start();
  context = await every.openContext({ width: 1_280, height: 900 });
  page = await open();
}, 180_000);
afterAll(() => every?.close());

it('tells what happened, with the speech that goes on', async () => {
  const facts = (await factsOf(page)).join('\n');
  expect(facts).toMatch(/Thời gian bắt đầu: \d\d giờ \d\d phút, ngày \d\d tháng \d+ năm \d{4}\./);
  expect(facts).toMatch(/Đại biểu Mẫu 3 .*phát biểu: từ .* \(đang phát biểu\)/);
  expect(facts).toContain('Phiên họp chưa kết thúc.');
});

it('keeps what the clerk writes, over a reload, and every fact as it was', async () => {
  const before = await factsOf(page);
  await note(page).focus();
  await page.keyboard.type(text);
  await savedIn(page).waitFor();
  expect(await savedIn(page).textContent()).toMatch(/Đã lưu \d\d:\d\d/);
  await page.reload();
  await page.getByTestId('minutes').waitFor();
  expect(await note(page).inputValue()).toBe(text);
  expect(await factsOf(page)).toEqual(before);
});

it('keeps both texts where two meet, until one was chosen', async () => {
  const other = await open();
  // Both type at once; the second to be saved finds the first.
  await note(page).fill(`${text} Bản một.`);
  await note(other).fill(`${text} Bản hai.`);
  const kept = (of: Page) => of.getByTestId('note-other').count();
  await expect.poll(async () => (await kept(page)) + (await kept(other))).toBe(1);
  const loser = (await kept(page)) > 0 ? page : other;
  const [own, theirs] = [await note(loser).inputValue(), await loser.locator('.note-other .written').textContent()];
  expect([own, theirs].sort()).toEqual([`${text} Bản hai.`, `${text} Bản một.`]);
  await loser.getByTestId('note-keep-both').click();
  await expect.poll(() => note(page).inputValue()).toBe(`${theirs}\n${own}`);
  await expect.poll(() => note(other).inputValue()).toBe(`${theirs}\n${own}`);
  await other.close();
});

it('is on paper in the form of the decree, with the text below the facts', async () => {
  await page.emulateMedia({ media: 'print' });
  const paper = page.getByTestId('minutes-paper');
  await paper.waitFor();
  const words = await paper.innerText();
  const places = [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'BIÊN BẢN',
    'Thời gian bắt đầu',
    'Bản một.',
    'Biên bản kết thúc vào hồi',
    'CHỦ TỌA',
    'Nơi nhận:',
  ];
  const found = places.map((part) => words.indexOf(part));
  expect(found).not.toContain(-1);
  expect(found).toEqual(found.toSorted((one, another) => one - another));
  expect(await page.getByTestId('minutes').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
});

it('is a file that holds the same', async () => {
  const coming = page.waitForEvent('download');
  await page.getByTestId('minutes-docx').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^Biên bản \d{4}-\d\d-\d\d .*\.docx$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.length).toBeGreaterThan(4_000);
});

it('opens from the bar and closes by Esc', async () => {
  await page.keyboard.press('Escape');
  await page.getByTestId('minutes-board').waitFor({ state: 'detached' });
  await page.getByTestId('view-button').or(page.getByTestId('more-button')).first().click();
  await page.getByTestId('minutes-button').click();
  await page.getByTestId('minutes').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('minutes-board').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Alt+b');
  await page.getByTestId('minutes').waitFor();
});

it('is not there for a delegate, under its address neither', async () => {
  const delegate = await context.newPage();
  await delegate.goto(`${every.url}${pathOf('delegate')}/minutes`);
  await delegate.getByTestId('floor-button').waitFor();
  await delegate.waitForTimeout(500);
  expect(await delegate.getByTestId('minutes-board').count()).toBe(0);
  await delegate.getByTestId('view-button').click();
  expect(await delegate.getByTestId('minutes-button').count()).toBe(0);
});

async function open(): Promise<Page> {
  const opened = await context.newPage();
  opened.setDefaultTimeout(30_000);
  await opened.goto(every.url + pathOf('minutes'));
  await opened.getByTestId('minutes').waitFor();
  return opened;
}
