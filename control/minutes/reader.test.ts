import { describe, expect, it } from 'vitest';
import type { MeetingId } from '../domain/ids.ts';
import type { MinutesRecord } from '../domain/minutes.ts';
import type { JournalRecord, StreamContents } from '../store/journal.ts';
import { MinutesReader } from './reader.ts';

const id = 'm1' as MeetingId;
const convened = { type: 'MeetingConvened' };
const opened = { type: 'MeetingOpened' };

describe('reading the minutes', () => {
  it('reads a record once, whoever asks, and adds what comes later', async () => {
    const journal = journalOf([record(1, convened)]);
    const [reader, meeting] = [new MinutesReader(journal), meetingOf()];
    const [one, other] = await Promise.all([reader.read(meeting, 'vi'), reader.read(meeting, 'vi')]);
    expect(one).toBe(other);
    meeting.onFacts?.([record(2, opened) as MinutesRecord]);
    expect((await reader.read(meeting, 'vi')).document.version).toBe(2);
    expect((await reader.read(meeting, 'en')).document.head.kind).toBe('MINUTES');
    expect(one.document.version).toBe(1);
    expect(journal.reads).toBe(1);
  });

  it('loses and doubles nothing that comes while the record is read', async () => {
    const journal = journalOf([record(1, convened), record(2, opened)]);
    const [reader, meeting] = [new MinutesReader(journal), meetingOf()];
    const reading = reader.read(meeting, 'vi');
    // The second is in what is read already, the third is not.
    meeting.onFacts?.([record(2, opened) as MinutesRecord]);
    meeting.onFacts?.([record(3, { type: 'MeetingAdjourned' }) as MinutesRecord]);
    const { document } = await reading;
    expect(document.version).toBe(3);
    const opening = document.sections.find((section) => section.id === 'opening');
    expect(opening?.facts.filter(({ text }) => text.startsWith('Khai mạc'))).toHaveLength(1);
    const course = document.sections.find((section) => section.id === 'course');
    expect(course?.facts.map(({ text }) => text)).toEqual([expect.stringContaining('Tạm nghỉ')]);
  });

  it('never stands in the way of a meeting: facts that it cannot read are read again by the next who asks', async () => {
    const journal = journalOf([record(1, convened)]);
    const [reader, meeting] = [new MinutesReader(journal), meetingOf()];
    await reader.read(meeting, 'vi');
    meeting.onFacts?.([record(2, { type: 'OfAnotherVersion' }) as MinutesRecord]);
    expect(meeting.onFacts).toBeNull();
    await reader.read(meeting, 'vi');
    expect(journal.reads).toBe(2);
  });

  it('tries again after a reading that failed', async () => {
    const journal = journalOf([]);
    journal.fails = true;
    const reader = new MinutesReader(journal);
    await expect(reader.read(meetingOf(), 'vi')).rejects.toThrow('disk');
    journal.fails = false;
    await expect(reader.read(meetingOf(), 'vi')).resolves.toMatchObject({ document: { isDamaged: false } });
  });

  it('of a damaged record tells what comes before the damage', async () => {
    const journal = journalOf([record(1, convened), record(2, { type: 'OfAnotherVersion' })]);
    const meeting = { ...meetingOf(), fault: { version: 2, reason: '' } };
    const { document } = await new MinutesReader(journal).read(meeting, 'vi');
    expect(document).toMatchObject({ isDamaged: true, version: 1 });
  });

  it('follows sixteen meetings at most', async () => {
    const reader = new MinutesReader(journalOf([]));
    const meetings = Array.from({ length: 17 }, (_, index) => meetingOf(`m${index}` as MeetingId));
    for (const meeting of meetings) await reader.read(meeting, 'vi');
    expect(meetings.filter(({ onFacts }) => onFacts !== null)).toHaveLength(16);
    expect(meetings[0]?.onFacts).toBeNull();
  });
});

function meetingOf(meetingId = id): Parameters<MinutesReader['read']>[0] {
  return { id: meetingId, fault: null, onFacts: null };
}

function record(version: number, event: { type: string }): JournalRecord {
  const actor = { role: 'system', personId: null, endpointId: null, onBehalfOf: null } as const;
  return { version, at: version, actor, commandKey: null, event };
}

function journalOf(records: StreamContents['records']) {
  return {
    reads: 0,
    fails: false,
    async read(): Promise<StreamContents> {
      this.reads += 1;
      if (this.fails) throw new Error('disk');
      return { records, fault: null };
    },
  };
}
