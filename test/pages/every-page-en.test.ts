/**
 * What holds for every page in English: no fault of accessibility in either theme, nothing covered, cut or out of the window at any
 * width and at 200 % zoom, and no request that leaves the server.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EveryPage } from '../harness/every-page.ts';
import { type Faults, look, windowsOf } from '../harness/page-looks.ts';

vi.setConfig({ testTimeout: 240_000 });

const language = 'en';
let every: EveryPage;
let found: Faults;

beforeAll(async () => {
  every = await EveryPage.start();
  found = await look(every, language);
}, 1_200_000);
afterAll(() => every?.close());

describe('every page in English', () => {
  it('can be opened', () => {
    expect(found.broken).toEqual([]);
  });

  it('has no fault that axe finds', () => {
    expect(found.axe).toEqual([]);
  });

  it.each(windowsOf(language))('stands in its window: $name', ({ name }) => {
    expect(found.layout.get(name)).toEqual([]);
  });

  it('sends no request to anything but the server', () => {
    expect(found.strangers).toEqual([]);
  });
});
