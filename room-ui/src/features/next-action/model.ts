/** The one thing that usually follows. It is highlighted, so that an untrained chair can run a meeting by the highlight. */
import type { AgendaRow, Me, MeetingCommandType, MeetingStatus, Slices } from '#contract';
import { nextItem, overrunMs } from '../agenda/model.ts';
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
  now: number,
): NextAction {
  const may = (command: MeetingCommandType) => me.may.includes(command);
  if (status === 'convened' && may('meeting.open')) return { name: 'open' };
  if (status === 'adjourned' && may('meeting.resume')) return { name: 'resume' };
  if (status !== 'inSession') return { name: 'none' };
  if (agenda.activeItemId === null && may('agenda.activate')) {
    const first = nextItem(items, agenda);
    if (first) return { name: 'activate', itemId: first.id };
  }
  const [waiting] = floor.requests.filter(({ itemId }) => itemId === null || itemId === agenda.activeItemId);
  const isFree = !floor.speakers.some((speaker) => speaker.kind === 'speaker') && floor.invitations.length === 0;
  // A point of order may interrupt a speech.
  const isDue = isFree || waiting?.kind === 'pointOfOrder';
  if (waiting && isDue && may('floor.grant')) return { name: 'grant', personId: waiting.personId };
  const active = items.find(({ id }) => id === agenda.activeItemId);
  if (!waiting && isFree && active && overrunMs(active, now) > 0 && may('agenda.activate')) {
    const following = nextItem(items, agenda);
    if (following) return { name: 'activate', itemId: following.id };
  }
  return { name: 'none' };
}
