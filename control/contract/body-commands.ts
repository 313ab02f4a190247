/** Commands of the desk: the register of a body, its meetings and the links to them. They need a signed-in account. */
import { z } from 'zod';
import { personRoles } from '../domain/roles.ts';
import { bodyId, meetingId, nameText, personId, seatId, siteId, timestampMs, titleText } from './fields.ts';
import { quorumRuleId } from './meeting-commands.ts';

const site = z.strictObject({ id: siteId, parentId: siteId.nullable(), name: nameText, isChairSite: z.boolean() });
const seat = z.strictObject({ id: seatId, siteId, label: nameText });
const person = z.strictObject({
  id: personId,
  name: nameText,
  title: titleText,
  siteId: siteId.nullable(),
  usualRole: z.enum(personRoles),
});

const meetingSummary = z.object({
  id: meetingId,
  title: z.string(),
  status: z.string(),
  plannedStartAt: z.number(),
  isQuarantined: z.boolean(),
});

const linkSummary = z.object({
  linkId: z.string(),
  url: z.string(),
  label: z.string(),
  role: z.string(),
  siteName: z.string(),
  isOneTime: z.boolean(),
  isUsed: z.boolean(),
});

export const bodyCommands = {
  'desk.read': {
    input: z.strictObject({}),
    output: z.object({
      bodies: z.array(
        z.object({
          id: bodyId,
          name: z.string(),
          sites: z.array(site),
          seats: z.array(seat),
          persons: z.array(person),
        }),
      ),
      meetings: z.array(meetingSummary),
    }),
  },
  'site.add': { input: z.strictObject({ bodyId, site }), output: z.object({}) },
  'site.change': { input: z.strictObject({ bodyId, site }), output: z.object({}) },
  'seat.add': { input: z.strictObject({ bodyId, seat }), output: z.object({}) },
  'person.add': { input: z.strictObject({ bodyId, person }), output: z.object({}) },
  'person.change': { input: z.strictObject({ bodyId, person }), output: z.object({}) },
  'meeting.create': {
    input: z.strictObject({ bodyId, title: nameText, plannedStartAt: timestampMs, quorumRuleId }),
    output: z.object({ meetingId }),
  },
  /** Adds persons of the body with the seat and role given, as a snapshot of the register. */
  'participant.add': {
    input: z.strictObject({
      participants: z
        .array(
          z.strictObject({
            personId,
            role: z.enum(personRoles),
            isMember: z.boolean(),
            seatId: seatId.nullable(),
          }),
        )
        .min(1)
        .max(2_000),
    }),
    output: z.object({}),
  },
  'participant.change': {
    input: z.strictObject({ personId, role: z.enum(personRoles), isMember: z.boolean(), seatId: seatId.nullable() }),
    output: z.object({}),
  },
  'participant.remove': { input: z.strictObject({ personId }), output: z.object({}) },
  /** Makes or shows the personal link of each participant, and one for a site's room device or a display. */
  'link.issue': {
    input: z.strictObject({
      for: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('person'), personId }),
        z.strictObject({ kind: z.literal('room'), siteId }),
        z.strictObject({ kind: z.literal('display'), siteId: siteId.nullable() }),
      ]),
      isOneTime: z.boolean(),
    }),
    output: linkSummary,
  },
  'link.list': { input: z.strictObject({}), output: z.object({ links: z.array(linkSummary) }) },
  'link.revoke': { input: z.strictObject({ linkId: z.string().max(64) }), output: z.object({}) },
} as const;
