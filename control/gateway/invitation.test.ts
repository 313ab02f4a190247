import { describe, expect, it } from 'vitest';
import type { AgendaItem } from '../domain/agenda.ts';
import type { AgendaItemId, BodyId, MeetingId } from '../domain/ids.ts';
import { type Meeting, newMeeting } from '../domain/meeting-state.ts';
import { invitationOf } from './invitation.ts';

const item = (id: string, title: string, visibility: AgendaItem['visibility']): AgendaItem => ({
  id: id as AgendaItemId,
  title,
  visibility,
  plannedMs: 20 * 60_000,
  startsAt: null,
  responsibleIds: [],
  revision: 1,
  fieldRevisions: {},
  conflicts: [],
  notedConflicts: 0,
  status: 'pending',
  actualMs: 0,
  activeSince: null,
});

const longTitle =
  'Phiên họp thường kỳ tháng mười một của Ủy ban nhân dân tỉnh Mẫu; xem xét, cho ý kiến nhiều nội dung quan trọng';
const meeting: Meeting = {
  ...newMeeting('m1' as MeetingId),
  bodyId: 'b1' as BodyId,
  bodyName: 'Ủy ban nhân dân tỉnh Mẫu',
  title: longTitle,
  place: 'Hội trường A, tầng 2',
  status: 'convened',
  plannedStartAt: Date.UTC(2027, 2, 1, 1, 30),
  agenda: {
    items: [
      item('i1', 'Khai mạc', 'public'),
      item('i2', 'Nội dung nội bộ', 'member'),
      item('i3', 'Việc của thư ký', 'staff'),
    ],
    activeItemId: null,
    selectedItemId: null,
  },
};
const url = 'https://hop.example:8443/join#token.with-signature';

/** As a calendar reads it: continued lines joined, then names and values. */
function read(calendar: string): Map<string, string> {
  const lines = calendar.replaceAll('\r\n ', '').split('\r\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

describe('an invitation', () => {
  const { calendar, fileName } = invitationOf({ meeting, version: 12, audience: 'member', url });
  const fields = read(calendar);

  it('says when in UTC, whatever the time zone of the server', () => {
    expect(fields.get('DTSTART')).toBe('20270301T013000Z');
    expect(fields.get('DTEND')).toBe('20270301T023000Z');
    expect(calendar).not.toMatch(/TZID|VTIMEZONE|X-WR-TIMEZONE/);
  });

  it('is the same event each time, with a number that grows', () => {
    expect([fields.get('UID'), fields.get('SEQUENCE'), fields.get('STATUS')]).toEqual([
      'm1@rostrum',
      '12',
      'CONFIRMED',
    ]);
    const later = read(invitationOf({ meeting, version: 13, audience: 'member', url: null }).calendar);
    expect([later.get('UID'), later.get('SEQUENCE')]).toEqual(['m1@rostrum', '13']);
  });

  it('says what and where, with its signs escaped', () => {
    expect(fields.get('SUMMARY')).toBe(longTitle.replace(/[,;]/g, '\\$&'));
    expect(fields.get('LOCATION')).toBe('Hội trường A\\, tầng 2');
  });

  it('shows the agenda as its reader may see it', () => {
    const head = 'Ủy ban nhân dân tỉnh Mẫu\\n\\n1. Khai mạc (20′)';
    expect(fields.get('DESCRIPTION')).toBe(`${head}\\n2. Nội dung nội bộ (20′)`);
    const forGuest = read(invitationOf({ meeting, version: 12, audience: 'public', url: null }).calendar);
    expect(forGuest.get('DESCRIPTION')).toBe(head);
  });

  it('holds a link only for the person whom it is for', () => {
    expect([...fields.entries()].filter(([name]) => name.startsWith('URL'))).toEqual([['URL;VALUE=URI', url]]);
    expect(invitationOf({ meeting, version: 12, audience: 'member', url: null }).calendar).not.toContain('URL');
  });

  it('says that a meeting is not settled yet, or will not be', () => {
    const statusOf = (status: Meeting['status']) =>
      read(invitationOf({ meeting: { ...meeting, status }, version: 1, audience: 'member', url: null }).calendar).get(
        'STATUS',
      );
    expect([statusOf('draft'), statusOf('cancelled')]).toEqual(['TENTATIVE', 'CANCELLED']);
  });

  it('has no line of more than 75 octets, and breaks none within a letter', () => {
    const lines = calendar.split('\r\n');
    expect(lines.length).toBeGreaterThan(12);
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/\uFFFD|[\n\r]/);
    }
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
  });

  it('without an agenda has no end, and a file name in plain letters', () => {
    const bare = { ...meeting, title: 'Họp', agenda: { ...meeting.agenda, items: [] } };
    const { calendar: text, fileName: name } = invitationOf({
      meeting: bare,
      version: 1,
      audience: 'member',
      url: null,
    });
    expect(read(text).has('DTEND')).toBe(false);
    expect([name, fileName.length <= 64]).toEqual(['hop.ics', true]);
  });
});
