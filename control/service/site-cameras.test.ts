import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CameraReport } from '#camera';
import type { Slices } from '#contract';
import { produceRequest } from '../../sfu/plane-suite.ts';
import { vp8Parameters } from '../../sfu/sample-parameters.ts';
import type { EndpointId, SiteId } from '../domain/ids.ts';
import { LiveMeeting } from './live-meeting.ts';
import { lan, meetingId, openMeeting, openSurroundings, run, type Surroundings } from './live-meeting-harness.ts';
import type { EndpointSeat } from './seats.ts';

const hall = 'hall' as SiteId;
const report = (cameraId: string): CameraReport => ({
  cameraId,
  name: 'Camera chính',
  state: 'ready',
  shot: 'face',
  personId: lan,
  isFramed: true,
  manualUntil: 7,
  producerId: 'p1',
});

function agentAt(id: string, siteId: SiteId = hall): EndpointSeat {
  const endpointId = id as EndpointId;
  return { endpointId, kind: 'agent', deviceRole: 'agent', personId: null, siteId, label: siteId };
}

describe('the cameras of a site', () => {
  let around: Surroundings;
  let meeting: LiveMeeting;
  beforeEach(async () => {
    vi.useFakeTimers();
    around = await openSurroundings();
    meeting = await LiveMeeting.load(meetingId, around);
    await openMeeting(meeting);
  });
  afterEach(() => {
    meeting.close();
    vi.useRealTimers();
  });
  const row = () => (meeting.cameras.value() as Slices['cameras']).rows.hall;
  const home = { type: 'manual', cameraId: 'ptz', command: { type: 'home' } } as const;

  it('are those of its agent, for half a minute longer than it is connected, then nobody knows what they do', async () => {
    const agent = agentAt('agent-1');
    await meeting.connect(agent, 'line', null);
    expect(row()).toEqual({ siteId: hall, isAgentHere: true, cameras: [] });
    meeting.cameras.take(agent.endpointId, [report('ptz')]);
    meeting.disconnect(agent.endpointId, 'line');
    expect(row()).toEqual({ siteId: hall, isAgentHere: false, cameras: [report('ptz')] });
    await vi.advanceTimersByTimeAsync(30_100);
    const nothing = { personId: null, isFramed: false, manualUntil: null, producerId: null };
    expect(row()?.cameras).toEqual([{ ...report('ptz'), state: 'away', ...nothing }]);
    await meeting.connect(agent, 'line-2', null);
    meeting.cameras.take(agent.endpointId, [report('ptz')]);
    expect(row()).toEqual({ siteId: hall, isAgentHere: true, cameras: [report('ptz')] });
  });

  it('are those of the agent that came last, and of the other once that one is gone', async () => {
    const [old, young] = [agentAt('agent-old'), agentAt('agent-young')];
    await meeting.connect(old, 'one', null);
    meeting.cameras.take(old.endpointId, [report('old')]);
    await meeting.connect(young, 'two', null);
    meeting.cameras.take(young.endpointId, [report('young')]);
    meeting.cameras.take(old.endpointId, [report('old')]);
    expect(row()?.cameras.map(({ cameraId }) => cameraId)).toEqual(['young']);
    around.gateway.agentAnswer = { ok: true, data: {} };
    await meeting.cameras.ask(hall, home);
    expect(around.gateway.notices).toContain('ask agent agent-young');
    meeting.disconnect(young.endpointId, 'two');
    expect(row()?.cameras.map(({ cameraId }) => cameraId)).toEqual(['old']);
  });

  it('are known again after a restart of the server, and away until their agent is back', async () => {
    const agent = agentAt('agent-1');
    await meeting.connect(agent, 'line', null);
    meeting.close();
    meeting = await LiveMeeting.load(meetingId, around);
    expect(row()).toEqual({ siteId: hall, isAgentHere: false, cameras: [] });
    await expect(meeting.cameras.ask(hall, home)).rejects.toMatchObject({ code: 'AGENT_AWAY' });
  });

  it('are told what changed for them only', async () => {
    const agent = agentAt('agent-1');
    await meeting.connect(agent, 'line', null);
    await vi.advanceTimersByTimeAsync(100);
    around.gateway.sent.length = 0;
    await run(meeting, { type: 'display.showNotice', text: 'Nghỉ giải lao đến 10 giờ' });
    meeting.cameras.take(agent.endpointId, [report('ptz')]);
    await vi.advanceTimersByTimeAsync(100);
    expect(around.gateway.sent.filter(({ to }) => to === agent.endpointId)).toEqual([]);
    await run(meeting, { type: 'meeting.adjourn' });
    await vi.advanceTimersByTimeAsync(100);
    const sent = around.gateway.sent.filter(({ to }) => to === agent.endpointId).flatMap(({ updates }) => updates);
    const orders = sent.findLast(({ name }) => name === 'roomOrders');
    expect(orders).toMatchObject({
      base: null,
      head: { holders: [], privacy: 'recess', privateSince: Date.now() - 100 },
    });
  });

  it('show nothing from the moment at which nobody may be shown until their agent says that they look aside', async () => {
    const agent = agentAt('agent-1');
    const { endpointId } = agent;
    await meeting.connect(agent, 'line', null);
    const send = async () => {
      await meeting.media.join(endpointId);
      const { id } = await meeting.media.peer(endpointId).createTransport('send');
      const request = { ...produceRequest(id, 'camera'), rtpParameters: vp8Parameters(7) };
      return meeting.media.produce(endpointId, request);
    };
    const { producerId } = await send();
    const told = () => (meeting.media.value('member') as Slices['media']).rows[endpointId];
    const passesOn = async () => {
      await vi.advanceTimersByTimeAsync(1);
      return (await meeting.media.peer(endpointId).producerStats()).map(({ isOpen }) => isOpen);
    };
    const since = () => meeting.cameras.ordersFor(endpointId)?.privateSince ?? null;
    const shown = { isPictureWithheld: false, producers: [{ producerId }] };
    const hidden = { isPictureWithheld: true, producers: [] };
    expect([told(), await passesOn()]).toMatchObject([shown, [true]]);
    await run(meeting, { type: 'closedSession.begin' });
    const first = since();
    expect([told(), await passesOn()]).toMatchObject([hidden, [false]]);
    for (const wrong of [null, (first ?? 0) - 1]) {
      meeting.cameras.take(endpointId, [report('ptz')], wrong);
      expect([told(), await passesOn()]).toMatchObject([hidden, [false]]);
    }
    meeting.cameras.take(endpointId, [report('ptz')], first);
    expect([told(), await passesOn()]).toMatchObject([shown, [true]]);
    meeting.cameras.take(endpointId, [report('ptz')], null);
    expect([told(), await passesOn()]).toMatchObject([hidden, [false]]);
    await run(meeting, { type: 'closedSession.end', since: first ?? 0 });
    expect([told(), await passesOn()]).toMatchObject([shown, [true]]);
    await vi.advanceTimersByTimeAsync(1_000);
    await run(meeting, { type: 'closedSession.begin' });
    // What it said of the closed session before says nothing of this one.
    meeting.cameras.take(endpointId, [report('ptz')], first);
    expect([told(), await passesOn()]).toMatchObject([hidden, [false]]);
    meeting.cameras.take(endpointId, [report('ptz')], since());
    expect([told(), await passesOn()]).toMatchObject([shown, [true]]);
    meeting.disconnect(endpointId, 'line');
    expect([told(), await passesOn()]).toMatchObject([hidden, [false]]);
    await meeting.connect(agent, 'line-2', null);
    expect([told(), await passesOn()]).toMatchObject([hidden, [false]]);
    // A picture that is made anew meanwhile.
    await send();
    expect(await passesOn()).toEqual([false]);
    expect(told()).toMatchObject(hidden);
  });

  it('are not those of a device that is put out of the meeting', async () => {
    const agent = agentAt('agent-1');
    await meeting.connect(agent, 'line', null);
    meeting.cameras.take(agent.endpointId, [report('ptz')]);
    await run(meeting, { type: 'endpoint.remove', endpointId: agent.endpointId });
    expect(row()).toMatchObject({ isAgentHere: false, cameras: [{ state: 'away' }] });
    expect(meeting.cameras.ordersFor(agent.endpointId)).toBeNull();
    await expect(meeting.cameras.ask(hall, home)).rejects.toMatchObject({ code: 'AGENT_AWAY' });
  });
});
