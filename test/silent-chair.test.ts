/** A chair whose page stops to answer without closing its connection, as when a cable is pulled. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, dataOf, demoTokens, enter } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let chair: Client;
let deputy: Client;

beforeAll(async () => {
  server = await ServerProcess.start();
  const tokens = await demoTokens(server);
  chair = await enter(server, tokens.get('chair Chủ tọa Mẫu'));
  deputy = await enter(server, tokens.get('deputy Đại biểu Mẫu 1'));
  await Promise.all([chair, deputy].map((client) => client.until(({ me, meeting }) => me && meeting)));
  await dataOf(chair.send('meeting.open', {}));
});
afterAll(async () => {
  for (const client of [chair, deputy]) client?.close();
  await server?.stop();
});

/** The rule is 20 s; until a ping is left without an answer nobody can know. */
const [leaseMs, pingIntervalMs, leewayMs] = [20_000, 5_000, 1_500];

it('loses the chair to the deputy in the time of the rule, not later by what it takes to notice', async () => {
  const deputyId = deputy.slices.me?.head.personId;
  await deputy.until(({ meeting }) => meeting?.head.actingChairId === chair.slices.me?.head.personId);
  const cable = pullCable(chair);
  const pulledAt = performance.now();
  await deputy.until(({ meeting }) => meeting?.head.actingChairId === deputyId, leaseMs + pingIntervalMs + leewayMs);
  expect(performance.now() - pulledAt).toBeGreaterThanOrEqual(leaseMs);
  await deputy.until(({ me }) => me?.head.isActingChair);
  // Else the server would wait for it as it stops.
  cable.terminate();
}, 40_000);

/** Nothing is read any more, so no ping is answered; the connection stays open. */
function pullCable({ socket }: Client): { terminate(): void } {
  const engine = socket.io.engine as unknown as {
    transport: { ws: { pause(): void; terminate(): void } };
    _pingTimeoutTimer: NodeJS.Timeout;
  };
  engine.transport.ws.pause();
  clearTimeout(engine._pingTimeoutTimer);
  return engine.transport.ws;
}
