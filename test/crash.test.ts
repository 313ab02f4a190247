/** A server that is killed in the middle of work loses nothing that it acknowledged, and does nothing twice. */
import { spawnSync } from 'node:child_process';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reply } from '#contract';
import { Client, type Credentials, demoTokens, join, usualItem } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

const commandCount = 2_000;

let server: ServerProcess;
let clerk: Credentials;

beforeAll(async () => {
  server = await ServerProcess.start({ env: { ROSTRUM_COMMANDS_PER_SECOND: '100000' } });
  clerk = await join(server, (await demoTokens(server)).get('clerk Thư ký Mẫu') ?? '');
});
afterAll(() => server.stop());

it('keeps every acknowledged command across SIGKILL, none twice, and repeats first replies', async () => {
  const acknowledged = new Map<number, Reply<unknown>>();
  const client = await Client.connect(server, clerk);
  const killAfter = 700;
  let killed: Promise<unknown> | null = null;
  // At most 200 are on their way at once: the others cannot be acknowledged before the server is dead.
  let next = 0;
  const lane = async () => {
    while (next < commandCount && client.socket.connected) {
      const index = next++;
      acknowledged.set(index, await send(client, index));
      if (acknowledged.size === killAfter) killed = server.kill('SIGKILL');
    }
  };
  const disconnected = new Promise((resolve) => client.socket.once('disconnect', resolve));
  await Promise.race([Promise.allSettled(Array.from({ length: 200 }, lane)), disconnected]);
  client.close();
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(killAfter);
  expect(acknowledged.size).toBeLessThan(commandCount);

  await server.restart();
  const again = await Client.connect(server, clerk);
  await again.until(({ agenda }) => agenda);
  const stored = Object.keys(again.slices.agenda?.rows ?? {});
  for (const index of acknowledged.keys()) expect(stored).toContain(itemIdOf(index));

  // The page does not know which of the others were done, so it sends all of them again under their own ids.
  const replies = await Promise.all(Array.from({ length: commandCount }, (_, index) => send(again, index)));
  for (const [index, first] of acknowledged) expect(replies[index]).toEqual(first);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(commandCount);
  await again.until(
    ({ agenda }) => Object.keys(agenda?.rows ?? {}).filter((id) => id.startsWith('crash-')).length === commandCount,
  );
  const reused = await send(again, 0, 'another title');
  expect(reused).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } });
  again.close();

  const verify = spawnSync(process.execPath, [
    joinPath(import.meta.dirname, '../control/store/verify-main.ts'),
    '--data',
    server.dataFolder,
  ]);
  expect(verify.stdout.toString()).toMatch(/All \d+ records are sound/);
  expect(verify.status).toBe(0);
});

function send(client: Client, index: number, title = `Nội dung ${index}`): Promise<Reply<unknown>> {
  const input = { itemId: itemIdOf(index), title, ...usualItem };
  return client.send('agenda.add', input, { commandId: `crash-command-${index}` });
}

function itemIdOf(index: number): string {
  return `crash-${index}`;
}
