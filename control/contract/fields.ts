/** Field schemas that several commands share. Limits are generous for people and small for machines. */
import { z } from 'zod';
import { itemVisibilities } from '../domain/agenda.ts';
import type {
  AgendaItemId,
  BodyId,
  EndpointId,
  MeetingId,
  PersonId,
  SeatId,
  SiteId,
  TemplateId,
} from '../domain/ids.ts';
import { quorumRules } from '../domain/quorum.ts';

const idText = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .describe('an identifier: letters, digits, - and _, 64 at most');

export const bodyId = idText.transform((text) => text as BodyId);
export const siteId = idText.transform((text) => text as SiteId);
export const seatId = idText.transform((text) => text as SeatId);
export const personId = idText.transform((text) => text as PersonId);
export const meetingId = idText.transform((text) => text as MeetingId);
export const agendaItemId = idText.transform((text) => text as AgendaItemId);
export const endpointId = idText.transform((text) => text as EndpointId);
export const templateId = idText.transform((text) => text as TemplateId);
export const accountId = idText;
export const deviceId = idText;

export const nameText = z.string().trim().min(1).max(200).normalize();
export const titleText = z.string().trim().max(300).normalize();
export const rankText = z.string().trim().max(100).normalize();
/** Delegation, group or block whose speaking time is counted together; empty: none. */
export const groupText = z.string().trim().max(100).normalize();
export const reasonText = z.string().trim().min(1).max(500).normalize();
/** UTC milliseconds between the years 2000 and 2200. */
export const timestampMs = z.int().min(946_684_800_000).max(7_258_118_400_000);
/** From one minute to 24 hours. */
export const plannedMs = z.int().min(60_000).max(86_400_000);
/** Plain text with its line breaks; CR LF becomes LF. */
export const messageText = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim().normalize())
  .pipe(z.string().min(1).max(1_000));
export const secretText = z.string().min(16).max(512);
export const passwordText = z.string().max(200);
/** The chair's message to all: short enough for a wall. */
export const noticeText = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim().normalize())
  .pipe(z.string().min(1).max(300));
/** What the clerk writes beside the facts of the minutes; empty takes it away. */
export const minutesText = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').normalize())
  .pipe(z.string().max(20_000));
export const minutesSection = idText;
export const rulePackId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .describe('the id of a rule pack: small letters, digits and -, 40 at most');
export const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._@-]{3,64}$/)
  .describe('3 to 64 letters a–z, digits or . _ @ -');

export const quorumRuleId = z.enum(Object.keys(quorumRules) as [keyof typeof quorumRules]);
export const itemVisibility = z.enum(itemVisibilities);
export const done = z.object({});
export const nothing = z.strictObject({});
