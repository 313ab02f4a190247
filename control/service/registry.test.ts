import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BodyId, MeetingId } from '../domain/ids.ts';
import { quorumRules } from '../domain/quorum.ts';
import { systemActor } from '../domain/roles.ts';
import { simplePack } from '../domain/rule-pack.ts';
import type { StreamContents, StreamName } from '../store/journal.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import { lan, openMeeting, openSurroundings, run, type Surroundings, seatOf } from './live-meeting-harness.ts';
import { Registry } from './registry.ts';

const sound = 'sound' as MeetingId;
const damaged = 'damaged' as MeetingId;

/** A journal in which a record can be changed behind its back. */
class DamagedJournal extends MemoryJournal {
  isDamaged = false;
  override async read(stream: StreamName): Promise<StreamContents> {
    const { records } = await super.read(stream);
    if (!this.isDamaged || stream !== `meeting/${damaged}`) return { records, fault: null };
    return { records: records.slice(0, 4), fault: { version: 5, reason: 'the record does not match its hash' } };
  }
}

describe('the bodies and meetings of a server', () => {
  let journal: DamagedJournal;
  let around: Surroundings;
  const opened: Registry[] = [];
  beforeEach(async () => {
    journal = new DamagedJournal();
    around = await openSurroundings(journal);
  });
  afterEach(async () => {
    for (const registry of opened.splice(0)) await registry.close();
    await around.plane.close();
  });

  it('are all there after a restart: bodies, and the meetings that are not closed', async () => {
    const registry = await open();
    const found = { type: 'body.found', name: 'Ủy ban' } as const;
    const execution = { actor: systemActor, commandKey: null, inputHash: '', reply: null };
    await (await registry.body('b1' as BodyId)).execute(found, execution);
    await openMeeting(await registry.newMeeting(sound));
    const closed = await registry.newMeeting('closed' as MeetingId);
    await openMeeting(closed);
    await run(closed, { type: 'meeting.close' });
    const again = await open();
    expect((await again.bodies()).map(({ state }) => state.name)).toEqual(['Ủy ban']);
    expect((await again.meetings()).map(({ id }) => id)).toEqual([sound]);
    expect((await again.meeting('closed' as MeetingId)).state.status).toBe('closed');
    expect((await (await open()).allMeetings()).map(({ id }) => id).sort()).toEqual(['closed', sound]);
  });

  it('count a cancelled meeting as one that is over', async () => {
    const meeting = await (await open()).newMeeting('cancelled' as MeetingId);
    const fields = { bodyId: 'b1' as BodyId, bodyName: '', title: 'Phiên họp', place: '', plannedStartAt: 0 };
    const rest = { quorumRule: quorumRules.simpleMajority, rulePack: simplePack, items: [], profiles: [] };
    await run(meeting, { type: 'meeting.create', ...fields, ...rest });
    await run(meeting, { type: 'meeting.cancel', reason: 'bão' });
    const again = await open();
    expect(await again.meetings()).toEqual([]);
    expect((await again.meeting('cancelled' as MeetingId)).state.status).toBe('cancelled');
  });

  it('do not hold a meeting that was never created', async () => {
    await expect((await open()).meeting('nothing' as MeetingId)).rejects.toMatchObject({ code: 'UNKNOWN_MEETING' });
  });

  it('give one and the same meeting or body to those who ask at the same time', async () => {
    const registry = await open();
    const [one, two] = await Promise.all([registry.newMeeting(sound), registry.newMeeting(sound)]);
    expect(one).toBe(two);
    const [body, same] = await Promise.all([registry.body('b1' as BodyId), registry.body('b1' as BodyId)]);
    expect(body).toBe(same);
  });

  it('keep a damaged meeting read only, name the record, and run the others', async () => {
    const first = await open();
    await openMeeting(await first.newMeeting(sound));
    await openMeeting(await first.newMeeting(damaged));
    journal.isDamaged = true;
    const error = vi.spyOn(around.logger, 'error');
    const registry = await open();
    const quarantined = await registry.meeting(damaged);
    expect(quarantined).toMatchObject({ isQuarantined: true, fault: { version: 5 } });
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ meetingId: damaged, version: 5 }), expect.anything());
    await expect(run(quarantined, { type: 'meeting.adjourn' })).rejects.toMatchObject({ code: 'MEETING_QUARANTINED' });
    await quarantined.connect(seatOf(lan), 'c1', null);
    await run(await registry.meeting(sound), { type: 'meeting.adjourn' });
    expect((await registry.meeting(sound)).state.status).toBe('adjourned');
  });

  it('keep a meeting read only whose record they do not understand, and run the others', async () => {
    await openMeeting(await (await open()).newMeeting(sound));
    const facts = [{ at: 1, actor: systemActor, event: { type: 'FromALaterVersion' } }];
    await around.journal.append({ stream: 'meeting/later', expectedVersion: 0, facts, reply: null, isFinal: false });
    const registry = await open();
    expect(await registry.meeting('later' as MeetingId)).toMatchObject({ isQuarantined: true, fault: { version: 1 } });
    expect((await registry.meeting(sound)).isQuarantined).toBe(false);
  });

  it('can open a meeting again that could not be read once', async () => {
    const registry = await open();
    vi.spyOn(around.journal, 'read').mockRejectedValueOnce(new Error('disk is busy'));
    await expect(registry.newMeeting(sound)).rejects.toThrow();
    await expect(registry.newMeeting(sound)).resolves.toMatchObject({ id: sound });
    await expect(registry.meetings()).resolves.toHaveLength(1);
  });

  it('pass on that a room was lost, and nothing for a meeting that is not there', async () => {
    const registry = await open();
    const meeting = await registry.newMeeting(sound);
    const handled = vi.spyOn(meeting.media, 'handleRoomLost');
    registry.handleRoomLost(sound);
    registry.handleRoomLost('nothing');
    registry.handleProducerClosed('nothing', 'e1');
    await vi.waitFor(() => expect(handled).toHaveBeenCalledOnce());
  });

  async function open(): Promise<Registry> {
    const registry = await Registry.open(around);
    opened.push(registry);
    return registry;
  }
});
