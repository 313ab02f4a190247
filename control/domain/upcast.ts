/**
 * Records of protocol 1 in the form of today: what they could not say yet gets its default here and nowhere else. Records
 * are never rewritten, so this stays.
 */
import type { BodyEvent } from './body.ts';
import type { MeetingEvent, MeetingFields } from './meeting-state.ts';
import { simplePack } from './rule-pack.ts';

const site = { address: '', bandwidthMbps: null, contactName: '', contactPhone: '' };
const seat = { row: null, column: null };
const person = { rank: '' };

export function upcastBodyEvent(event: BodyEvent): BodyEvent {
  switch (event.type) {
    case 'SiteAdded':
    case 'SiteChanged':
      return { ...event, site: { ...site, ...event.site } };
    case 'SeatAdded':
      return { ...event, seat: { ...seat, ...event.seat } };
    case 'PersonAdded':
    case 'PersonChanged':
      return { ...event, person: { ...person, ...event.person } };
    default:
      return event;
  }
}

const meeting = { place: '', rulePack: simplePack };
const item = { startsAt: null, responsibleIds: [], position: null };
const profile = { rank: '', isGuest: false, substituteForId: null, groupName: '' };
const request = { kind: 'contribution', itemId: null, answersSpeech: null } as const;
const cancelled = { requestId: null, reason: null, returnUntil: null };
const granted = {
  requestId: 'all',
  requestKind: 'contribution',
  speechNumber: 1,
  answersSpeech: null,
  budgetMs: null,
} as const;

/** Once, a change named all fields of the meeting or the item, those too that stayed as they were. */
type ChangeInFull =
  | ({ type: 'MeetingChanged' } & Omit<MeetingFields, 'place'>)
  | {
      type: 'AgendaItemChanged';
      itemId: Extract<MeetingEvent, { type: 'AgendaItemChanged' }>['itemId'];
      title: string;
      plannedMs: number;
      visibility: Extract<MeetingEvent, { type: 'AgendaItemAdded' }>['visibility'];
    };

export function upcastMeetingEvent(event: MeetingEvent | ChangeInFull): MeetingEvent {
  switch (event.type) {
    case 'MeetingCreated':
      return { ...meeting, ...event };
    case 'MeetingChanged': {
      if ('changes' in event) return event;
      const { type, ...changes } = event;
      return { type, changes };
    }
    case 'AgendaItemAdded':
      return { ...item, ...event };
    case 'AgendaItemChanged': {
      if ('changes' in event) return event;
      const { type, itemId, ...changes } = event;
      return { type, itemId, personId: null, changes };
    }
    case 'ParticipantAdded':
    case 'ParticipantChanged':
      return { ...event, profile: { ...profile, ...event.profile } };
    case 'FloorRequested':
      return { ...request, ...event };
    case 'FloorRequestCancelled':
      return { ...cancelled, ...event };
    case 'FloorGranted':
      return { ...granted, ...event };
    default:
      return event;
  }
}
