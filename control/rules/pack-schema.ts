/** The form of a rule pack's file. Durations are written with their unit: `7m`, `15s`, `1m30s`, `2h`. */
import { z } from 'zod';
import { delegations, limitActions, modeNames, requestKinds } from '../domain/rule-pack.ts';

const unitsMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000 };

/** `7m` and `1m30s` in milliseconds; null: not a duration. */
export function parseDuration(text: string): number | null {
  if (!/^(\d{1,5}[smh])+$/.test(text)) return null;
  let sumMs = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)([smh])/g)) sumMs += Number(digits) * (unitsMs[unit ?? ''] ?? 0);
  return sumMs;
}

function duration(least: string, most: string) {
  const [leastMs, mostMs] = [parseDuration(least) ?? 0, parseDuration(most) ?? 0];
  const wanted = `a duration with its unit, such as 7m or 15s, from ${least} to ${most}`;
  return z.string({ error: wanted }).transform((text, context) => {
    const ms = parseDuration(text.trim());
    if (ms !== null && ms >= leastMs && ms <= mostMs) return ms;
    context.addIssue({ code: 'custom', message: `${JSON.stringify(text)} is not ${wanted}` });
    return z.NEVER;
  });
}

function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, { error: ({ input }) => `${JSON.stringify(input)} is not one of: ${names.join(', ')}` });
}

function number(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

const text = z.string({ error: 'a text' }).trim().min(1, { error: 'a text that is not empty' }).max(300);
const delegated = z
  .array(oneOf(delegations), { error: 'a list of what is delegated; [] for nothing' })
  .refine((names) => new Set(names).size === names.length, { error: 'the same delegation is named twice' });

const speechLimit = z.strictObject({
  kind: oneOf(requestKinds),
  /** From which to which speech of a person on an item; without `to`: and all that follow. */
  from: number(1, 99),
  to: number(1, 99).optional(),
  limit: z.union([z.literal('none').transform(() => null), duration('15s', '4h')], {
    error: 'a duration with its unit, such as 7m or 15s, from 15s to 4h, or none',
  }),
});

export const packFile = z.strictObject({
  id: z
    .string({ error: 'a text' })
    .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'small letters, digits and -, 40 at most' }),
  version: number(1, 9999),
  name: text,
  sources: z
    .array(text, { error: 'the legal sources, as a list' })
    .min(1, { error: 'the legal source is missing: name at least one article or regulation' }),
  limits: z.array(speechLimit, { error: 'a list of limits; [] for none' }),
  warning: duration('0s', '10m'),
  grace: duration('0s', '5m'),
  atLimit: oneOf(limitActions),
  chimeEvery: duration('5s', '10m'),
  extensions: z
    .array(duration('10s', '10m'), { error: 'a list of durations' })
    .min(1, { error: 'one at least' })
    .max(6),
  defaultMode: oneOf(modeNames).refine((mode) => mode !== 'presentation', {
    error: 'presentation needs a presenter, so it cannot be the mode in which every item begins',
  }),
  openLimit: number(1, 20),
  invitation: duration('5s', '5m'),
  return: duration('0s', '1h'),
  lease: duration('5s', '10m'),
  /** Shorter than a lost device is kept in the meeting. */
  loss: duration('1s', '20s'),
  maySeatChair: z.boolean({ error: 'true or false' }),
  delegated: z.strictObject({ deputy: delegated, clerk: delegated, operator: delegated }),
});

export type PackFile = z.output<typeof packFile>;
