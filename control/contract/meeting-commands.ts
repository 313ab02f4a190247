/** Commands inside a meeting. Who may issue which is the table in domain/roles.ts. */
import { z } from 'zod';
import { admissionRules } from '../domain/admission.ts';
import { chatRecipients, chatRules } from '../domain/chat.ts';
import { sceneChoices } from '../domain/displays.ts';
import { requestKinds } from '../domain/rule-pack.ts';
import {
  agendaItemId,
  done,
  endpointId,
  itemVisibility,
  messageText,
  minutesSection,
  minutesText,
  nameText,
  nothing,
  noticeText,
  personId,
  plannedMs,
  quorumRuleId,
  reasonText,
  rulePackId,
  siteId,
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
/** Requests and speeches are counted from 1. */
const count = z.int().min(1).max(1_000_000);
const isOn = z.boolean();
/** Commands about a speech or an invitation name the one that they mean: a late one never reaches the next. */
const aboutSpeech = { input: z.strictObject({ personId, speech: count }), output: done };
const moment = z.int().min(0);
const aboutInvitation = { input: z.strictObject({ personId, expiresAt: moment }), output: done };

const floorMode = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('chairInvites') }),
  z.strictObject({ name: z.literal('automatic') }),
  z.strictObject({ name: z.literal('open'), limit: z.int().min(1).max(20) }),
  z.strictObject({ name: z.literal('presentation'), presenterId: personId }),
  z.strictObject({ name: z.literal('closed') }),
]);

const budgetScope = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('site'), siteId }),
  z.strictObject({ of: z.literal('group'), groupName: z.string().trim().min(1).max(100).normalize() }),
]);

export const meetingCommands = {
  /** Only the fields that are named change. */
  'meeting.change': {
    input: z.strictObject({
      changes: z
        .strictObject({ title: nameText, place: titleText, plannedStartAt: timestampMs, quorumRuleId, rulePackId })
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
  /** `fromItemId`: the item under discussion when it was chosen; null: there was none. */
  'agenda.activate': {
    input: z.strictObject({ itemId: agendaItemId, fromItemId: agendaItemId.nullable() }),
    output: done,
  },
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
  /** `itemId` names an item that is still to come; `answersSpeech` the speech that a reply answers. */
  'floor.request': {
    input: z.strictObject({
      personId,
      kind: z.enum(requestKinds).optional(),
      itemId: agendaItemId.optional(),
      answersSpeech: count.optional(),
    }),
    output: done,
  },
  /** Without `requestId`: the person's foremost request on the item under discussion. */
  'floor.cancelRequest': { input: z.strictObject({ personId, requestId: count.optional() }), output: done },
  /** Takes a request up again that lapsed as the person left. */
  'floor.restoreRequest': { input: z.strictObject({ personId, requestId: count }), output: done },
  'floor.dropRequest': {
    input: z.strictObject({ personId, requestId: count, reason: reasonText.optional() }),
    output: done,
  },
  /** Takes a drop back: the request stands where it stood. */
  'floor.undropRequest': { input: z.strictObject({ personId, requestId: count }), output: done },
  /** Before another request of the same kind; null: at the end of its kind. */
  'floor.moveRequest': {
    input: z.strictObject({ personId, requestId: count, beforeId: count.nullable() }),
    output: done,
  },
  /** Without `requestId`: the person's foremost request on the item under discussion, else an invitation. */
  'floor.grant': { input: z.strictObject({ personId, requestId: count.optional() }), output: done },
  'floor.accept': aboutInvitation,
  'floor.decline': aboutInvitation,
  'floor.yield': aboutSpeech,
  /** `speech` null: takes the invitation back. */
  'floor.withdraw': { input: z.strictObject({ personId, speech: count.nullable() }), output: done },
  /** Closes all open microphones but the chair's. */
  'floor.withdrawAll': aboutMeeting,
  /** By one of the extensions of the meeting's rule pack. */
  'floor.extend': {
    input: z.strictObject({ personId, speech: count, addMs: z.int().min(1).max(600_000) }),
    output: done,
  },
  'floor.pause': aboutSpeech,
  'floor.resume': aboutSpeech,
  /** For the item under discussion; null: none is. */
  'floor.setMode': { input: z.strictObject({ itemId: agendaItemId.nullable(), mode: floorMode }), output: done },
  /** While the chair's microphone is open, the others are closed. */
  'floor.setPriority': { input: z.strictObject({ isOn }), output: done },
  /** The person accepts invitations by themselves, as a seat of the hall may. */
  'floor.setSelfAccept': { input: z.strictObject({ personId, isOn }), output: done },
  /** Speaking time of a site or a group in this meeting; null: none. */
  'floor.setBudget': { input: z.strictObject({ scope: budgetScope, budgetMs: plannedMs.nullable() }), output: done },
  /** `fromId`: who chaired when it was chosen. */
  'authority.takeBack': { input: z.strictObject({ fromId: personId.nullable() }), output: done },
  'authority.handOver': { input: z.strictObject({ personId, fromId: personId }), output: done },
  /** Only while nobody chairs, and only if the rule pack allows it. */
  'authority.seat': aboutPerson,
  /** Those who are no members wait outside until it ends. */
  'closedSession.begin': aboutMeeting,
  /** `since`: that of the closed session that is to end. */
  'closedSession.end': { input: z.strictObject({ since: moment }), output: done },
  'display.setScene': { input: z.strictObject({ endpointId, scene: z.enum(sceneChoices) }), output: done },
  /** To everybody, until it is taken away. */
  'display.showNotice': { input: z.strictObject({ text: noticeText }), output: done },
  'display.clearNotice': aboutMeeting,
  /**
   * `section`: `opening`, `attendance`, `closing`, or an agenda item's id. `baseRevision` is the one that the writer saw, 0
   * for a section without text.
   */
  'minutes.write': {
    input: z.strictObject({ section: minutesSection, baseRevision: z.int().min(0), text: minutesText }),
    output: done,
  },
  /** Makes one device's picture large for everybody. */
  'spotlight.set': { input: z.strictObject({ endpointId }), output: done },
  'spotlight.clear': aboutMeeting,
  /** Plain text with line breaks. */
  'chat.send': { input: z.strictObject({ to: z.enum(chatRecipients), text: messageText }), output: done },
  'chat.setRule': { input: z.strictObject({ rule: z.enum(chatRules) }), output: done },
} as const;
