/** An installation without a demo: the printed link makes the first administrator, once; then a whole meeting by protocol. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { administrator, Client, enter, join, post, usualItem } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

let server: ServerProcess;
let token: string;
beforeAll(async () => {
  server = await ServerProcess.start({ args: ['--no-demo'] });
  token = server.secretOf('setup');
});
afterAll(() => server.stop());

it('makes the first administrator by the printed link, and nobody else', async () => {
  const forged = { ...administrator, token: token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) };
  expect((await post(server, 'setup', forged)).body.error?.code).toBe('BAD_LINK');
  const weak = await post(server, 'setup', { ...administrator, token, password: 'ngắn' });
  expect(weak.body.error).toMatchObject({ code: 'WEAK_PASSWORD', field: 'password' });
  const answers = await Promise.all([
    post(server, 'setup', { ...administrator, token }),
    post(server, 'setup', { ...administrator, token }),
  ]);
  expect(answers.map(({ body }) => body.error?.code).sort()).toEqual(['LINK_USED', undefined]);
  expect((await post(server, 'setup', { ...administrator, token })).body.error?.code).toBe('LINK_USED');
});

it('signs in by password, slows down guessing, and signs out', async () => {
  const { login, password } = administrator;
  const wrong = () => post(server, 'login', { login, password: 'a wrong password' });
  expect((await wrong()).body.error?.code).toBe('WRONG_PASSWORD');
  const { body, cookie } = await post(server, 'login', { login, password });
  expect(body.sessionKey).toMatch(/^[\w-]{16}$/);
  const desk = await Client.connect(server, { ...body, cookie });
  const ended = new Promise((resolve) => desk.socket.once('disconnect', resolve));
  expect((await post(server, 'logout', body, { cookie })).status).toBe(200);
  await ended;
  desk.close();
  await expect(Client.connect(server, { ...body, cookie })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  for (let attempt = 0; attempt < 5; attempt += 1) await wrong();
  const slowed = await post(server, 'login', { login, password });
  expect(slowed.body.error).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterMs: expect.any(Number) });
  expect(slowed.status).toBe(429);
});

it('prepares a meeting from nothing and lets its chair in', async () => {
  await server.kill('SIGTERM');
  await server.restart();
  expect(server.output).not.toContain('/setup#');
  const { body, cookie } = await post(server, 'login', {
    login: administrator.login,
    password: administrator.password,
  });
  const desk = await Client.connect(server, { ...body, cookie });
  const read = async () => {
    const reply = await desk.send('desk.read', {});
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.data;
  };
  const bodyId = (await read()).bodies[0]?.id ?? '';
  const where = { address: 'Số 1 đường Mẫu', bandwidthMbps: 100, contactName: '', contactPhone: '' };
  const site = { id: 'hall', parentId: null, name: 'Hội trường', isChairSite: true, ...where };
  const seat = { id: 'seat-1', siteId: 'hall', label: 'Ghế 1', row: 0, column: 0 };
  const person = { id: 'lan', name: 'Đại biểu Mẫu', rank: '', title: '', siteId: 'hall', usualRole: 'chair' as const };
  const steps = [
    await desk.send('site.add', { bodyId, site }),
    await desk.send('site.change', { bodyId, site: { ...site, parentId: 'hall' } }),
    await desk.send('seat.add', { bodyId, seats: [seat, { ...seat, id: 'seat-2' }] }),
    await desk.send('seat.add', { bodyId, seats: [seat] }),
    await desk.send('person.add', { bodyId, person }),
    await desk.send('person.add', { bodyId: 'another', person }),
  ];
  expect(steps.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual([
    'ok',
    'SITE_LOOP',
    'SEAT_PLACE_TAKEN',
    'ok',
    'ok',
    'UNKNOWN_BODY',
  ]);

  const create = {
    bodyId,
    title: 'Phiên họp đầu tiên',
    place: 'Hội trường',
    plannedStartAt: Date.now(),
    quorumRuleId: 'simpleMajority' as const,
    source: { kind: 'empty' as const },
  };
  const [made, repeated] = await Promise.all(
    [1, 2].map(() => desk.send('meeting.create', create, { commandId: 'create-one' })),
  );
  if (!made?.ok) throw new Error('The meeting was not created.');
  expect(repeated).toEqual(made);
  const { meetingId } = made.data;
  const chair = { personId: 'lan', role: 'chair' as const, isMember: true, seatId: 'seat-1', substituteForId: null };
  const item = { ...usualItem, itemId: 'first', title: 'Khai mạc' };
  const results = [
    await desk.send('meeting.convene', {}, { meetingId }),
    await desk.send('participant.add', { participants: [chair] }, { meetingId }),
    await desk.send('meeting.convene', {}, { meetingId }),
    await desk.send('agenda.add', item, { meetingId }),
    await desk.send('meeting.convene', {}, { meetingId }),
  ];
  expect(results.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual([
    'NO_CHAIR',
    'ok',
    'NO_AGENDA',
    'ok',
    'ok',
  ]);
  expect((await read()).meetings).toMatchObject([{ id: meetingId, status: 'convened', isQuarantined: false }]);

  const link = await desk.send(
    'link.issue',
    { for: { kind: 'person', personId: 'lan' }, isOneTime: false },
    { meetingId },
  );
  if (!link.ok) throw new Error(link.error.message);
  const page = await enter(server, link.data.url.split('#')[1]);
  await page.until(({ me, attendance }) => me?.head.role === 'chair' && attendance?.rows.lan?.status === 'present');
  expect(page.slices.attendance?.rows.lan).toMatchObject({ siteName: 'Hội trường', seatLabel: 'Ghế 1' });

  // A display of the house, not of one meeting: it shows what runs, and waits in between.
  const display = await desk.send('link.issue', { for: { kind: 'display', siteId: 'hall' }, isOneTime: false });
  if (!display.ok) throw new Error(display.error.message);
  const credentials = await join(server, display.data.url.split('#')[1] ?? '');
  const screen = await Client.connect(server, credentials);
  await screen.until(({ meeting }) => meeting?.head.title === 'Phiên họp đầu tiên');
  await page.send('meeting.open', {});
  const left = new Promise((resolve) => screen.socket.once('disconnect', resolve));
  await page.send('meeting.close', {});
  await left;
  const waiting = new Promise((resolve) =>
    screen.socket.once('connect_error', (error) => resolve((error as { data?: unknown }).data)),
  );
  expect(await waiting).toMatchObject({ code: 'NO_MEETING' });
  screen.close();
  page.close();
  desk.close();
});
