/** What holds for every page holds for every piece that pages are made of. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EveryPage } from '../harness/every-page.ts';
import { axeFaults, lastingFaults, usualWindow } from '../harness/page-looks.ts';

vi.setConfig({ testTimeout: 400_000 });

describe('the gallery', () => {
  let every: EveryPage;
  let context: BrowserContext;
  let page: Page;
  let pieces: string[];

  beforeAll(async () => {
    every = await EveryPage.start();
    context = await every.openContext({ width: 1_280, height: 800 });
    page = await context.newPage();
    await page.goto(`${every.url}/gallery`);
    await page.locator('[data-piece]').first().waitFor();
    pieces = await page
      .locator('[data-piece]')
      .evaluateAll((all) => all.map((piece) => piece.getAttribute('data-piece') ?? ''));
  }, 120_000);
  afterAll(async () => {
    await context?.close();
    await every?.close();
  });

  it('shows more than thirty pieces', () => {
    expect(new Set(pieces).size).toBeGreaterThan(30);
  });

  it('has no fault that axe finds in any piece in either theme, and pieces that stand in every window', async () => {
    const faults: string[] = [];
    for (const piece of pieces) {
      await page.setViewportSize(usualWindow);
      await page.goto(`${every.url}/gallery?piece=${piece}&theme=paper&lang=vi`);
      await page.locator('[data-piece]').first().waitFor();
      for (const theme of ['paper', 'room']) {
        for (const fault of await axeFaults(page, theme)) faults.push(`${piece}: ${fault}`);
      }
      for (const width of [390, 1_024, 1_920]) {
        await page.setViewportSize({ width, height: 900 });
        for (const fault of await lastingFaults(page)) faults.push(`${piece} at ${width}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
