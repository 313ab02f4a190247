/** Commands of a body's register: its sites, seats, persons and templates. They need an account of the desk. */
import { z } from 'zod';
import { personRoles } from '../domain/roles.ts';
import {
  bodyId,
  done,
  itemVisibility,
  nameText,
  personId,
  plannedMs,
  quorumRuleId,
  rankText,
  seatId,
  siteId,
  templateId,
  titleText,
} from './fields.ts';

export const site = z.strictObject({
  id: siteId,
  parentId: siteId.nullable(),
  name: nameText,
  isChairSite: z.boolean(),
  address: titleText,
  /** What the site's line carries, in Mbit/s; null: not known. */
  bandwidthMbps: z.number().min(0.1).max(100_000).nullable(),
  contactName: titleText,
  contactPhone: z.string().trim().max(40),
});

const planPlace = z.int().min(0).max(99).nullable();
/** `row` counts from the chair's side, `column` from the left; both null: not on the plan. */
export const seat = z.strictObject({ id: seatId, siteId, label: nameText, row: planPlace, column: planPlace });

export const person = z.strictObject({
  id: personId,
  name: nameText,
  /** Military rank, academic degree: what stands before the name. */
  rank: rankText,
  /** Position held. */
  title: titleText,
  siteId: siteId.nullable(),
  usualRole: z.enum(personRoles),
});

export const template = z.strictObject({
  id: templateId,
  name: nameText,
  title: nameText,
  place: titleText,
  quorumRuleId,
  items: z.array(z.strictObject({ title: nameText, plannedMs, visibility: itemVisibility })).max(200),
});

export const registerCommands = {
  'body.found': { input: z.strictObject({ bodyId, name: nameText }), output: done },
  'body.rename': { input: z.strictObject({ bodyId, name: nameText }), output: done },
  'site.add': { input: z.strictObject({ bodyId, site }), output: done },
  'site.change': { input: z.strictObject({ bodyId, site }), output: done },
  /** Only a site without lower sites, seats and persons. */
  'site.remove': { input: z.strictObject({ bodyId, siteId }), output: done },
  'seat.add': { input: z.strictObject({ bodyId, seats: z.array(seat).min(1).max(500) }), output: done },
  'seat.change': { input: z.strictObject({ bodyId, seats: z.array(seat).min(1).max(500) }), output: done },
  'seat.remove': { input: z.strictObject({ bodyId, seatIds: z.array(seatId).min(1).max(500) }), output: done },
  'person.add': { input: z.strictObject({ bodyId, person }), output: done },
  'person.change': { input: z.strictObject({ bodyId, person }), output: done },
  /** Out of the register; meetings keep their own snapshot. */
  'person.remove': { input: z.strictObject({ bodyId, personId }), output: done },
  /** Adds a template, or replaces the one of the same id. */
  'template.save': { input: z.strictObject({ bodyId, template }), output: done },
  'template.remove': { input: z.strictObject({ bodyId, templateId }), output: done },
} as const;
