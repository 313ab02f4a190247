import { afterEach, expect, it, vi } from 'vitest';
import { ServedServer } from './served-harness.ts';

afterEach(() => void vi.restoreAllMocks());

it('tells the time by which speeches are counted, also when the clock of the machine was corrected', async () => {
  const served = await ServedServer.start();
  const credentials = await served.setUp();
  const before = Date.now();
  const wall = vi.spyOn(Date, 'now').mockImplementation(() => before + 600_000);
  const page = await served.connect(credentials);
  wall.mockRestore();
  expect(page.greeting?.serverTimeMs).toBeGreaterThan(before - 1_000);
  expect(page.greeting?.serverTimeMs).toBeLessThan(before + 60_000);
  await served.stop();
});
