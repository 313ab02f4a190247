/** What axe finds in a page, by all its rules: its code is put into each document once, and answers as often as it is asked. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

type WithAxe = { axe?: typeof axe };

/** The rules that a page breaks, each with the places where it does, but for what lies in `excluded` elements. */
export async function axeViolations(page: Page, excluded: readonly string[] = []): Promise<axe.Result[]> {
  // Into frames it does not look: a page that has some must say that they are left out.
  if (page.frames().length > 1 && !excluded.includes('iframe')) throw new Error(`${page.url()} has frames.`);
  const isThere = await page.evaluate(() => (globalThis as WithAxe).axe !== undefined);
  if (!isThere) await page.evaluate(axe.source);
  return page.evaluate(
    async (exclude) => {
      const { axe } = globalThis as unknown as Required<WithAxe>;
      // Every rule runs; what passes is not described place by place, which takes longer than to find it.
      const { violations } = await axe.run({ exclude }, { resultTypes: ['violations'], iframes: false });
      return violations;
    },
    [...excluded],
  );
}
