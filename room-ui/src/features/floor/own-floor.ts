/** What the one big button of the floor means for this viewer now, and what its key does. Pure. */
import type {
  AgendaItemId,
  AttendanceRow,
  CommandInput,
  Me,
  MeetingStatus,
  PersonId,
  RequestKind,
  RequestRow,
  SpeakerView,
} from '#contract';
import { formalName } from '../attendance/model.ts';
import type { Floor } from './model.ts';

/** `place` counts from 1, on the list of the item under discussion. */
type Standing =
  | { state: 'none' }
  | { state: 'waiting'; place: number; kind: RequestKind; requestId: number }
  | { state: 'invited'; expiresAt: number }
  | { state: 'speaking'; speaker: SpeakerView };

/** Of one person; `isOther`: this device carries them, it is not their own. */
export type OwnStanding = { personId: PersonId; name: string; isOther: boolean } & Exclude<Standing, { state: 'none' }>;

export type FloorButton =
  | { state: 'unavailable'; reason: 'notNow' | 'paused'; personIds: readonly PersonId[] }
  | { state: 'none'; personIds: readonly PersonId[]; isOwnGrant: boolean; itemId: AgendaItemId | null }
  | (OwnStanding & { personIds: readonly PersonId[] });

type ButtonFacts = {
  me: Me;
  floor: Floor;
  names: Record<string, AttendanceRow>;
  status: MeetingStatus | 'none';
  /** Under discussion now. */
  itemId: AgendaItemId | null;
};

/** The requests that wait for the item under discussion; those for items to come have lists of their own. */
export function listOf(floor: Pick<Floor, 'requests'>, itemId: AgendaItemId | null): RequestRow[] {
  return floor.requests.filter((request) => request.itemId === itemId || request.itemId === null);
}

/** Undefined for a viewer who never speaks here. A room's device stands for the persons whom it carries. */
export function floorButton({ me, floor, names, status, itemId }: ButtonFacts): FloorButton | undefined {
  const isOwnGrant = me.personId !== null && me.may.includes('floor.grant');
  if (!isOwnGrant && !me.may.includes('floor.request')) return undefined;
  const personIds = me.personId ? [me.personId] : me.personIds;
  const standings = personIds.map((personId) => ({ personId, standing: standingOf(personId, floor, itemId) }));
  const rank = { speaking: 0, invited: 1, waiting: 2, none: 3 } as const;
  const [foremost] = standings.toSorted((one, other) => rank[one.standing.state] - rank[other.standing.state]);
  if (foremost && foremost.standing.state !== 'none') {
    const { personId, standing } = foremost;
    return { personId, name: formalName(names[personId]), isOther: me.personId === null, personIds, ...standing };
  }
  if (status === 'inSession') return { state: 'none', personIds, isOwnGrant, itemId };
  return { state: 'unavailable', reason: status === 'adjourned' ? 'paused' : 'notNow', personIds };
}

export function standingOf(personId: PersonId, floor: Floor, itemId: AgendaItemId | null): Standing {
  const speaker = floor.speakers.find((candidate) => candidate.personId === personId);
  if (speaker) return { state: 'speaking', speaker };
  const invitation = floor.invitations.find((candidate) => candidate.personId === personId);
  if (invitation) return { state: 'invited', expiresAt: invitation.expiresAt };
  const list = listOf(floor, itemId);
  const index = list.findIndex((request) => request.personId === personId);
  const request = list[index];
  if (!request) return { state: 'none' };
  return { state: 'waiting', place: index + 1, kind: request.kind, requestId: request.id };
}

type KeyCommandName = 'floor.grant' | 'floor.request' | 'floor.cancelRequest' | 'floor.accept' | 'floor.yield';
type FloorKeyCommand = { [Name in KeyCommandName]: { name: Name; input: CommandInput<Name> } }[KeyCommandName];

/** What the key for the floor does now; undefined where the button takes no tap either, or where it must be said for whom. */
export function floorKeyCommand(button: FloorButton | undefined): FloorKeyCommand | undefined {
  switch (button?.state) {
    case 'none': {
      const { personIds, isOwnGrant, itemId } = button;
      const [personId, ...others] = personIds;
      if (!personId || others.length > 0) return undefined;
      if (isOwnGrant) return { name: 'floor.grant', input: { personId } };
      return { name: 'floor.request', input: { personId, itemId: itemId ?? undefined } };
    }
    case 'waiting': {
      const { personId, requestId } = button;
      return { name: 'floor.cancelRequest', input: { personId, requestId } };
    }
    case 'invited': {
      const { personId, expiresAt } = button;
      return { name: 'floor.accept', input: { personId, expiresAt } };
    }
    case 'speaking': {
      const { personId, speaker } = button;
      return { name: 'floor.yield', input: { personId, speech: speaker.speech } };
    }
    default:
      return undefined;
  }
}
