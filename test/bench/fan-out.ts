/** Many pages of one meeting at once, and how long a change takes until the last of them shows it. */
import type { Reply, SliceUpdate } from '#contract';
import { Client, join as joinByLink } from '../harness/client.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { inGroups } from './large-meeting.ts';

/** Pages that keep nothing but their own slice. */
export async function connectAll(server: ServerProcess, tokens: readonly string[]): Promise<Client[]> {
  return inGroups(tokens, async (token) => {
    const client = await Client.connect(server, await joinByLink(server, token), { isLight: true });
    await client.until(({ me }) => me, 60_000);
    return client;
  });
}

export type Change = { act(): Promise<Reply<unknown>>; isShownBy(update: SliceUpdate): boolean };

/** From the tap until the last of all pages shows the change. */
export async function timeOfChange({ act, isShownBy }: Change, clients: readonly Client[]): Promise<number> {
  const shown = clients.map(
    (client) =>
      new Promise<void>((resolve) => {
        client.onUpdates = (updates) => {
          if (updates.some(isShownBy)) resolve();
        };
      }),
  );
  const startedAt = performance.now();
  const reply = act();
  await Promise.all(shown);
  const elapsedMs = performance.now() - startedAt;
  const answer = await reply;
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return elapsedMs;
}
