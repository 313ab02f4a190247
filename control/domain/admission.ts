/**
 * Who comes straight into the meeting and who waits until the clerk lets them in. A device that waits is no endpoint of the
 * meeting: it has no media and no floor, and its person is not present by it.
 */
import type { Endpoint, EndpointEvent } from './endpoints.ts';
import type { EndpointId, PersonId } from './ids.ts';
import { assertNever, refuse } from './rejection.ts';
import type { Role } from './roles.ts';

/** `everyone` comes straight in; with `invitedOnly` guests and observers wait; with `nobody` the meeting is locked. */
export const admissionRules = ['everyone', 'invitedOnly', 'nobody'] as const;
export type AdmissionRule = (typeof admissionRules)[number];

export type WaitingEndpoint = {
  endpoint: Endpoint;
  since: number;
  denied: { reason: string | null } | null;
  /** It was in the meeting before and was removed. */
  removed: { reason: string | null } | null;
};

/** Whoever was denied or removed waits again, also with a new device, until somebody lets them in. */
type Bar = { holder: string; cause: 'denied' | 'removed'; reason: string | null };

export type Admission = {
  rule: AdmissionRule;
  waiting: ReadonlyMap<EndpointId, WaitingEndpoint>;
  /** Devices that somebody let in: they come back without waiting. */
  admittedIds: ReadonlySet<EndpointId>;
  bars: ReadonlyMap<EndpointId, Bar>;
};

export const openAdmission: Admission = {
  rule: 'everyone',
  waiting: new Map(),
  admittedIds: new Set(),
  bars: new Map(),
};

export type AdmissionCommand =
  | { type: 'meeting.setAdmission'; admission: AdmissionRule }
  | { type: 'admission.admit'; endpointIds: readonly EndpointId[] }
  | { type: 'admission.deny'; endpointId: EndpointId; reason?: string | undefined };

export type AdmissionEvent =
  | { type: 'AdmissionSet'; admission: AdmissionRule }
  | { type: 'AdmissionAsked'; endpoint: Endpoint }
  | { type: 'AdmissionGranted'; endpointId: EndpointId }
  | { type: 'AdmissionDenied'; endpointId: EndpointId; reason: string | null }
  /** Whoever waited went away, or comes in because they need not wait any more. */
  | { type: 'AdmissionLapsed'; endpointId: EndpointId; cause: 'left' | 'lost' | 'joined' };

const neverWait: readonly Role[] = ['chair', 'deputy', 'clerk', 'operator'];
const notInvited: readonly Role[] = ['guest', 'observer'];

/** Those who run the meeting come in whatever the rule says. */
export function runsMeeting(role: Role): boolean {
  return neverWait.includes(role);
}

/** What counts of a device that comes; its role is that of its person now. */
export type Comer = Pick<Endpoint, 'id' | 'kind' | 'role' | 'label' | 'siteId' | 'personIds'>;

/** True when a device that is not in the meeting has to wait. */
export function mustWait({ rule, admittedIds, bars }: Admission, comer: Comer): boolean {
  if (runsMeeting(comer.role)) return false;
  if (admittedIds.has(comer.id)) return false;
  if (bars.has(comer.id)) return true;
  const holder = holderOf(comer);
  for (const bar of bars.values()) if (bar.holder === holder) return true;
  return rule === 'nobody' || (rule === 'invitedOnly' && notInvited.includes(comer.role));
}

export function decideAdmission(
  command: AdmissionCommand,
  admission: Admission,
  isInMeeting: (endpointId: EndpointId) => boolean,
): AdmissionEvent[] {
  switch (command.type) {
    case 'meeting.setAdmission':
      return decideRule(command.admission, admission);
    case 'admission.admit': {
      const { waiting, bars, admittedIds } = admission;
      const isKnown = (id: EndpointId) => waiting.has(id) || bars.has(id) || admittedIds.has(id) || isInMeeting(id);
      // One who went away meanwhile does not keep the others waiting.
      if (!command.endpointIds.some(isKnown)) refuse('UNKNOWN_ENDPOINT');
      const concerned = [...new Set(command.endpointIds)].filter((id) => waiting.has(id) || bars.has(id));
      return concerned.map((endpointId) => ({ type: 'AdmissionGranted', endpointId }));
    }
    case 'admission.deny': {
      const { endpointId, reason = null } = command;
      const waiting = admission.waiting.get(endpointId) ?? refuse('UNKNOWN_ENDPOINT');
      return waiting.denied ? [] : [{ type: 'AdmissionDenied', endpointId, reason }];
    }
    default:
      return assertNever(command);
  }
}

/** Whoever would come straight in by the new rule need not wait any longer. */
function decideRule(rule: AdmissionRule, admission: Admission): AdmissionEvent[] {
  if (rule === admission.rule) return [];
  const freed = [...admission.waiting.values()].filter(({ endpoint }) => !mustWait({ ...admission, rule }, endpoint));
  return [
    { type: 'AdmissionSet', admission: rule },
    ...freed.map(({ endpoint }): AdmissionEvent => ({ type: 'AdmissionGranted', endpointId: endpoint.id })),
  ];
}

export function evolveAdmission(admission: Admission, event: AdmissionEvent | EndpointEvent, at: number): Admission {
  switch (event.type) {
    case 'AdmissionSet':
      return { ...admission, rule: event.admission };
    case 'AdmissionAsked':
      return { ...admission, waiting: withEntry(admission.waiting, event.endpoint.id, asked(admission, event, at)) };
    case 'AdmissionGranted':
      return granted(admission, event.endpointId);
    case 'AdmissionDenied': {
      const { endpointId, reason } = event;
      const entry = admission.waiting.get(endpointId);
      if (!entry) return admission;
      const bar: Bar = { holder: holderOf(entry.endpoint), cause: 'denied', reason };
      const waiting = withEntry(admission.waiting, endpointId, { ...entry, denied: { reason } });
      return { ...admission, waiting, bars: withEntry(admission.bars, endpointId, bar) };
    }
    case 'AdmissionLapsed':
      return { ...admission, waiting: without(admission.waiting, event.endpointId) };
    case 'EndpointLeft':
      // Whoever leaves on purpose asks again; a lost connection is nobody's choice.
      if (event.cause !== 'left' || !admission.admittedIds.has(event.endpointId)) return admission;
      return { ...admission, admittedIds: minus(admission.admittedIds, event.endpointId) };
    case 'EndpointRemoved': {
      const { endpoint, reason } = event;
      const bar: Bar = { holder: holderOf(endpoint), cause: 'removed', reason };
      const admittedIds = minus(admission.admittedIds, endpoint.id);
      return { ...admission, admittedIds, bars: withEntry(admission.bars, endpoint.id, bar) };
    }
    default:
      return admission;
  }
}

/** What follows when a person who waits is removed from the meeting. */
export function stopWaiting({ waiting }: Admission, personId: PersonId): AdmissionEvent[] {
  return [...waiting.values()]
    .filter(({ endpoint }) => endpoint.personIds.includes(personId))
    .map(({ endpoint }) => ({ type: 'AdmissionLapsed', endpointId: endpoint.id, cause: 'left' }));
}

function asked(
  { bars }: Admission,
  { endpoint }: Extract<AdmissionEvent, { type: 'AdmissionAsked' }>,
  at: number,
): WaitingEndpoint {
  const holder = holderOf(endpoint);
  const isOwn = ([id, bar]: [EndpointId, Bar]) => id === endpoint.id || bar.holder === holder;
  const [, bar] = [...bars].find((entry) => entry[1].cause === 'removed' && isOwn(entry)) ?? [];
  return { endpoint, since: at, denied: null, removed: bar ? { reason: bar.reason } : null };
}

function granted(admission: Admission, endpointId: EndpointId): Admission {
  const endpoint = admission.waiting.get(endpointId)?.endpoint;
  const holder = endpoint ? holderOf(endpoint) : admission.bars.get(endpointId)?.holder;
  return {
    ...admission,
    waiting: without(admission.waiting, endpointId),
    admittedIds: new Set([...admission.admittedIds, endpointId]),
    bars: new Map([...admission.bars].filter(([id, bar]) => id !== endpointId && bar.holder !== holder)),
  };
}

/** Whose device it is, so that a new one of the same person, or of the same place, is known again. */
function holderOf({ kind, label, siteId, personIds }: Pick<Comer, 'kind' | 'label' | 'siteId' | 'personIds'>): string {
  return kind === 'personal' ? `person ${personIds[0] ?? label}` : `${kind} ${siteId ?? ''} ${label}`;
}

function withEntry<Key, Value>(entries: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> {
  return new Map(entries).set(key, value);
}

function without<Key, Value>(entries: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  const next = new Map(entries);
  next.delete(key);
  return next;
}

function minus<Value>(values: ReadonlySet<Value>, value: Value): ReadonlySet<Value> {
  const next = new Set(values);
  next.delete(value);
  return next;
}
