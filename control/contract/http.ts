/** Bodies of the HTTP requests: `POST /api/<name>`, JSON both ways, errors as `{ error: ErrorReply }`. */
import { z } from 'zod';
import { personRoles } from '../domain/roles.ts';
import { connectionTestRequests } from './connection-test.ts';
import { loginName, meetingId, nameText, passwordText, secretText } from './fields.ts';

const sessionKey = z.string().regex(/^[A-Za-z0-9_-]{8,32}$/);
const session = z.object({ sessionKey });

export const httpRequests = {
  /** What a link is for. Reading never uses the link. */
  'join/preview': {
    input: z.strictObject({ token: secretText }),
    output: z.object({
      meetingTitle: z.string(),
      bodyName: z.string(),
      name: z.string(),
      role: z.string(),
      siteName: z.string(),
      place: z.string(),
      plannedStartAt: z.number(),
      status: z.string(),
      kind: z.enum(['personal', 'room', 'display', 'agent']),
      /** What the line of the person's or device's site bears, as the register says; null: not known. */
      bandwidthMbps: z.number().nullable(),
    }),
  },
  /** Uses the link: makes a session and sets its cookie. */
  join: { input: z.strictObject({ token: secretText }), output: session },
  login: { input: z.strictObject({ login: loginName, password: passwordText }), output: session },
  /** From the account's start page into a meeting: makes a session of that meeting, as a link would. */
  enter: { input: z.strictObject({ sessionKey, meetingId }), output: session },
  logout: { input: z.strictObject({ sessionKey }), output: z.object({}) },
  /** Makes the first administrator and the body of an empty installation. */
  setup: {
    input: z.strictObject({
      token: secretText,
      bodyName: nameText,
      name: nameText,
      login: loginName,
      password: passwordText,
    }),
    output: session,
  },
  /** A device asks to be joined to a site: it shows the code, and somebody at the desk types it in. */
  'pair/start': {
    input: z.strictObject({}),
    output: z.object({ pairingSecret: z.string(), code: z.string(), expiresAt: z.number() }),
  },
  /** Asked again and again by the device. When it was paired, the answer sets the cookie of its session. */
  'pair/status': {
    input: z.strictObject({ pairingSecret: secretText }),
    output: z.object({ state: z.enum(['waiting', 'paired', 'expired']), sessionKey: z.string().nullable() }),
  },
  ...connectionTestRequests,
  /** The links of the demo meeting, for the holder of the address that the start printed. */
  welcome: {
    input: z.strictObject({ key: secretText }),
    output: z.object({
      meetingTitle: z.string(),
      bodyName: z.string(),
      links: z.array(
        z.object({
          url: z.string(),
          label: z.string(),
          title: z.string(),
          role: z.string(),
          siteName: z.string(),
        }),
      ),
      /** To try the desk with; null where its password was changed. */
      account: z.object({ login: z.string(), password: z.string() }).nullable(),
    }),
  },
} as const;

export const importEncodings = ['utf-8', 'utf-16', 'windows-1258', 'tcvn3'] as const;
export const importFields = ['name', 'rank', 'title', 'site', 'group', 'seat', 'role', 'substituteFor'] as const;
export const importFaults = [
  'NAME_MISSING',
  'TEXT_TOO_LONG',
  'UNKNOWN_SITE',
  'UNKNOWN_SEAT',
  'SEAT_TAKEN',
  'UNKNOWN_ROLE',
  'REPEATED_PERSON',
  'AMBIGUOUS_PERSON',
  'UNKNOWN_SUBSTITUTED',
  'SECOND_CHAIR',
  'TOO_MANY_CELLS',
  'UNCLOSED_QUOTE',
] as const;

/**
 * `POST /api/import?session=<key>&meeting=<id>`, the file or the pasted text as it is, 4 MiB at most: what taking it over
 * would change. Nothing changes until `import.apply`. Without a meeting only the register is concerned: that of the
 * account's own body, or of the one that an administrator names by `&body=<id>`.
 */
export const importPreview = z.object({
  importId: z.string(),
  encoding: z.enum(importEncodings),
  /** Which column holds what, by its heading; headings that say nothing are named too. */
  columns: z.array(z.object({ heading: z.string(), field: z.enum(importFields).nullable() })),
  rows: z.array(
    z.object({
      /** Line in the file, from 1; the heading is a line too. */
      line: z.number(),
      /** `new` in the register; `changed` there; `known` there as it is; `already` a participant as it is. */
      change: z.enum(['new', 'changed', 'known', 'already']),
      name: z.string(),
      rank: z.string(),
      title: z.string(),
      siteName: z.string(),
      seatLabel: z.string(),
      role: z.enum(personRoles),
      substituteFor: z.string(),
    }),
  ),
  /** Lines that will not be taken over, each with its reason. */
  faults: z.array(
    z.object({
      line: z.number(),
      code: z.enum(importFaults),
      field: z.enum(importFields).nullable(),
      value: z.string(),
      /** The earlier line that holds the same person or seat. */
      otherLine: z.number().nullable(),
    }),
  ),
});
export type ImportPreview = z.output<typeof importPreview>;

export type HttpRequestName = keyof typeof httpRequests;
export type HttpInput<Name extends HttpRequestName> = z.input<(typeof httpRequests)[Name]['input']>;
export type HttpOutput<Name extends HttpRequestName> = z.output<(typeof httpRequests)[Name]['output']>;
