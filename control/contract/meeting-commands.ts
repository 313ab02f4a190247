/** Commands inside a meeting. Who may issue which is the table in domain/roles.ts. */
import { z } from 'zod';
import { itemVisibilities } from '../domain/agenda.ts';
import { quorumRules } from '../domain/quorum.ts';
import { agendaItemId, endpointId, nameText, personId, plannedMs, reasonText, timestampMs } from './fields.ts';

export const quorumRuleId = z.enum(Object.keys(quorumRules) as [keyof typeof quorumRules]);

const nothing = z.strictObject({});
const done = z.object({});
const itemFields = { title: nameText, plannedMs, visibility: z.enum(itemVisibilities) };

const aboutItem = { input: z.strictObject({ itemId: agendaItemId }), output: done };
const aboutPerson = { input: z.strictObject({ personId }), output: done };
const aboutEndpoint = { input: z.strictObject({ endpointId, personId }), output: done };
const aboutMeeting = { input: nothing, output: done };

export const meetingCommands = {
  'meeting.change': {
    input: z.strictObject({ title: nameText, plannedStartAt: timestampMs, quorumRuleId }),
    output: done,
  },
  'meeting.convene': aboutMeeting,
  'meeting.open': aboutMeeting,
  'meeting.adjourn': aboutMeeting,
  'meeting.resume': aboutMeeting,
  'meeting.close': aboutMeeting,
  'agenda.add': { input: z.strictObject({ itemId: agendaItemId, ...itemFields }), output: done },
  'agenda.change': { input: z.strictObject({ itemId: agendaItemId, ...itemFields }), output: done },
  'agenda.move': {
    input: z.strictObject({ itemId: agendaItemId, position: z.int().min(0).max(999) }),
    output: done,
  },
  'agenda.remove': aboutItem,
  'agenda.select': aboutItem,
  'agenda.activate': aboutItem,
  'attendance.mark': {
    input: z.strictObject({
      personId,
      mark: z.discriminatedUnion('status', [
        z.strictObject({ status: z.literal('unmarked') }),
        z.strictObject({ status: z.literal('present'), mode: z.enum(['inPerson', 'online']) }),
        z.strictObject({ status: z.literal('absent'), reason: reasonText }),
        z.strictObject({ status: z.literal('left') }),
      ]),
    }),
    output: done,
  },
  'endpoint.attachPerson': aboutEndpoint,
  'endpoint.detachPerson': aboutEndpoint,
  'floor.request': aboutPerson,
  'floor.cancelRequest': aboutPerson,
  'floor.grant': aboutPerson,
  'floor.accept': aboutPerson,
  'floor.decline': aboutPerson,
  'floor.yield': aboutPerson,
  'floor.withdraw': aboutPerson,
} as const;
