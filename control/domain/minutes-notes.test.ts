import { describe, expect, it } from 'vitest';
import { at, clerk, first, given, inSession, meetingAfter, theChair, theClerk } from './given-meeting.ts';
import type { MeetingEvent } from './meeting-state.ts';

const written = (text: string, section: string = first): MeetingEvent => ({
  type: 'MinutesWritten',
  section,
  personId: clerk,
  text,
});
const write = (text: string, baseRevision = 0, section: string = first) =>
  ({ type: 'minutes.write', section, baseRevision, text }) as const;

describe('the text of the minutes', () => {
  it('is written by the clerk, by section, with its revision', () => {
    expect(given(...inSession).when(write('Thống nhất.'), theClerk)).toEqual([written('Thống nhất.')]);
    const notes = meetingAfter(...inSession, written('Một.'), at(5, written('Hai.'))).minutesNotes;
    expect(notes.get(first)).toEqual({ text: 'Hai.', revision: 2, personId: clerk, at: 5 });
  });

  it('is refused on a text that was not seen, and the chair does not write it', () => {
    const answer = given(...inSession, written('Một.')).when(write('Hai.'), theClerk);
    expect(answer).toBe('STALE_TEXT');
    expect(given(...inSession, written('Một.')).when(write('Hai.', 1), theClerk)).toEqual([written('Hai.')]);
    expect(given(...inSession).when(write('Một.'), theChair)).toBe('FORBIDDEN');
  });

  it('is not written again when it is the same, also by somebody who has not seen it', () => {
    expect(given(...inSession, written('Một.')).when(write('Một.'), theClerk)).toEqual([]);
    expect(given(...inSession).when(write(''), theClerk)).toEqual([]);
  });

  it.each(['opening', 'attendance', 'closing', first])('has a section %s', (section) => {
    expect(given(...inSession).when(write('Một.', 0, section), theClerk)).toEqual([written('Một.', section)]);
  });

  it('has no section of an item that does not exist', () => {
    expect(given(...inSession).when(write('Một.', 0, 'nowhere'), theClerk)).toBe('UNKNOWN_ITEM');
  });

  it('is finished after the meeting was closed, and never changes its facts', () => {
    const closed = given(...inSession, { type: 'MeetingClosed' });
    expect(closed.when(write('Kết thúc.', 0, 'closing'), theClerk)).toEqual([written('Kết thúc.', 'closing')]);
    const { minutesNotes: _notes, ...facts } = meetingAfter(...inSession, written('Một.'));
    const { minutesNotes: _none, ...before } = meetingAfter(...inSession);
    expect(facts).toEqual(before);
  });
});
