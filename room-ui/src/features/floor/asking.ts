/** In which ways a person can ask for the floor now, and for which items to come; what was asked already. Pure. */
import type { AgendaItemId, AgendaRow, AttendanceRow, FloorMode, Me, PersonId, RequestKind } from '#contract';
import { itemsInOrder } from '../agenda/model.ts';
import { formalName } from '../attendance/model.ts';
import type { Floor } from './model.ts';
import { listOf } from './own-floor.ts';

type Names = Record<string, AttendanceRow>;

export type Asking = {
  kind: RequestKind;
  /** Waits already: where on the list, from 1. */
  waiting: { requestId: number; place: number } | null;
  /** Whom a reply would answer; null where there is nothing to answer, and for all other kinds. */
  answers: { speech: number; name: string } | null;
  isPossible: boolean;
};

type AskingFacts = {
  floor: Floor;
  names: Names;
  personId: PersonId;
  /** Under discussion now. */
  item: Pick<AgendaRow, 'id' | 'responsibleIds'> | undefined;
};

const kinds: readonly RequestKind[] = ['contribution', 'reply', 'explanation', 'pointOfOrder'];

/** An explanation is left out for those whom the item does not name as responsible, where it names any. */
export function askingsOf({ floor, names, personId, item }: AskingFacts): Asking[] {
  const list = listOf(floor, item?.id ?? null);
  const isSpeaking = floor.speakers.some((speaker) => speaker.personId === personId);
  const named = item?.responsibleIds ?? [];
  return kinds
    .filter((kind) => kind !== 'explanation' || named.length === 0 || named.includes(personId))
    .map((kind) => {
      const index = list.findIndex((request) => request.personId === personId && request.kind === kind);
      const waiting = list[index] ? { requestId: list[index].id, place: index + 1 } : null;
      const answers = kind === 'reply' ? answeredBy(personId, floor, names) : null;
      const isPossible = waiting === null && !isSpeaking && (kind !== 'reply' || answers !== null);
      return { kind, waiting, answers, isPossible };
    });
}

/** The speech under way, else the one that ended last; never one's own. */
function answeredBy(personId: PersonId, { speakers, lastSpeech }: Floor, names: Names): Asking['answers'] {
  const speaker = speakers.findLast((candidate) => candidate.kind === 'speaker' && candidate.personId !== personId);
  const answered = speaker ?? lastSpeech;
  if (!answered || answered.personId === personId) return null;
  return { speech: answered.speech, name: formalName(names[answered.personId]) };
}

export type PreRegistration = {
  itemId: AgendaItemId;
  /** Counts the items that the viewer sees, from 1. */
  number: number;
  title: string;
  /** Null: not asked for. */
  requestId: number | null;
};

/** The items that are still to come, with what the person asked beforehand. */
export function preRegistrationsOf(
  rows: Record<string, AgendaRow>,
  floor: Pick<Floor, 'requests'>,
  personId: PersonId,
): PreRegistration[] {
  return itemsInOrder(rows).flatMap(({ id, title, status }, index) => {
    if (status !== 'pending') return [];
    const asked = floor.requests.find((request) => request.personId === personId && request.itemId === id);
    return [{ itemId: id, number: index + 1, title, requestId: asked?.id ?? null }];
  });
}

export type ModeHint =
  | { name: 'open'; limit: number }
  | { name: 'automatic' | 'presenting' | 'closed' | 'selfAccepting' }
  | { name: 'presentation'; presenter: string };

/** What the mode means for somebody who would like to speak; null where the usual holds: the chair invites. */
export function modeHintOf(mode: FloorMode, me: Pick<Me, 'personId' | 'personIds'>, floor: Floor, names: Names) {
  return hintOfMode(mode, me, names) ?? selfAcceptHint(me, floor);
}

function hintOfMode(mode: FloorMode, me: Pick<Me, 'personIds'>, names: Names): ModeHint | null {
  switch (mode.name) {
    case 'open':
      return { name: 'open', limit: mode.limit };
    case 'presentation':
      if (me.personIds.includes(mode.presenterId)) return { name: 'presenting' };
      return { name: 'presentation', presenter: formalName(names[mode.presenterId]) };
    case 'automatic':
    case 'closed':
      return { name: mode.name };
    case 'chairInvites':
      return null;
  }
}

/** Only in a seat of a room does an invitation accept itself. */
function selfAcceptHint({ personId, personIds }: Pick<Me, 'personId' | 'personIds'>, floor: Floor): ModeHint | null {
  const [carried, ...others] = personIds;
  if (personId !== null || !carried || others.length > 0) return null;
  return floor.selfAcceptingIds.includes(carried) ? { name: 'selfAccepting' } : null;
}

/** The requests that can still be taken up again. */
export function openOffers(offers: Me['offers'], now: number): Me['offers'][number][] {
  return offers.filter(({ until }) => until > now);
}
