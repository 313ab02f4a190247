/** The words of the minutes in English. */
import type { AuthorityCause } from '../domain/authority.ts';
import type { FloorEndCause, FloorMode } from '../domain/floor.ts';
import type { MinutesName, MinutesSpeech } from '../domain/minutes-speeches.ts';
import type { Role } from '../domain/roles.ts';
import { momentOf, spanOf, two } from './times.ts';
import type { MinutesWords } from './words-vi.ts';

const roles: Record<Role, string> = {
  chair: 'chair',
  deputy: 'deputy chair',
  clerk: 'clerk',
  operator: 'operator',
  delegate: 'delegate',
  guest: 'guest',
  observer: 'observer',
  interpreter: 'interpreter',
  room: 'room device',
  display: 'display',
  agent: 'room agent',
  system: 'system',
};

const chairCauses: Record<AuthorityCause, string> = {
  opened: 'opening',
  lost: 'the chair before was disconnected',
  left: 'the chair before left the meeting',
  arrived: 'came while nobody chaired',
  handedOver: 'was handed the chair',
  takenBack: 'took the chair back',
  seated: 'was asked to chair',
};

const verbs: Record<MinutesSpeech['requestKind'], string> = {
  contribution: 'spoke',
  reply: 'replied',
  explanation: 'explained',
  pointOfOrder: 'raised a point of order',
};

const ends: Partial<Record<FloorEndCause, string>> = {
  withdrawn: 'ended by the chair',
  replaced: 'gave way to the next speaker',
  left: 'the speaker left the meeting',
  meetingPaused: 'stopped when the meeting paused or ended',
  closedSession: 'stopped when the closed session began',
  timeOver: 'time was over, the microphone closed',
  modeChanged: 'stopped when the way of speaking changed',
};

const pauses: Record<MinutesSpeech['pauses'][number]['cause'], string> = {
  chair: 'at the request of the chair',
  pointOfOrder: 'for a point of order',
  chairPriority: 'while the chair spoke',
  siteLost: 'as the site was disconnected',
};

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function clock(ms: number): string {
  const { hour, minute } = momentOf(ms);
  return `${two(hour)}:${two(minute)}`;
}

function day(ms: number): string {
  const { day: of, month, year } = momentOf(ms);
  return `${of} ${months[month - 1]} ${year}`;
}

function span(ms: number): string {
  const { hours, minutes, seconds } = spanOf(ms);
  if (hours > 0) return `${hours} h ${two(minutes)} min`;
  if (minutes === 0) return `${seconds} s`;
  return seconds === 0 ? `${minutes} min` : `${minutes} min ${two(seconds)} s`;
}

function called({ rank, name }: Pick<MinutesName, 'rank' | 'name' | 'role'>): string {
  return rank ? `${rank} ${name}` : name;
}

export const enWords: MinutesWords = {
  nation: 'SOCIALIST REPUBLIC OF VIET NAM',
  motto: 'Independence - Freedom - Happiness',
  number: 'No.: ....../BB-......',
  kind: 'MINUTES',
  file: 'Minutes',
  clerkSign: 'CLERK',
  chairSign: 'CHAIR',
  clerkHint: '(Signature)',
  chairHint: '(Signature, seal of the body (if any))',
  recipients: 'Recipients:',
  recipientLines: ['- ..............;', '- File.'],
  clock,
  clockAndDay: (ms) => `${clock(ms)} on ${day(ms)}`,
  day,
  span,
  called,
  role: (role) => roles[role],

  opening: 'Time, place, chair, clerk',
  opened: (ms) => `Began at ${clock(ms)} on ${day(ms)}.`,
  planned: (ms) => `Planned for ${clock(ms)} on ${day(ms)}.`,
  notOpened: 'The meeting has not been opened.',
  cancelled: 'The meeting was cancelled before it was opened.',
  place: (place) => `Place: ${place}.`,
  chair: (name) => `Chair: ${name}.`,
  noChair: 'Opened while nobody chaired.',
  chairChanged: (at, name, cause) => `From ${at}: ${name} chaired${cause ? ` (${chairCauses[cause]})` : ''}.`,
  chairMissing: (at, cause) => `From ${at}: nobody chaired${cause ? ` (${chairCauses[cause]})` : ''}.`,
  clerks: (names) => `Clerk: ${names}.`,
  rules: (name) => `Rules of speaking: ${name}.`,

  attendance: 'Attendance',
  members: (all, inPerson, online, away) =>
    `Members: ${all}; attended by ${inPerson + online} (in the room ${inPerson}, online ${online}); absent or not marked ${away}.`,
  quorumAtOpening: ({ present, members, needed, isReached }) =>
    `Present at the opening: ${present} of ${members} members, ${needed} needed: the quorum was ${isReached ? '' : 'not '}reached.`,
  quorumLowest: ({ present, members, isReached }, at) =>
    `Lowest number present: ${present} of ${members} members at ${at} (quorum ${isReached ? '' : 'not '}reached).`,
  quorumRule: (article) => `Rule: ${article}.`,
  inRoom: 'Members present in the room:',
  online: 'Members present online:',
  absent: 'Absent:',
  unmarked: 'Not marked:',
  late: 'Came after the opening:',
  moved: 'Left and returned:',
  substitutes: 'Substitutes:',
  others: 'Guests and others present:',
  site: (name, count, names) => (name ? `${name} (${count}): ${names}.` : `${names}.`),
  absentWith: (name, reason) => (reason ? `${name}: ${reason}.` : `${name}: no reason given.`),
  lateAt: (name, at) => `${name}: ${at}.`,
  leftAt: (at) => `left at ${at}`,
  cameBackAt: (at) => `returned at ${at}`,
  movements: (name, parts) => `${name}: ${parts.join(', ')}.`,
  substitutesFor: (name, other) => `${name} for ${other}.`,
  otherPerson: (name, role) => `${name} (${role}).`,

  item: (number, title) => `Item ${number}: ${title}`,
  internalItem: (title) => `Internal item: ${title}`,
  itemRemoved: 'This item was taken off the agenda.',
  notDiscussed: 'Not taken up.',
  discussed: (spans, total) => `Discussed ${spans}; ${total} in all.`,
  discussing: (spans) => `Discussed ${spans}.`,
  fromTo: (from, to) => `from ${from} to ${to}`,
  since: (from) => `from ${from} (going on)`,
  and: ' and ',
  mode: (at, mode, presenter) => `From ${at}, way of speaking: ${modeText(mode, presenter)}.`,
  spoke: (who, kind, answers, time) => `${who} ${verbs[kind]}${answers ? ` to ${answers}` : ''}: ${time}`,
  chairSpoke: (who) => `${who}, in the chair,`,
  spokeFor: (from, to, open) => `from ${from} to ${to} (${open})`,
  speaking: (from) => `from ${from} (speaking now)`,
  extended: (ms) => `extended by ${span(ms)}`,
  paused: (cause) => `paused ${pauses[cause]}`,
  ended: (cause) => ends[cause] ?? '',
  itemTotal: (count, total) => `${count} ${count === 1 ? 'speech' : 'speeches'} in all, ${total}.`,

  course: 'Other events',
  recess: (spans) => `Recess ${spans}.`,
  closedSession: (spans, count, total) =>
    `Closed session ${spans}${count > 0 ? `: ${count} ${count === 1 ? 'speech' : 'speeches'}, ${total}` : ''}. What was said in it is not in these minutes.`,
  notice: (at, text) => `Message to all at ${at}: “${text}”.`,
  byFor: ({ role, name, forName }) =>
    `; by the ${[roles[role], name].filter(Boolean).join(' ')}, acting for ${['the chair', forName].filter(Boolean).join(' ')}`,

  statistics: 'Speaking time',
  noStatistics: 'No speech has ended yet.',
  statisticsTotal: (count, total) => `In all: ${count} ${count === 1 ? 'speech' : 'speeches'}, ${total}.`,
  statisticsClosed: (count, total) =>
    `Of these in closed session: ${count} ${count === 1 ? 'speech' : 'speeches'}, ${total}.`,
  byPerson: 'By person',
  bySite: 'By site (without the chair)',
  byGroup: 'By group (without the chair)',
  columnName: 'Name',
  columnSite: 'Site',
  columnGroup: 'Group',
  columnCount: 'Speeches',
  columnTime: 'Time',

  closing: 'End of the meeting',
  closed: (ms) => `The meeting ended at ${clock(ms)} on ${day(ms)}.`,
  notClosed: 'The meeting has not ended.',
  ending: (ms) => `These minutes end at ${clock(ms)} on ${day(ms)}.`,
  endingOpen: 'These minutes end at ...... on .............. .',
};

function modeText(mode: FloorMode, presenter: string): string {
  switch (mode.name) {
    case 'chairInvites':
      return 'the chair invites';
    case 'automatic':
      return 'in the order of asking';
    case 'open':
      return `open discussion, ${mode.limit} microphones at most`;
    case 'presentation':
      return `presentation (${presenter})`;
    default:
      return 'nobody speaks';
  }
}
