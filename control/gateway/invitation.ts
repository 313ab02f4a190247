/** The invitation to a meeting as an iCalendar file (RFC 5545). Times are UTC, so that no calendar needs a time zone. */
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Meeting } from '../domain/meeting-state.ts';
import { planOf } from '../domain/plan.ts';
import type { Audience } from '../domain/roles.ts';
import { meetingSlices } from '../domain/view.ts';
import { plainKey } from '../import/text-keys.ts';

type Invitation = {
  meeting: Meeting;
  /** Of the record: grows with every change, so that a calendar takes the newest file. */
  version: number;
  /** Whose agenda it shows. */
  audience: Audience;
  /** The personal link of the invited person. */
  url: string | null;
};

export function invitationOf({ meeting, version, audience, url }: Invitation): { fileName: string; calendar: string } {
  const { id, title, place, plannedStartAt, agenda, status } = meeting;
  const { endAt } = planOf(agenda, plannedStartAt);
  const calendar = new ICalCalendar({ prodId: '//Rostrum//Invitation//VI', method: ICalCalendarMethod.PUBLISH });
  // NOTE: no time zone anywhere: the library would write the hours of the server's own zone under that name.
  calendar.createEvent({
    id: `${id}@rostrum`,
    sequence: version,
    start: new Date(plannedStartAt),
    // A meeting without an agenda has no end yet.
    ...(endAt > plannedStartAt ? { end: new Date(endAt) } : {}),
    summary: title,
    ...(place ? { location: place } : {}),
    description: descriptionOf(meeting, audience),
    ...(url ? { url } : {}),
    status: statuses[status] ?? ICalEventStatus.CONFIRMED,
  });
  return {
    fileName: `${plainKey(title).replaceAll(' ', '-').slice(0, 60) || 'rostrum'}.ics`,
    calendar: calendar.toString(),
  };
}

const statuses: Partial<Record<Meeting['status'], ICalEventStatus>> = {
  draft: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/** The body, and the items with their minutes. */
function descriptionOf(meeting: Meeting, audience: Audience): string {
  const rows = Object.values(meetingSlices.agenda.project(meeting, audience).rows);
  const items = rows
    .sort((a, b) => a.position - b.position)
    .map(({ title, plannedMs }, index) => `${index + 1}. ${title} (${Math.round(plannedMs / 60_000)}′)`);
  return [meeting.bodyName, '', ...items].join('\n').trim();
}
