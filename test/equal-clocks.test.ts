/** The server's time on several pages, over the real service: equal within 200 ms, also on one that was busy as it came. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createServerClock } from '../room-ui/src/session/server-clock.ts';
import { askForTime } from '../room-ui/src/session/time-questions.ts';
import { type Client, demoTokens, enter } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let pages: Client[] = [];

beforeAll(async () => {
  server = await ServerProcess.start();
  const tokens = await demoTokens(server);
  pages = await Promise.all(
    ['chair Chủ tọa Mẫu', 'delegate Đại biểu Mẫu 2'].map((who) => enter(server, tokens.get(who))),
  );
  await Promise.all(pages.map((page) => page.until(({ me }) => me)));
});
afterAll(async () => {
  for (const page of pages) page.close();
  await server?.stop();
});

it('is asked for and found alike', async () => {
  const [one, late] = pages.map(({ socket, hello }, index) => {
    const clock = createServerClock();
    // The greeting of the second is heard a second late.
    clock.set((hello?.serverTimeMs ?? 0) - index * 1_000);
    return { socket, clock };
  });
  if (!one || !late) throw new Error('A page is missing.');
  for (const { socket, clock } of [one, late]) {
    askForTime(socket, clock);
    // As it comes with each connection.
    socket.listeners('hello').at(-1)?.(undefined as never);
  }
  await expect.poll(() => Math.abs(one.clock.now() - late.clock.now()), { timeout: 15_000 }).toBeLessThan(50);
});

it('is not told to whoever floods', async () => {
  const socket = pages[0]?.socket;
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => new Promise<unknown>((resolve) => socket?.emit('time', resolve))),
  );
  expect(answers.filter((answer) => typeof answer === 'number').length).toBeGreaterThanOrEqual(50);
  expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
});
