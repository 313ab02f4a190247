import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportPreview, limits } from '#contract';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import { type Credentials, type DeskPage, ServedServer } from './served-harness.ts';

describe('a list that is imported', () => {
  let served: ServedServer;
  let credentials: Credentials;
  let admin: DeskPage;
  let bodyId: string;
  beforeAll(async () => {
    served = await ServedServer.start();
    credentials = await served.setUp();
    admin = await served.connect(credentials);
    bodyId = (await admin.run('home.read', {})).account.bodyId;
    const contact = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
    const site = { id: 'north', parentId: null, name: 'Xã Bắc', isChairSite: true, ...contact };
    await admin.run('site.add', { bodyId, site });
    await admin.run('seat.add', { bodyId, seats: [{ id: 'n1', siteId: 'north', label: 'Ghế 1', row: 0, column: 0 }] });
  });
  afterAll(() => served.stop());

  it('changes nothing until it is taken over, and a repeat is answered as before', async () => {
    const preview = await previewOf('Họ và tên;Chức vụ;Đơn vị\nMẫu Một;Giám đốc;Xã Bắc\nMẫu Hai;;Xã Đông\n');
    expect(preview).toMatchObject({
      encoding: 'utf-8',
      rows: [{ line: 2, change: 'new', name: 'Mẫu Một' }],
      faults: [{ line: 3, code: 'UNKNOWN_SITE' }],
    });
    expect(await names()).not.toContain('Mẫu Một');
    const { importId } = preview;
    const replies = await Promise.all([
      admin.send('import.apply', { importId }),
      admin.send('import.apply', { importId }),
    ]);
    const first = { ok: true, data: { created: 1, changed: 0, added: 0 } };
    expect([...replies, await admin.send('import.apply', { importId })]).toEqual([first, first, first]);
    expect((await names()).filter((name) => name === 'Mẫu Một')).toHaveLength(1);
  });

  it('for a meeting brings its persons into the register and into the meeting', async () => {
    const meetingId = await draft();
    const preview = await previewOf(
      'Họ tên;Đơn vị;Ghế;Vai trò\nMẫu Ba;Xã Bắc;Ghế 1;Chủ tọa\nMẫu Bốn;Xã Bắc;;\n',
      meetingId,
    );
    expect(await admin.run('import.apply', { importId: preview.importId })).toEqual({
      created: 2,
      changed: 0,
      added: 2,
    });
    const again = await previewOf('Họ tên;Ghế;Vai trò;Chức vụ\nMẫu Ba;Ghế 1;Chủ tọa;\nMẫu Bốn;;;Kế toán\n', meetingId);
    expect(again.rows.map(({ change }) => change)).toEqual(['already', 'changed']);
    expect(await admin.run('import.apply', { importId: again.importId })).toEqual({ created: 0, changed: 1, added: 0 });
    await admin.run('view.watch', { versions: {} }, { meetingId });
    await expect.poll(() => admin.slices.some(({ name }) => name === 'attendance')).toBe(true);
    const attendance = admin.slices.find((update) => update.name === 'attendance');
    const rows = Object.values(attendance?.rows ?? {}) as { name: string; title: string; seatLabel: string }[];
    expect(rows.map(({ name, title, seatLabel }) => [name, title, seatLabel]).sort()).toEqual([
      ['Mẫu Ba', '', 'Ghế 1'],
      ['Mẫu Bốn', 'Kế toán', ''],
    ]);
  });

  it('is refused when the register changed so that it would do something else', async () => {
    const { importId } = await previewOf('Họ tên\nMẫu Năm\n');
    await addPerson('khac', 'Không liên quan');
    await addPerson('nam', 'Mẫu Năm');
    const refused = await admin.send('import.apply', { importId });
    expect(refused).toMatchObject({ ok: false, error: { code: 'IMPORT_EXPIRED' } });
    const second = await previewOf('Họ tên\nMẫu Sáu\n');
    await addPerson('khac2', 'Vẫn không liên quan');
    expect(await admin.send('import.apply', { importId: second.importId })).toMatchObject({ ok: true });
  });

  it('is forgotten when another is looked at', async () => {
    const { importId } = await previewOf('Họ tên\nMẫu Bảy\n');
    await previewOf('Họ tên\nMẫu Tám\n');
    expect(await admin.send('import.apply', { importId })).toMatchObject({ error: { code: 'IMPORT_EXPIRED' } });
  });

  it('belongs to the session that looked at it', async () => {
    const { importId } = await previewOf('Họ tên\nMẫu Chín\n');
    const other = await served.connect(await served.signIn('quantri', 'mật khẩu quản trị'));
    expect(await other.send('import.apply', { importId })).toMatchObject({ error: { code: 'IMPORT_EXPIRED' } });
  });

  it('is refused where it is no list, too large, from elsewhere, or from nobody', async () => {
    const session = credentials.sessionKey;
    expect(await codeOf('không\tphải\ndanh\tsách\n')).toEqual([400, 'IMPORT_UNREADABLE']);
    expect(await codeOf('')).toEqual([400, 'IMPORT_UNREADABLE']);
    expect(await codeOf('x'.repeat(limits.maxImportBytes + 1))).toEqual([413, 'TOO_LARGE']);
    expect(await codeOf('Họ tên\n'.repeat(10_002))).toEqual([413, 'TOO_LARGE']);
    expect(await codeOf('Họ tên\nMẫu\n', { query: '' })).toEqual([400, 'INVALID_INPUT']);
    expect(await codeOf('Họ tên\nMẫu\n', { query: `?session=${session}&meeting=../x` })).toEqual([
      400,
      'INVALID_INPUT',
    ]);
    expect(await codeOf('Họ tên\nMẫu\n', { query: `?session=${session}&meeting=m9` })).toEqual([
      400,
      'UNKNOWN_MEETING',
    ]);
    expect(await codeOf('Họ tên\nMẫu\n', { cookie: '' })).toEqual([401, 'NOT_SIGNED_IN']);
    expect(await codeOf('Họ tên\nMẫu\n', { origin: 'https://elsewhere.example' })).toEqual([403, 'WRONG_ORIGIN']);
  });

  it('of five thousand lines is looked at in little time, and taken over', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `Mẫu Số ${index};Chuyên viên;Xã Bắc`);
    const clock = startCpuClock();
    const preview = await previewOf(['Họ tên;Chức vụ;Đơn vị', ...lines].join('\n'));
    expect(clock.elapsedMs()).toBeLessThan(1_500);
    expect(preview.rows).toHaveLength(5_000);
    expect(await admin.run('import.apply', { importId: preview.importId })).toMatchObject({ created: 5_000 });
  });

  async function previewOf(text: string, meetingId?: string): Promise<ImportPreview> {
    const query = `?session=${credentials.sessionKey}${meetingId ? `&meeting=${meetingId}` : ''}`;
    const headers = { cookie: credentials.cookie, 'content-type': 'text/csv' };
    const answer = await served.send<ImportPreview>('POST', `/api/import${query}`, text, headers);
    if (answer.body.error) throw new Error(JSON.stringify(answer.body.error));
    return answer.body;
  }

  async function codeOf(text: string, more: { query?: string; cookie?: string; origin?: string } = {}) {
    const { query = `?session=${credentials.sessionKey}`, cookie = credentials.cookie, ...headers } = more;
    const { status, body } = await served.send('POST', `/api/import${query}`, text, { cookie, ...headers });
    return [status, body.error?.code];
  }

  async function names(): Promise<string[]> {
    const { bodies } = await admin.run('desk.read', {});
    return bodies.flatMap(({ persons }) => persons.map(({ name }) => name));
  }

  async function addPerson(id: string, name: string): Promise<void> {
    const person = { id, name, rank: '', title: '', siteId: null, usualRole: 'delegate' } as const;
    await admin.run('person.add', { bodyId, person });
  }

  async function draft(): Promise<string> {
    const source = { kind: 'empty' } as const;
    const more = { place: '', plannedStartAt: 1_800_000_000_000, quorumRuleId: 'simpleMajority', source } as const;
    return (await admin.run('meeting.create', { bodyId, title: 'Phiên họp', ...more })).meetingId;
  }
});
