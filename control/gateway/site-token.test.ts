import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialsOf, type DeskPage, ServedServer } from './served-harness.ts';

describe('a site token', () => {
  let served: ServedServer;
  let desk: DeskPage;
  let bodyId: string;
  beforeAll(async () => {
    served = await ServedServer.start();
    desk = await served.connect(await served.setUp());
    bodyId = (await desk.run('home.read', {})).account.bodyId;
    const contact = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
    const site = { id: 'north', parentId: null, name: 'Điểm cầu north', isChairSite: false, ...contact };
    await desk.run('site.add', { bodyId, site });
  });
  afterAll(() => served.stop());

  it('of the desk is listed as a device, waits for a meeting, and is worth nothing once it is removed', async () => {
    const issue = { for: { kind: 'agent', siteId: 'north' }, isOneTime: false } as const;
    const { url, linkId, role } = await desk.run('link.issue', issue);
    expect(role).toBe('agent');
    const token = url.split('#')[1] ?? '';
    expect((await served.post('join/preview', { token })).body).toMatchObject({ kind: 'agent', role: 'agent' });
    const agent = credentialsOf(await served.post('join', { token }));
    await expect(served.connect(agent)).rejects.toMatchObject({ code: 'NO_MEETING' });
    expect((await desk.run('device.list', { bodyId })).devices).toMatchObject([{ deviceId: linkId, kind: 'agent' }]);
    await desk.run('device.remove', { bodyId, deviceId: linkId });
    await expect(served.connect(agent)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect((await served.post('join', { token })).body.error?.code).toBe('LINK_EXPIRED');
  });

  it('needs a site that there is', async () => {
    const nowhere = { for: { kind: 'agent', siteId: 'nowhere' }, isOneTime: false } as const;
    expect(await desk.send('link.issue', nowhere)).toMatchObject({ error: { code: 'UNKNOWN_SITE' } });
    const none = { for: { kind: 'agent' } as never, isOneTime: false };
    expect(await desk.send('link.issue', none)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  });
});
