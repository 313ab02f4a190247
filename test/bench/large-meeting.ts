/** Prepares a meeting of any size through the protocol, as a clerk's page would, and gives everybody's link. */
import { Client, post } from '../harness/client.ts';
import type { ServerProcess } from '../harness/server-process.ts';

export type LargeMeeting = { meetingId: string; clerkToken: string; delegateTokens: string[] };

const password = 'bench-only-password';

export async function prepareMeeting(server: ServerProcess, delegates: number, items: number): Promise<LargeMeeting> {
  const desk = await signIn(server);
  const { bodyId, clerkId } = await readDesk(desk);
  const personIds = Array.from({ length: delegates }, (_, index) => `bench-${index}`);
  await inGroups(personIds, (id, index) => {
    const person = {
      id,
      name: `Đại biểu Mẫu ${index}`,
      title: 'Đại biểu (mẫu)',
      siteId: null,
      usualRole: 'delegate',
    } as const;
    return desk.send('person.add', { bodyId, person });
  });
  const created = await desk.send('meeting.create', {
    bodyId,
    title: 'Phiên họp đo kiểm (mẫu)',
    plannedStartAt: Date.now(),
    quorumRuleId: 'simpleMajority',
  });
  if (!created.ok) throw new Error(created.error.message);
  const { meetingId } = created.data;
  const members = personIds.map((personId) => ({ personId, role: 'delegate' as const, isMember: true, seatId: null }));
  const chair = { personId: clerkId, role: 'chair' as const, isMember: false, seatId: null };
  await check(desk.send('participant.add', { participants: [chair, ...members] }, { meetingId }));
  const itemIds = Array.from({ length: items }, (_, index) => `item-${index}`);
  await inGroups(itemIds, (itemId, index) => {
    const input = { itemId, title: `Nội dung ${index + 1} (mẫu)`, plannedMs: 600_000, visibility: 'public' } as const;
    return desk.send('agenda.add', input, { meetingId });
  });
  await check(desk.send('meeting.convene', {}, { meetingId }));
  await check(desk.send('meeting.open', {}, { meetingId }));
  const tokens = await inGroups([clerkId, ...personIds], async (personId) => {
    const link = await desk.send('link.issue', { for: { kind: 'person', personId }, isOneTime: false }, { meetingId });
    if (!link.ok) throw new Error(link.error.message);
    return link.data.url.split('#')[1] ?? '';
  });
  desk.close();
  const [clerkToken = '', ...delegateTokens] = tokens;
  return { meetingId, clerkToken, delegateTokens };
}

async function signIn(server: ServerProcess): Promise<Client> {
  const token = server.secretOf('setup');
  const input = { token, bodyName: 'Cơ quan đo kiểm (mẫu)', name: 'Quản trị Mẫu', login: 'bench', password };
  const { body, cookie } = await post(server, 'setup', input);
  return Client.connect(server, { sessionKey: body.sessionKey, cookie });
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

async function check(reply: Promise<{ ok: boolean; error?: { message: string } }>): Promise<void> {
  const { ok, error } = await reply;
  if (!ok) throw new Error(error?.message);
}
