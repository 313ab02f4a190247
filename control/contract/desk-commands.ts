/** Commands of those who prepare meetings: what the desk shows, new meetings, participants, links and invitations. */
import { z } from 'zod';
import { personRoles } from '../domain/roles.ts';
import {
  bodyId,
  done,
  groupText,
  meetingId,
  nameText,
  nothing,
  personId,
  quorumRuleId,
  rankText,
  rulePackId,
  seatId,
  siteId,
  templateId,
  timestampMs,
  titleText,
} from './fields.ts';
import { person, seat, site, template } from './register-commands.ts';
import { sliceVersions } from './view-commands.ts';

const meetingSummary = z.object({
  id: meetingId,
  bodyId,
  title: z.string(),
  status: z.string(),
  place: z.string(),
  plannedStartAt: z.number(),
  plannedEndAt: z.number(),
  participantCount: z.number(),
  isQuarantined: z.boolean(),
});

const linkSummary = z.object({
  linkId: z.string(),
  url: z.string(),
  label: z.string(),
  role: z.string(),
  siteName: z.string(),
  personId: personId.nullable(),
  siteId: siteId.nullable(),
  isOneTime: z.boolean(),
  isUsed: z.boolean(),
});

const participantChoice = z.strictObject({
  personId,
  role: z.enum(personRoles),
  isMember: z.boolean(),
  seatId: seatId.nullable(),
  /** The participant for whom this person stands in ("dự thay"). */
  substituteForId: personId.nullable(),
  /** Not named: as it was, or none. */
  groupName: groupText.optional(),
});

export const deskCommands = {
  /** The bodies that the account looks after: all for an administrator. */
  'desk.read': {
    input: nothing,
    output: z.object({
      bodies: z.array(
        z.object({
          id: bodyId,
          name: z.string(),
          sites: z.array(site),
          seats: z.array(seat),
          persons: z.array(person),
          templates: z.array(template),
        }),
      ),
      /** Templates that ship with the product. */
      templates: z.array(template),
      /** The rules of speaking that a meeting can be held by. `sources`: the articles that they rest on. */
      rulePacks: z.array(z.object({ id: rulePackId, name: z.string(), sources: z.array(z.string()) })),
      meetings: z.array(meetingSummary),
    }),
  },
  /** From nothing, from a template, or like an earlier meeting: its agenda and participants. */
  'meeting.create': {
    input: z.strictObject({
      bodyId,
      title: nameText,
      place: titleText,
      plannedStartAt: timestampMs,
      quorumRuleId,
      /** Not named: as the earlier meeting, or as is usual for the quorum rule. */
      rulePackId: rulePackId.optional(),
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('empty') }),
        z.strictObject({ kind: z.literal('template'), templateId }),
        z.strictObject({ kind: z.literal('meeting'), meetingId }),
      ]),
    }),
    output: z.object({ meetingId }),
  },
  /** Adds persons of the body with the seat and role given, as a snapshot of the register. */
  'participant.add': {
    input: z.strictObject({ participants: z.array(participantChoice).min(1).max(2_000) }),
    output: done,
  },
  /** Somebody who is invited to this meeting and not in the register. */
  'participant.addGuest': {
    input: z.strictObject({
      personId,
      name: nameText,
      rank: rankText,
      title: titleText,
      siteId: siteId.nullable(),
      groupName: groupText.optional(),
    }),
    output: done,
  },
  'participant.change': { input: participantChoice, output: done },
  'participant.remove': { input: z.strictObject({ personId }), output: done },
  /**
   * Takes over a preview that `POST /api/import` made: first into the register, then, for a meeting, its participants;
   * each of the two all or nothing.
   */
  'import.apply': {
    input: z.strictObject({ importId: z.string().max(64) }),
    output: z.object({ created: z.number(), changed: z.number(), added: z.number() }),
  },
  /** Makes or shows the personal link of a participant, or one for a site's room device, its room agent or a display. */
  'link.issue': {
    input: z.strictObject({
      for: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('person'), personId }),
        z.strictObject({ kind: z.literal('room'), siteId }),
        z.strictObject({ kind: z.literal('agent'), siteId }),
        z.strictObject({ kind: z.literal('display'), siteId: siteId.nullable() }),
      ]),
      isOneTime: z.boolean(),
    }),
    output: linkSummary,
  },
  /** The reusable personal links of all participants; those that are missing are made. */
  'link.issueAll': { input: nothing, output: z.object({ links: z.array(linkSummary) }) },
  'link.list': { input: nothing, output: z.object({ links: z.array(linkSummary) }) },
  'link.revoke': { input: z.strictObject({ linkId: z.string().max(64) }), output: done },
  /** An iCalendar file (RFC 5545) of the meeting; for one participant it holds that person's link. */
  'invitation.read': {
    input: z.strictObject({ personId: personId.nullable() }),
    output: z.object({ fileName: z.string(), calendar: z.string() }),
  },
  /** Sends the slices of a meeting to this connection of the desk, and what changes, until another one is watched. */
  'view.watch': { input: z.strictObject({ versions: sliceVersions }), output: done },
  'view.unwatch': { input: nothing, output: done },
} as const;
