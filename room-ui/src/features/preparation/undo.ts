/**
 * How each edit of the preparation is taken back. An inverse is data made from the rows before the edit; it becomes
 * commands only when it is used, against the rows of then, so that it never undoes what somebody else did meanwhile.
 */
import type { AgendaItemId, AgendaRow, AttendanceRow, CommandInput, PersonId } from '#contract';
import {
  type Choice,
  choiceOf,
  fieldsOf,
  type ItemChanges,
  isSame,
  type MeetingChanges,
  type Prepared,
} from './model.ts';

type EditName =
  | 'meeting.change'
  | 'agenda.add'
  | 'agenda.change'
  | 'agenda.move'
  | 'agenda.remove'
  | 'agenda.resolveConflict'
  | 'participant.add'
  | 'participant.addGuest'
  | 'participant.change'
  | 'participant.remove';

/** A command to the meeting, ready to be sent. */
export type Call = { [Name in EditName]: { name: Name; input: CommandInput<Name> } }[EditName];

export function changeCall(itemId: string, baseRevision: number, changes: ItemChanges): Call {
  return { name: 'agenda.change', input: { itemId, baseRevision, changes } };
}

/** Who answered for an item before they were removed. */
type Duty = { itemId: AgendaItemId; personIds: readonly PersonId[] };

export type Inverse =
  | { kind: 'restoreMeeting'; before: MeetingChanges; set: MeetingChanges }
  | { kind: 'restoreItem'; itemId: AgendaItemId; before: ItemChanges; set: ItemChanges }
  | { kind: 'moveItem'; itemId: AgendaItemId; position: number }
  | { kind: 'addItem'; row: AgendaRow }
  | { kind: 'removeItem'; itemId: AgendaItemId }
  | { kind: 'addPersons'; rows: readonly AttendanceRow[]; standIns: readonly AttendanceRow[]; duties: readonly Duty[] }
  | { kind: 'removePersons'; personIds: readonly PersonId[] }
  | { kind: 'restoreChoice'; before: Choice; set: Choice }
  | { kind: 'series'; inverses: readonly Inverse[] };

/** Null where an edit cannot be taken back. */
export function inverseOf(call: Call, before: Prepared): Inverse | null {
  switch (call.name) {
    case 'meeting.change':
      return { kind: 'restoreMeeting', before: meetingBefore(before, call.input.changes), set: call.input.changes };
    case 'agenda.add':
      return { kind: 'removeItem', itemId: call.input.itemId as AgendaItemId };
    case 'participant.add':
      return { kind: 'removePersons', personIds: call.input.participants.map(({ personId }) => personId as PersonId) };
    case 'participant.addGuest':
      return { kind: 'removePersons', personIds: [call.input.personId as PersonId] };
    case 'participant.change': {
      const row = before.delegates.find(({ personId }) => personId === call.input.personId);
      return row ? { kind: 'restoreChoice', before: choiceOf(row), set: call.input } : null;
    }
    case 'participant.remove':
      return personsBefore(before, [call.input.personId]);
    default:
      return inverseOfItemCall(call, before);
  }
}

function inverseOfItemCall(
  call: Extract<Call, { name: 'agenda.change' | 'agenda.move' | 'agenda.remove' | 'agenda.resolveConflict' }>,
  before: Prepared,
): Inverse | null {
  const row = before.items.find(({ id }) => id === call.input.itemId);
  if (!row) return null;
  if (call.name === 'agenda.move') return { kind: 'moveItem', itemId: row.id, position: row.position };
  if (call.name === 'agenda.remove') return { kind: 'addItem', row };
  const set =
    call.name === 'agenda.change'
      ? call.input.changes
      : row.conflicts.find(({ id }) => call.input.keep === 'other' && id === call.input.conflictId)?.changes;
  return set ? { kind: 'restoreItem', itemId: row.id, before: pick(fieldsOf(row), set), set: copyOf(set) } : null;
}

/** Several commands that are one step, taken back from the last one on. */
export function inverseOfAll(calls: readonly Call[], before: Prepared): Inverse | null {
  const inverses = calls.map((call) => inverseOf(call, before)).filter((inverse) => inverse !== null);
  const [first] = inverses;
  return inverses.length > 1 ? { kind: 'series', inverses: inverses.reverse() } : (first ?? null);
}

/** What removed persons were: who stood in for them, and what they answered for. */
export function personsBefore(before: Prepared, personIds: readonly string[]): Inverse {
  const ids = new Set(personIds);
  return {
    kind: 'addPersons',
    rows: before.delegates.filter(({ personId }) => ids.has(personId)),
    standIns: before.delegates.filter(
      ({ personId, substituteForId }) => substituteForId !== null && ids.has(substituteForId) && !ids.has(personId),
    ),
    duties: before.items
      .map(({ id, responsibleIds }) => ({ itemId: id, personIds: responsibleIds.filter((one) => ids.has(one)) }))
      .filter(({ personIds: gone }) => gone.length > 0),
  };
}

/** The commands that take it back now; none when others have changed or removed what it is about. */
export function callsOf(inverse: Inverse, now: Prepared): Call[] {
  switch (inverse.kind) {
    case 'restoreMeeting': {
      const { title, place, plannedStartAt, quorumRule } = now.head;
      const current = { title, place, plannedStartAt, quorumRuleId: quorumRule.id };
      const changes = untouched(inverse.before, inverse.set, current);
      return isEmpty(changes) ? [] : [{ name: 'meeting.change', input: { changes } }];
    }
    case 'series':
      return inverse.inverses.flatMap((one) => callsOf(one, now));
    case 'addPersons':
      return [...addPersons(inverse.rows, inverse.standIns, now), ...restoreDuties(inverse.duties, now)];
    case 'removePersons':
      return now.delegates
        .filter(({ personId }) => inverse.personIds.includes(personId))
        .map(({ personId }) => ({ name: 'participant.remove', input: { personId } }));
    case 'restoreChoice': {
      const row = now.delegates.find(({ personId }) => personId === inverse.before.personId);
      const isOurs = row && isSame(choiceOf(row), choiceFields(inverse.set));
      return isOurs ? [{ name: 'participant.change', input: inverse.before }] : [];
    }
    default:
      return itemCallsOf(inverse, now);
  }
}

function itemCallsOf(
  inverse: Extract<Inverse, { kind: 'restoreItem' | 'moveItem' | 'addItem' | 'removeItem' }>,
  now: Prepared,
): Call[] {
  const itemId = inverse.kind === 'addItem' ? inverse.row.id : inverse.itemId;
  const row = now.items.find(({ id }) => id === itemId);
  if (inverse.kind === 'addItem') {
    if (row) return [];
    return [{ name: 'agenda.add', input: { itemId, ...fieldsOf(inverse.row), position: inverse.row.position } }];
  }
  if (!row) return [];
  if (inverse.kind === 'removeItem') return [{ name: 'agenda.remove', input: { itemId } }];
  if (inverse.kind === 'moveItem') {
    return row.position === inverse.position
      ? []
      : [{ name: 'agenda.move', input: { itemId, position: inverse.position } }];
  }
  const changes = untouched(inverse.before, inverse.set, fieldsOf(row));
  return isEmpty(changes) ? [] : [{ name: 'agenda.change', input: { itemId, baseRevision: row.revision, changes } }];
}

/** Guests come back as guests; whoever stood in for somebody does so again. */
function addPersons(rows: readonly AttendanceRow[], standIns: readonly AttendanceRow[], now: Prepared): Call[] {
  const gone = rows.filter((row) => !now.delegates.some(({ personId }) => personId === row.personId));
  const registered = gone.filter(({ isGuest }) => !isGuest);
  const guests = gone.filter(({ isGuest }) => isGuest);
  const calls: Call[] = guests.map(({ personId, name, rank, title, siteId }) => ({
    name: 'participant.addGuest',
    input: { personId, name, rank, title, siteId },
  }));
  if (registered.length > 0) {
    calls.push({ name: 'participant.add', input: { participants: registered.map(choiceOf) } });
  }
  const changed = guests.filter(
    ({ role, isMember, seatId, substituteForId }) => role !== 'guest' || isMember || seatId || substituteForId,
  );
  const backAgain = gone.length > 0 ? standIns.filter((row) => isStill(row, now)) : [];
  for (const row of [...changed, ...backAgain]) calls.push({ name: 'participant.change', input: choiceOf(row) });
  return calls;
}

function restoreDuties(duties: readonly Duty[], now: Prepared): Call[] {
  return duties.flatMap(({ itemId, personIds }) => {
    const row = now.items.find(({ id }) => id === itemId);
    const missing = personIds.filter((id) => !row?.responsibleIds.includes(id));
    if (!row || missing.length === 0) return [];
    return [changeCall(itemId, row.revision, { responsibleIds: [...row.responsibleIds, ...missing] })];
  });
}

/** Still there, and standing in for nobody since the other one left. */
function isStill({ personId }: AttendanceRow, now: Prepared): boolean {
  return now.delegates.some((row) => row.personId === personId && row.substituteForId === null);
}

/**
 * Typing saves now and then; taking it back goes to before the first letter. Null when the two are not one edit.
 */
export function merged(first: Inverse, second: Inverse): Inverse | null {
  if (first.kind === 'restoreMeeting' && second.kind === 'restoreMeeting' && hasSameKeys(first.set, second.set)) {
    return { ...first, set: second.set };
  }
  if (first.kind !== 'restoreItem' || second.kind !== 'restoreItem') return null;
  const isOne = first.itemId === second.itemId && hasSameKeys(first.set, second.set);
  return isOne ? { ...first, set: second.set } : null;
}

function meetingBefore({ head }: Prepared, changes: MeetingChanges): MeetingChanges {
  const { title, place, plannedStartAt, quorumRule } = head;
  const rule = quorumRule.id as NonNullable<MeetingChanges['quorumRuleId']>;
  return pick({ title, place, plannedStartAt, quorumRuleId: rule }, changes);
}

/** Of what was before, the fields that still hold what was set. */
function untouched<Fields extends object>(before: Fields, set: Fields, now: object): Fields {
  const fields = Object.entries(before).filter(([key]) =>
    isSame((set as Record<string, unknown>)[key], (now as Record<string, unknown>)[key]),
  );
  return Object.fromEntries(fields) as Fields;
}

function pick<Fields extends object>(from: Fields, like: object): Partial<Fields> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => key in like)) as Partial<Fields>;
}

function copyOf(fields: object): ItemChanges {
  return structuredClone(fields) as ItemChanges;
}

function choiceFields({ personId, role, isMember, seatId, substituteForId }: Choice): Choice {
  return { personId, role, isMember, seatId, substituteForId };
}

function hasSameKeys(one: object, other: object): boolean {
  return isSame(Object.keys(one).sort(), Object.keys(other).sort());
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}
