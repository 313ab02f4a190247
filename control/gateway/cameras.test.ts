import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentReply, AgentRequest, CameraReport } from '#camera';
import type { CommandInput, CommandName, PersonRole, SliceUpdate } from '#contract';
import { applyUpdates, type HeldSlices } from '../../room-ui/src/session/apply-update.ts';
import { vp8Parameters } from '../../sfu/sample-parameters.ts';
import { credentialsOf, type DeskPage, ServedServer } from './served-harness.ts';

const roles = ['chair', 'deputy', 'clerk', 'operator', 'delegate'] as const;
const password = 'mat-khau-cua-camera-9371';
const forbidden = { ok: false, error: { code: 'FORBIDDEN' } };
const camera: CameraReport = {
  cameraId: 'ptz',
  name: 'Camera chính',
  state: 'ready',
  shot: 'face',
  personId: 'lan',
  isFramed: true,
  manualUntil: null,
  producerId: null,
};

describe('a room agent', () => {
  const logged: string[] = [];
  let served: ServedServer;
  let desk: DeskPage;
  let bodyId: string;
  let meetingId: string;
  let agent: DeskPage;
  let elsewhere: DeskPage;
  const pages = new Map<PersonRole, DeskPage>();
  const pageOf = (role: (typeof roles)[number]) => pages.get(role) as DeskPage;
  const ask = (page: DeskPage, request: AgentRequest, siteId = 'north', more: { commandId?: string } = {}) =>
    page.send('camera.ask', { siteId, request } as CommandInput<'camera.ask'>, more);

  beforeAll(async () => {
    const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
    served = await ServedServer.start(undefined, {}, logger);
    desk = await served.connect(await served.setUp());
    bodyId = (await desk.run('home.read', {})).account.bodyId;
    meetingId = await prepare();
    for (const role of roles) pages.set(role, await joinAs({ kind: 'person', personId: role }));
    await desk.run('meeting.open', {}, { meetingId });
    await pageOf('chair').run('agenda.activate', { itemId: 'i1', fromItemId: null });
    agent = await joinAs({ kind: 'agent', siteId: 'north' });
    elsewhere = await joinAs({ kind: 'agent', siteId: 'south' });
  });
  afterAll(() => served.stop());

  it('reads what its own site’s cameras obey, and nothing else of the meeting', async () => {
    await speak('delegate');
    await expect.poll(() => ordersOf(agent)?.holders).toEqual([{ personId: 'delegate', seatId: 'seat-1' }]);
    await pageOf('clerk').run('chat.send', { to: 'all', text: 'Kính gửi' });
    await expect.poll(() => ordersOf(elsewhere)).toMatchObject({ holders: [], privacy: null });
    expect(new Set(agent.slices.map(({ name }) => name))).toEqual(new Set(['me', 'roomOrders']));
    expect(JSON.stringify(agent.slices)).not.toContain('Người');
    expect(JSON.stringify(elsewhere.slices)).not.toContain('delegate');
    await endSpeech('delegate');
    await expect.poll(() => ordersOf(agent)?.holders).toEqual([]);
  });

  it('is told to show nobody in a closed session, and stays in the meeting', async () => {
    await speak('delegate');
    await expect.poll(() => ordersOf(agent)?.holders.length).toBe(1);
    await pageOf('chair').run('closedSession.begin', {});
    await expect.poll(() => ordersOf(agent)).toMatchObject({ holders: [], next: null, privacy: 'closedSession' });
    expect(agent.socket.connected).toBe(true);
    const since = held(pageOf('chair')).meeting?.head.sessionClosedSince ?? 0;
    await expect.poll(() => agentRow()?.isPictureWithheld).toBe(true);
    await agent.run('camera.report', { cameras: [camera], parkedSince: since - 1 });
    await agent.run('camera.report', { cameras: [camera] });
    expect(agentRow()?.isPictureWithheld).toBe(true);
    await agent.run('camera.report', { cameras: [camera], parkedSince: since });
    await expect.poll(() => agentRow()?.isPictureWithheld).toBe(false);
    await agent.run('camera.report', { cameras: [camera], parkedSince: null });
    await expect.poll(() => agentRow()?.isPictureWithheld).toBe(true);
    await pageOf('chair').run('closedSession.end', { since });
    await expect.poll(() => ordersOf(agent)).toMatchObject({ privacy: null, privateSince: null });
    await expect.poll(() => agentRow()?.isPictureWithheld).toBe(false);
  });

  it('may send nothing but a picture, and may do nothing but report', async () => {
    await agent.run('media.join', {});
    expect(await agent.send('media.createTransport', { direction: 'receive' })).toMatchObject(forbidden);
    const { id: transportId } = await agent.run('media.createTransport', { direction: 'send' });
    const rtpParameters = vp8Parameters(71) as unknown as Record<string, unknown>;
    for (const source of ['microphone', 'screen', 'screenSound'] as const) {
      const kind = source === 'screen' ? 'video' : 'audio';
      const refused = await agent.send('media.produce', { transportId, source, kind, rtpParameters });
      expect([source, refused]).toMatchObject([source, forbidden]);
    }
    const picture = { transportId, source: 'camera', kind: 'video', rtpParameters } as const;
    const { producerId } = await agent.run('media.produce', picture);
    for (const [name, input] of [
      ['media.consume', { producerId, rtpCapabilities: {} }],
      ['floor.request', { personId: 'delegate' }],
      ['chat.setRule', { rule: 'off' }],
      ['minutes.read', { language: 'vi' }],
      ['operations.read', {}],
      ['link.list', {}],
      ['camera.ask', { siteId: 'north', request: { type: 'setUp' } }],
      ['camera.watch', { siteId: 'north', isOn: true }],
    ] as [CommandName, never][]) {
      expect([name, await agent.send(name, input)]).toMatchObject([name, forbidden]);
    }
  });

  it('is shown as whoever speaks at its site, unless a picture of their own does and it does not frame them', async () => {
    await report(agent, { personId: null, isFramed: false });
    await speak('delegate');
    await expect.poll(() => agentRow()?.shownIds).toEqual(['delegate']);
    await produceOwn(pageOf('delegate'));
    await expect.poll(() => agentRow()?.shownIds).toEqual([]);
    await report(agent, { personId: 'delegate', isFramed: true });
    await expect.poll(() => agentRow()?.shownIds).toEqual(['delegate']);
    await endSpeech('delegate');
    await expect.poll(() => agentRow()?.shownIds).toEqual([]);
  });

  it('reports its cameras to those who run the meeting, and to nobody else', async () => {
    await report(agent, {});
    for (const role of ['chair', 'deputy', 'clerk', 'operator'] as const) {
      await expect
        .poll(() => [role, held(pageOf(role)).cameras?.rows.north])
        .toEqual([role, { siteId: 'north', isAgentHere: true, cameras: [camera] }]);
    }
    expect(pageOf('delegate').slices.map(({ name }) => name)).not.toContain('cameras');
    expect(await pageOf('delegate').send('camera.report', { cameras: [] })).toMatchObject(forbidden);
    expect(await pageOf('clerk').send('camera.report', { cameras: [] })).toMatchObject(forbidden);
  });

  it('is counted nowhere: neither in the attendance nor by the quorum nor in the minutes', async () => {
    const { meeting, attendance } = held(pageOf('clerk'));
    expect(meeting?.head.quorum).toMatchObject({ members: roles.length });
    expect(Object.keys(attendance?.rows ?? {}).sort()).toEqual([...roles].sort());
    const minutes = JSON.stringify(await desk.run('minutes.read', { language: 'vi' }, { meetingId }));
    expect(minutes).not.toContain('Tác nhân');
  });

  it('answers what it is asked, once', async () => {
    const asked = answering(agent, (request) => {
      if (request.type === 'presets') return { ok: true, data: { presets: [{ token: '1', name: 'Bục' }] } };
      return { ok: false, code: 'CAMERA_UNKNOWN' };
    });
    expect(await ask(pageOf('chair'), { type: 'presets', cameraId: 'ptz' })).toEqual({
      ok: true,
      data: { presets: [{ token: '1', name: 'Bục' }] },
    });
    const refused = await ask(pageOf('deputy'), { type: 'automatic', cameraId: 'none' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'CAMERA_UNKNOWN', message: /\.$/ } });
    const atDesk = { siteId: 'north', request: { type: 'presets', cameraId: 'ptz' } } as const;
    expect(await desk.send('camera.ask', atDesk, { meetingId })).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });

  it('is set up by clerk and operator only', async () => {
    answering(agent, () => ({ ok: true, data: {} }));
    const discover = { type: 'discover' } as const;
    for (const role of ['chair', 'deputy', 'delegate'] as const) {
      expect([role, await ask(pageOf(role), discover)]).toMatchObject([role, forbidden]);
    }
    for (const role of ['clerk', 'operator'] as const)
      expect(await ask(pageOf(role), discover)).toMatchObject({ ok: true });
    expect(await ask(pageOf('delegate'), { type: 'presets', cameraId: 'ptz' })).toMatchObject(forbidden);
  });

  it('that answers in a form of its own, not in time, or not at all is told apart', async () => {
    answering(agent, () => ({ ok: true, data: { presets: 'none' } }) as never);
    const home = { type: 'manual', cameraId: 'ptz', command: { type: 'home' } } as const;
    expect(await ask(pageOf('chair'), home)).toMatchObject({ error: { code: 'AGENT_MISMATCH' } });
    expect(await ask(pageOf('chair'), home, 'west')).toMatchObject({ error: { code: 'AGENT_AWAY' } });
    agent.socket.off('camera.ask');
    expect(await ask(pageOf('chair'), home)).toMatchObject({ error: { code: 'CAMERA_TIMED_OUT' } });
  }, 15_000);

  it('keeps a camera’s password from the log and from all that is stored', async () => {
    const asked = answering(agent, () => ({ ok: false, code: 'CAMERA_PASSWORD' }));
    const add = { type: 'add', name: 'Camera', address: '192.0.2.7', username: 'admin', password } as const;
    const commandId = 'the-same-command';
    expect(await ask(pageOf('operator'), add, 'north', { commandId })).toMatchObject({
      error: { code: 'CAMERA_PASSWORD' },
    });
    await ask(pageOf('operator'), { ...add, port: 1 } as never, 'north');
    const broken = { siteId: 'north', request: { ...add, name: '' } } as const;
    expect(await pageOf('operator').send('camera.ask', broken)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    expect(asked).toContainEqual(add);
    expect(logged.join('')).not.toContain(password);
    for (const file of filesIn(join(served.dataFolder, 'data'))) {
      expect([file, readFileSync(file).includes(password)]).toEqual([file, false]);
    }
  });

  it('shows what its cameras see to those who look, and hears whether somebody does', async () => {
    const seen: unknown[] = [];
    const unasked: unknown[] = [];
    pageOf('operator').socket.on('camera.sight', (sight) => void seen.push(sight));
    pageOf('chair').socket.on('camera.sight', (sight) => void unasked.push(sight));
    const sight = { cameraId: 'ptz', faces: [], target: { x: 0.5, y: 0.4 }, seats: [{ seatId: 's1', x: 0.2, y: 0.5 }] };
    expect(ordersOf(agent)?.isWatched).toBe(false);
    expect(await pageOf('delegate').send('camera.watch', { siteId: 'north', isOn: true })).toMatchObject(forbidden);
    await pageOf('operator').run('camera.watch', { siteId: 'north', isOn: true });
    await expect.poll(() => ordersOf(agent)?.isWatched).toBe(true);
    expect(ordersOf(elsewhere)?.isWatched).toBe(false);
    await elsewhere.run('camera.sight', { ...sight, cameraId: 'other' });
    await agent.run('camera.sight', sight);
    await expect.poll(() => seen).toEqual([{ ...sight, siteId: 'north' }]);
    expect(unasked).toEqual([]);
    await pageOf('operator').run('camera.watch', { siteId: 'north', isOn: false });
    await expect.poll(() => ordersOf(agent)?.isWatched).toBe(false);
    for (const role of ['chair', 'deputy'] as const) {
      await pageOf(role).run('camera.watch', { siteId: 'north', isOn: true });
      await expect.poll(() => ordersOf(agent)?.isWatched).toBe(true);
      await pageOf(role).run('camera.watch', { siteId: 'north', isOn: false });
      await expect.poll(() => ordersOf(agent)?.isWatched).toBe(false);
    }
    await desk.run('camera.watch', { siteId: 'north', isOn: true }, { meetingId });
    await expect.poll(() => ordersOf(agent)?.isWatched).toBe(true);
    desk.close();
    await expect.poll(() => ordersOf(agent)?.isWatched).toBe(false);
  });

  it('that goes away in the middle of a question is told at once, and staff see it', async () => {
    const home = { type: 'manual', cameraId: 'ptz', command: { type: 'home' } } as const;
    agent.socket.off('camera.ask');
    agent.socket.on('camera.ask', () => agent.close());
    expect(await ask(pageOf('chair'), home)).toMatchObject({ error: { code: 'AGENT_AWAY' } });
    expect(await ask(pageOf('chair'), home)).toMatchObject({ error: { code: 'AGENT_AWAY' } });
    await expect.poll(() => held(pageOf('chair')).cameras?.rows.north?.isAgentHere).toBe(false);
  });

  function report(of: DeskPage, part: Partial<CameraReport>) {
    return of.run('camera.report', { cameras: [{ ...camera, ...part }] });
  }

  function agentRow() {
    const rows = Object.values(held(pageOf('chair')).media?.rows ?? {});
    return rows.find(({ kind, siteId }) => kind === 'agent' && siteId === 'north');
  }

  async function produceOwn(page: DeskPage) {
    await page.run('media.join', {});
    const { id: transportId } = await page.run('media.createTransport', { direction: 'send' });
    const rtpParameters = vp8Parameters(91) as unknown as Record<string, unknown>;
    await page.run('media.produce', { transportId, source: 'camera', kind: 'video', rtpParameters });
  }

  async function speak(role: 'delegate') {
    await pageOf(role).run('floor.request', { personId: role });
    await pageOf('chair').run('floor.grant', { personId: role });
  }

  async function endSpeech(role: 'delegate') {
    const speech = held(pageOf('chair')).floor?.head.speakers.find(({ personId }) => personId === role)?.speech;
    await pageOf(role).run('floor.yield', { personId: role, speech: speech ?? 1 });
  }

  async function prepare(): Promise<string> {
    const contact = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
    for (const id of ['north', 'south', 'west']) {
      const site = { id, parentId: null, name: `Điểm cầu ${id}`, isChairSite: false, ...contact };
      await desk.run('site.add', { bodyId, site });
    }
    await desk.run('seat.add', { bodyId, seats: [{ id: 'seat-1', siteId: 'north', label: 'A1', row: 0, column: 0 }] });
    const fields = { title: 'Phiên họp mẫu', place: '', plannedStartAt: 1_800_000_000_000 };
    const source = { kind: 'empty' } as const;
    const made = await desk.run('meeting.create', { bodyId, ...fields, quorumRuleId: 'simpleMajority', source });
    for (const role of roles) {
      const person = { id: role, name: `Người ${role}`, rank: '', title: '', siteId: 'north', usualRole: role };
      await desk.run('person.add', { bodyId, person });
    }
    const participants = roles.map((role) => {
      const seatId = role === 'delegate' ? 'seat-1' : null;
      return { personId: role, role, isMember: true, seatId, substituteForId: null };
    });
    await desk.run('participant.add', { participants }, made);
    const item = { plannedMs: 60_000, startsAt: null, responsibleIds: [], position: null };
    await desk.run('agenda.add', { itemId: 'i1', title: 'Thảo luận', visibility: 'public', ...item }, made);
    await desk.run('meeting.convene', {}, made);
    return made.meetingId;
  }

  async function joinAs(wanted: CommandInput<'link.issue'>['for']): Promise<DeskPage> {
    const { url } = await desk.run('link.issue', { for: wanted, isOneTime: false }, { meetingId });
    return served.connect(credentialsOf(await served.post('join', { token: url.split('#')[1] ?? '' })));
  }
});

/** What a page holds after all that it was sent. */
function held(page: DeskPage): HeldSlices {
  return applyUpdates({}, page.slices as SliceUpdate[]).held;
}

function ordersOf(page: DeskPage) {
  return held(page).roomOrders?.head;
}

/** From now on the agent answers so; what it was asked. */
function answering(agent: DeskPage, answerTo: (request: AgentRequest) => AgentReply): AgentRequest[] {
  const asked: AgentRequest[] = [];
  agent.socket.off('camera.ask');
  agent.socket.on('camera.ask', (request, answer) => {
    asked.push(request);
    answer(answerTo(request));
  });
  return asked;
}

function filesIn(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return paths.filter((path) => statSync(path).isFile());
}
