/** Bodies of the HTTP requests: `POST /api/<name>`, JSON both ways, errors as `{ error: ErrorReply }`. */
import { z } from 'zod';
import { nameText, secretText } from './fields.ts';

const sessionKey = z.string().regex(/^[A-Za-z0-9_-]{8,32}$/);
const session = z.object({ sessionKey });
const passwordText = z.string().max(200);
const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._@-]{3,64}$/)
  .describe('3 to 64 letters a–z, digits or . _ @ -');

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
      plannedStartAt: z.number(),
      status: z.string(),
      kind: z.enum(['personal', 'room', 'display']),
    }),
  },
  /** Uses the link: makes a session and sets its cookie. */
  join: { input: z.strictObject({ token: secretText }), output: session },
  login: { input: z.strictObject({ login: loginName, password: passwordText }), output: session },
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
    }),
  },
} as const;

export type HttpRequestName = keyof typeof httpRequests;
export type HttpInput<Name extends HttpRequestName> = z.input<(typeof httpRequests)[Name]['input']>;
export type HttpOutput<Name extends HttpRequestName> = z.output<(typeof httpRequests)[Name]['output']>;
