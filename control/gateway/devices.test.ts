import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialsOf, type DeskPage, ServedServer } from './served-harness.ts';

describe('a device of a site', () => {
  let served: ServedServer;
  let admin: DeskPage;
  let bodyId: string;
  beforeAll(async () => {
    served = await ServedServer.start();
    admin = await served.connect(await served.setUp());
    bodyId = (await admin.run('home.read', {})).account.bodyId;
    await admin.run('site.add', { bodyId, site: site('north') });
    await admin.run('body.found', { bodyId: 'b2', name: 'Ủy ban khác' });
    await admin.run('site.add', { bodyId: 'b2', site: site('south') });
  });
  afterAll(() => served.stop());

  it('shows a code, is joined by it, and waits for a meeting of its body', async () => {
    const { device, deviceId } = await pair(bodyId, 'north');
    await expect(served.connect(device)).rejects.toMatchObject({ code: 'NO_MEETING' });
    expect((await admin.run('device.list', { bodyId })).devices).toEqual([
      {
        deviceId,
        kind: 'room',
        siteId: 'north',
        label: 'Màn hình north',
        pairedAt: expect.any(Number),
        isConnected: true,
      },
    ]);
    const foreign = await convene('b2');
    await expect(served.connect(device)).rejects.toMatchObject({ code: 'NO_MEETING' });
    const own = await convene(bodyId);
    const page = await served.connect(device);
    expect(await page.send('meeting.open', {}, { meetingId: foreign })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await page.send('view.resync', { versions: {} }, { meetingId: own })).toEqual({ ok: true, data: {} });
    await admin.run('meeting.cancel', { reason: 'Hoãn' }, { meetingId: own });
    await page.disconnected;
    await expect(served.connect(device)).rejects.toMatchObject({ code: 'NO_MEETING' });
  });

  it('gets its session again when the answer was lost', async () => {
    const { pairingSecret, again } = await pair(bodyId, 'north');
    expect(again).toMatchObject({ state: 'paired', sessionKey: expect.any(String) });
    const other = await served.post('pair/status', { pairingSecret: `${pairingSecret}x` });
    expect([other.body, other.cookie]).toEqual([{ state: 'expired', sessionKey: null }, null]);
  });

  it('is out at once when it is removed', async () => {
    await convene(bodyId);
    const { device, deviceId } = await pair(bodyId, 'north');
    const page = await served.connect(device);
    await admin.run('device.remove', { bodyId, deviceId });
    expect(await page.ended).toBe('revoked');
    await expect(served.connect(device)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    const { devices } = await admin.run('device.list', { bodyId });
    expect(devices.map((row) => row.deviceId)).not.toContain(deviceId);
    expect(await admin.send('device.remove', { bodyId, deviceId })).toEqual({ ok: true, data: {} });
  });

  it('of one body is not seen or removed by another', async () => {
    const { deviceId } = await pair('b2', 'south');
    const { devices } = await admin.run('device.list', { bodyId });
    expect(devices.map((row) => row.deviceId)).not.toContain(deviceId);
    expect(await admin.send('device.remove', { bodyId, deviceId })).toMatchObject({
      error: { code: 'UNKNOWN_DEVICE' },
    });
  });

  it('is joined only to a site that is there, by a code that is shown', async () => {
    const { body } = await served.post('pair/start', {});
    const input = { bodyId, code: body.code, kind: 'display', siteId: 'south', label: '' } as const;
    expect(await admin.send('device.pair', input)).toMatchObject({ error: { code: 'UNKNOWN_SITE' } });
    const code = body.code === '000000' ? '000001' : '000000';
    const wrong = await admin.send('device.pair', { ...input, siteId: 'north', code });
    expect(wrong).toMatchObject({ error: { code: 'WRONG_CODE', field: 'code' } });
    const { body: status } = await served.post('pair/status', { pairingSecret: body.pairingSecret });
    expect(status).toEqual({ state: 'waiting', sessionKey: null });
  });

  async function pair(ofBody: string, siteId: string) {
    const { body: started } = await served.post('pair/start', {});
    const input = { bodyId: ofBody, code: started.code, kind: 'room', siteId, label: `Màn hình ${siteId}` } as const;
    const { deviceId } = await admin.run('device.pair', input);
    const { pairingSecret } = started;
    const status = await served.post('pair/status', { pairingSecret });
    const again = await served.post('pair/status', { pairingSecret });
    return { deviceId, device: credentialsOf(status), pairingSecret, again: again.body };
  }

  async function convene(ofBody: string): Promise<string> {
    const source = { kind: 'empty' } as const;
    const more = { place: '', plannedStartAt: 1_800_000_000_000, quorumRuleId: 'simpleMajority', source } as const;
    const { meetingId } = await admin.run('meeting.create', { bodyId: ofBody, title: 'Phiên họp', ...more });
    const guest = { personId: 'chutoa', name: 'Chủ tọa Mẫu', rank: '', title: '', siteId: null };
    await admin.run('participant.addGuest', guest, { meetingId });
    const chair = { personId: 'chutoa', role: 'chair', isMember: true, seatId: null, substituteForId: null } as const;
    await admin.run('participant.change', chair, { meetingId });
    const item = { title: 'Thảo luận', plannedMs: 60_000, visibility: 'public', startsAt: null } as const;
    await admin.run('agenda.add', { itemId: 'i1', ...item, responsibleIds: [], position: null }, { meetingId });
    await admin.run('meeting.convene', {}, { meetingId });
    return meetingId;
  }
});

function site(id: string) {
  const contact = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
  return { id, parentId: null, name: `Điểm cầu ${id}`, isChairSite: false, ...contact };
}
