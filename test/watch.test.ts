/** The desk looks on: one meeting at a time, as staff, without a device in it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { versionsOf } from '../room-ui/src/session/apply-update.ts';
import { type Client, dataOf, enter, setUp, usualItem } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let desk: Client;
let [first, second] = ['', ''];

beforeAll(async () => {
  server = await ServerProcess.start({ args: ['--no-demo'] });
  desk = await setUp(server);
  [first, second] = [await makeMeeting('Phiên họp thứ nhất'), await makeMeeting('Phiên họp thứ hai')];
});
afterAll(async () => {
  desk?.close();
  await server?.stop();
});

it('gets the slices of staff whole, and then what changes', async () => {
  await watch(first);
  await desk.until(
    ({ meeting, agenda, attendance, floor, media }) => meeting && agenda && attendance && floor && media,
  );
  expect(desk.slices).not.toHaveProperty('me');
  expect(desk.slices.attendance?.head).toEqual({});
  const bases: (number | null)[] = [];
  desk.onUpdates = (updates) => bases.push(...updates.map(({ base }) => base));
  const secret = { ...usualItem, itemId: 'secret', title: 'Nội bộ', visibility: 'staff' } as const;
  await dataOf(desk.send('agenda.add', secret, { meetingId: first }));
  await desk.until(({ agenda }) => agenda?.rows.secret);
  expect(bases).not.toContain(null);
  expect(desk.slices.media?.rows).toEqual({});
});

it('gets only what differs from what it holds', async () => {
  const names: string[] = [];
  desk.onUpdates = (updates) => names.push(...updates.map(({ name }) => name));
  await dataOf(desk.send('view.watch', { versions: versionsOf(desk.slices) }, { meetingId: first }));
  await expect.poll(() => names).toEqual(['media', 'cameras']);
});

it('gets nothing more of a meeting after it watches another one', async () => {
  await watch(second);
  await desk.until(({ meeting }) => meeting?.head.title === 'Phiên họp thứ hai');
  await dataOf(desk.send('meeting.change', { changes: { title: 'Đổi tên' } }, { meetingId: first }));
  await dataOf(desk.send('meeting.change', { changes: { place: 'Phòng 2' } }, { meetingId: second }));
  await desk.until(({ meeting }) => meeting?.head.place === 'Phòng 2');
  expect(desk.slices.meeting?.head.title).toBe('Phiên họp thứ hai');
});

it('watches the one that it asked for last, also when it asks for many at once', async () => {
  const asked = [first, second, first, second, first].map((meetingId) =>
    dataOf(desk.send('view.watch', { versions: {} }, { meetingId })),
  );
  desk.slices = {};
  await Promise.all(asked);
  await desk.until(({ meeting }) => meeting?.head.title === 'Đổi tên');
  await dataOf(desk.send('meeting.change', { changes: { place: 'Phòng 3' } }, { meetingId: second }));
  await dataOf(desk.send('meeting.change', { changes: { place: 'Phòng 1' } }, { meetingId: first }));
  await desk.until(({ meeting }) => meeting?.head.place === 'Phòng 1');
});

it('gets nothing after it stopped, not even what waited', async () => {
  await watch(second);
  await dataOf(desk.send('view.unwatch', {}));
  const seen: string[] = [];
  desk.onUpdates = (updates) => seen.push(...updates.map(({ name }) => name));
  await dataOf(desk.send('meeting.change', { changes: { place: 'Phòng 4' } }, { meetingId: second }));
  await dataOf(desk.send('meeting.change', { changes: { place: 'Phòng 5' } }, { meetingId: first }));
  // Whatever was on its way would have come with the slices of the next one.
  await watch(second);
  await desk.until(({ meeting }) => meeting?.head.place === 'Phòng 4');
  expect(seen.filter((name) => name === 'meeting')).toHaveLength(1);
});

it('stays when the meeting is cancelled, and sees it', async () => {
  desk.onUpdates = () => {};
  await dataOf(desk.send('meeting.cancel', { reason: 'Bão số 9' }, { meetingId: second }));
  await desk.until(({ meeting }) => meeting?.head.status === 'cancelled');
  expect(desk.socket.connected).toBe(true);
  const cancel = desk.send('meeting.cancel', { reason: 'Bão số 9' }, { meetingId: second });
  expect(await cancel).toMatchObject({ ok: false, error: { code: 'WRONG_STATUS' } });
});

it('watches again after its connection broke, by asking again', async () => {
  await watch(first);
  await desk.until(({ meeting }) => meeting?.head.title === 'Đổi tên');
  const placeBefore = desk.slices.meeting?.head.place;
  desk.socket.io.engine.close();
  await new Promise((resolve) => desk.socket.once('hello', resolve));
  await dataOf(desk.send('meeting.change', { changes: { place: 'Phòng 6' } }, { meetingId: first }));
  expect(desk.slices.meeting?.head.place).toBe(placeBefore);
  await dataOf(desk.send('view.watch', { versions: versionsOf(desk.slices) }, { meetingId: first }));
  await desk.until(({ meeting }) => meeting?.head.place === 'Phòng 6');
});

it('is no way in for a page of a meeting', async () => {
  const link = { for: { kind: 'display', siteId: null }, isOneTime: false } as const;
  const { url } = await dataOf(desk.send('link.issue', link, { meetingId: first }));
  await dataOf(desk.send('meeting.convene', {}, { meetingId: first }));
  const page = await enter(server, url.split('#')[1]);
  const reply = await page.send('view.watch', { versions: {} });
  expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  page.close();
});

/** Forgets what was held of another meeting, as a page must. */
async function watch(meetingId: string): Promise<void> {
  await dataOf(desk.send('view.watch', { versions: {} }, { meetingId }));
  desk.slices = {};
}

async function makeMeeting(title: string): Promise<string> {
  const { bodies } = await dataOf(desk.send('desk.read', {}));
  const [body] = bodies;
  const fields = { title, place: 'Phòng 1', plannedStartAt: Date.now(), quorumRuleId: 'simpleMajority' } as const;
  const source = { kind: 'template', templateId: 'builtin-briefing' } as const;
  const { meetingId } = await dataOf(desk.send('meeting.create', { bodyId: body?.id ?? '', ...fields, source }));
  const chair = { role: 'chair', isMember: true, seatId: null, substituteForId: null } as const;
  const participants = [{ personId: body?.persons[0]?.id ?? '', ...chair }];
  await dataOf(desk.send('participant.add', { participants }, { meetingId }));
  return meetingId;
}
