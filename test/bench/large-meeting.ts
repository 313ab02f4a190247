/** Prepares a meeting of any size through the protocol, as a clerk's page would, and gives everybody's link. */
import { type Client, dataOf, setUp, usualItem } from '../harness/client.ts';
import type { ServerProcess } from '../harness/server-process.ts';

export type LargeMeeting = { meetingId: string; clerkToken: string; delegateTokens: string[] };

export async function prepareMeeting(server: ServerProcess, delegates: number, items: number): Promise<LargeMeeting> {
  const desk = await setUp(server);
  const { bodyId, clerkId } = await readDesk(desk);
  const personIds = Array.from({ length: delegates }, (_, index) => `bench-${index}`);
  await inGroups(personIds, (id, index) => {
    const known = { rank: '', title: 'Đại biểu (mẫu)', siteId: null, usualRole: 'delegate' } as const;
    return desk.send('person.add', { bodyId, person: { id, name: `Đại biểu Mẫu ${index}`, ...known } });
  });
  const { meetingId } = await dataOf(
    desk.send('meeting.create', {
      bodyId,
      title: 'Phiên họp đo kiểm (mẫu)',
      place: '',
      plannedStartAt: Date.now(),
      quorumRuleId: 'simpleMajority',
      source: { kind: 'empty' },
    }),
  );
  const common = { seatId: null, substituteForId: null };
  const members = personIds.map((personId) => ({ personId, role: 'delegate' as const, isMember: true, ...common }));
  const chair = { personId: clerkId, role: 'chair' as const, isMember: false, ...common };
  await dataOf(desk.send('participant.add', { participants: [chair, ...members] }, { meetingId }));
  const itemIds = Array.from({ length: items }, (_, index) => `item-${index}`);
  await inGroups(itemIds, (itemId, index) => {
    const input = { ...usualItem, itemId, title: `Nội dung ${index + 1} (mẫu)`, plannedMs: 600_000 };
    return desk.send('agenda.add', input, { meetingId });
  });
  await dataOf(desk.send('meeting.convene', {}, { meetingId }));
  await dataOf(desk.send('meeting.open', {}, { meetingId }));
  const { links } = await dataOf(desk.send('link.issueAll', {}, { meetingId }));
  const tokenOf = new Map(links.map(({ personId, url }) => [personId as string, url.split('#')[1] ?? '']));
  desk.close();
  return {
    meetingId,
    clerkToken: tokenOf.get(clerkId) ?? '',
    delegateTokens: personIds.map((id) => tokenOf.get(id) ?? ''),
  };
}

async function readDesk(desk: Client): Promise<{ bodyId: string; clerkId: string }> {
  const reply = await desk.send('desk.read', {});
  const [body] = reply.ok ? reply.data.bodies : [];
  const [clerk] = body?.persons ?? [];
  if (!body || !clerk) throw new Error('The set-up made no body.');
  return { bodyId: body.id, clerkId: clerk.id };
}

/** Runs the work for all, 50 at a time, and keeps the order of the results. */
export async function inGroups<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += 50) {
    const group = items.slice(start, start + 50);
    results.push(...(await Promise.all(group.map((item, index) => work(item, start + index)))));
  }
  return results;
}
