/** The one thing that usually follows. It is highlighted, so that an untrained chair can run a meeting by the highlight. */
import type { AgendaRow, Me, MeetingCommandType, MeetingStatus, Slices } from '#contract';
import { nextItem } from '../agenda/model.ts';
import type { Floor } from '../floor/model.ts';

export type NextAction =
  | { name: 'open' | 'resume' }
  | { name: 'activate'; itemId: string }
  | { name: 'grant'; personId: string }
  | { name: 'none' };

export function nextAction(
  me: Me,
  status: MeetingStatus | 'none',
  floor: Floor,
  items: readonly AgendaRow[],
  agenda: Slices['agenda']['head'],
): NextAction {
  const may = (command: MeetingCommandType) => me.may.includes(command);
  if (status === 'convened' && may('meeting.open')) return { name: 'open' };
  if (status === 'adjourned' && may('meeting.resume')) return { name: 'resume' };
  if (status !== 'inSession') return { name: 'none' };
  if (agenda.activeItemId === null && may('agenda.activate')) {
    const first = nextItem(items, agenda);
    if (first) return { name: 'activate', itemId: first.id };
  }
  const [waiting] = floor.requests;
  const isFree = !floor.speakers.some((speaker) => speaker.kind === 'speaker') && floor.invitations.length === 0;
  if (waiting && isFree && may('floor.grant')) return { name: 'grant', personId: waiting.personId };
  return { name: 'none' };
}
