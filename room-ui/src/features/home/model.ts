/** The start page: which parts a role sees, and a person's meetings by day. Days are those of Viet Nam. */
import type { AccountRole, CommandOutput } from '#contract';
import { isSameDay } from '../../ui/format.ts';

export type HomeMeeting = CommandOutput<'home.read'>['meetings'][number];
export type SectionId = 'mine' | 'meetings' | 'register' | 'papers' | 'devices' | 'accounts' | 'bodies';

/** As the server's table of abilities has it: what a role may not do is not shown. */
const sectionsOfRole: Record<AccountRole, readonly SectionId[]> = {
  administrator: ['mine', 'meetings', 'register', 'papers', 'devices', 'accounts', 'bodies'],
  clerk: ['mine', 'meetings', 'register', 'papers', 'devices'],
  operator: ['mine', 'register', 'papers', 'devices'],
  delegate: ['mine', 'papers', 'devices'],
};

export function sectionsOf(role: AccountRole): readonly SectionId[] {
  return sectionsOfRole[role];
}

export function mayPairDevices(role: AccountRole): boolean {
  return role === 'administrator' || role === 'operator';
}

/** The part that an address names; null where there is none, or none for this role. */
export function sectionAt(segments: readonly string[], role: AccountRole): SectionId | null {
  const [name = 'mine'] = segments;
  return sectionsOf(role).find((section) => section === name) ?? null;
}

/** True for a part that others than this role have: the page then says so instead of denying that it exists. */
export function isForbiddenSection(segments: readonly string[], role: AccountRole): boolean {
  return sectionAt(segments, role) === null && sectionAt(segments, 'administrator') !== null;
}

/** Where a part begins in the address; the first one is the start page itself. */
export function segmentsOf(section: SectionId): string[] {
  return section === 'mine' ? [] : [section];
}

/** How many parts have a place in the bar of a phone; the others are behind one more button. */
export function splitForBar(sections: readonly SectionId[], places = 5): { shown: SectionId[]; more: SectionId[] } {
  if (sections.length <= places) return { shown: [...sections], more: [] };
  return { shown: sections.slice(0, places - 1), more: sections.slice(places - 1) };
}

export type MeetingDays = { today: HomeMeeting[]; coming: HomeMeeting[]; past: HomeMeeting[] };

const runningStatuses: readonly string[] = ['inSession', 'adjourned'];
const enterableStatuses: readonly string[] = ['convened', ...runningStatuses];

export function isRunning({ status }: Pick<HomeMeeting, 'status'>): boolean {
  return runningStatuses.includes(status);
}

export function mayEnter({ status }: Pick<HomeMeeting, 'status'>): boolean {
  return enterableStatuses.includes(status);
}

/** What runs is today's, whenever it began; what is over is past, also on its own day. The last past one comes first. */
export function meetingsByDay(meetings: readonly HomeMeeting[], nowMs: number): MeetingDays {
  const days: MeetingDays = { today: [], coming: [], past: [] };
  for (const meeting of meetings.toSorted((one, other) => one.plannedStartAt - other.plannedStartAt)) {
    days[dayOf(meeting, nowMs)].push(meeting);
  }
  days.today.sort((one, other) => Number(isRunning(other)) - Number(isRunning(one)));
  days.past.reverse();
  return days;
}

function dayOf(meeting: HomeMeeting, nowMs: number): keyof MeetingDays {
  if (isRunning(meeting)) return 'today';
  if (meeting.status === 'closed') return 'past';
  if (isSameDay(meeting.plannedStartAt, nowMs)) return 'today';
  return meeting.plannedStartAt > nowMs ? 'coming' : 'past';
}

/** Where one goes: the place, and the site where the place does not say it already. */
export function whereOf({ place, siteName }: Pick<HomeMeeting, 'place' | 'siteName'>): string {
  return place.includes(siteName) ? place : [place, siteName].filter(Boolean).join(' · ');
}
