/** Commands inside a meeting. Who may issue which is the table in domain/roles.ts. */
import { z } from 'zod';
import { admissionRules } from '../domain/admission.ts';
import { chatRecipients, chatRules } from '../domain/chat.ts';
import {
  agendaItemId,
  done,
  endpointId,
  itemVisibility,
  messageText,
  nameText,
  nothing,
  personId,
  plannedMs,
  quorumRuleId,
  reasonText,
  timestampMs,
  titleText,
} from './fields.ts';

const itemFields = {
  title: nameText,
  plannedMs,
  visibility: itemVisibility,
  /** A fixed time to begin; null: right after the item before. */
  startsAt: timestampMs.nullable(),
  /** Participants who present or answer for the item. */
  responsibleIds: z.array(personId).max(20),
};

const mark = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('unmarked') }),
  z.strictObject({ status: z.literal('present'), mode: z.enum(['inPerson', 'online']) }),
  z.strictObject({ status: z.literal('absent'), reason: reasonText }),
  z.strictObject({ status: z.literal('left') }),
]);

const aboutItem = { input: z.strictObject({ itemId: agendaItemId }), output: done };
const aboutPerson = { input: z.strictObject({ personId }), output: done };
const aboutEndpoint = { input: z.strictObject({ endpointId, personId }), output: done };
const aboutMeeting = { input: nothing, output: done };
const position = z.int().min(0).max(999);

export const meetingCommands = {
  /** Only the fields that are named change. */
  'meeting.change': {
    input: z.strictObject({
      changes: z
        .strictObject({ title: nameText, place: titleText, plannedStartAt: timestampMs, quorumRuleId })
        .partial(),
    }),
    output: done,
  },
  'meeting.convene': aboutMeeting,
  /** A draft or convened meeting that will not take place. Its record stays. */
  'meeting.cancel': { input: z.strictObject({ reason: reasonText }), output: done },
  'meeting.open': aboutMeeting,
  'meeting.adjourn': aboutMeeting,
  'meeting.resume': aboutMeeting,
  'meeting.close': aboutMeeting,
  /** Who comes straight in; `nobody` locks the meeting. Whoever would come straight in by the new rule waits no longer. */
  'meeting.setAdmission': { input: z.strictObject({ admission: z.enum(admissionRules) }), output: done },
  /** Those who went away meanwhile are passed over. */
  'admission.admit': { input: z.strictObject({ endpointIds: z.array(endpointId).min(1).max(2_000) }), output: done },
  'admission.deny': { input: z.strictObject({ endpointId, reason: reasonText.optional() }), output: done },
  /** At `position`, counted from 0; null: at the end. */
  'agenda.add': {
    input: z.strictObject({ itemId: agendaItemId, ...itemFields, position: position.nullable() }),
    output: done,
  },
  /**
   * Only the fields that are named change. `baseRevision` is the item's revision that the editor saw: a field that
   * somebody else changed since then keeps the other's value, and this one is noted beside it as a conflict.
   */
  'agenda.change': {
    input: z.strictObject({
      itemId: agendaItemId,
      baseRevision: z.int().min(0),
      changes: z.strictObject(itemFields).partial(),
    }),
    output: z.object({}),
  },
  'agenda.resolveConflict': {
    input: z.strictObject({
      itemId: agendaItemId,
      conflictId: z.string().max(64),
      keep: z.enum(['current', 'other']),
    }),
    output: done,
  },
  'agenda.move': { input: z.strictObject({ itemId: agendaItemId, position }), output: done },
  'agenda.remove': aboutItem,
  'agenda.select': aboutItem,
  'agenda.activate': aboutItem,
  'attendance.mark': { input: z.strictObject({ personId, mark }), output: done },
  /** The same mark for several persons, all or none. For those who run the meeting. */
  'attendance.markMany': {
    input: z.strictObject({ personIds: z.array(personId).min(1).max(2_000), mark }),
    output: done,
  },
  'endpoint.attachPerson': aboutEndpoint,
  'endpoint.detachPerson': aboutEndpoint,
  /** Puts a device out of the meeting; it comes back through the waiting room only. */
  'endpoint.remove': { input: z.strictObject({ endpointId, reason: reasonText.optional() }), output: done },
  'floor.request': aboutPerson,
  'floor.cancelRequest': aboutPerson,
  'floor.grant': aboutPerson,
  'floor.accept': aboutPerson,
  'floor.decline': aboutPerson,
  'floor.yield': aboutPerson,
  'floor.withdraw': aboutPerson,
  /** Plain text with line breaks. */
  'chat.send': { input: z.strictObject({ to: z.enum(chatRecipients), text: messageText }), output: done },
  'chat.setRule': { input: z.strictObject({ rule: z.enum(chatRules) }), output: done },
} as const;
