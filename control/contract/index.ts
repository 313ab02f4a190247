/**
 * The door #contract: all that a page and the server say to each other. The table `commands` is the protocol; types on
 * both sides and the check of every input come from it. docs/protocol.md tells it in prose.
 */
import type { z } from 'zod';
import type { AgentReply, AgentRequest, CameraSight } from '#camera';
import { accountCommands } from './account-commands.ts';
import { cameraCommands } from './camera-commands.ts';
import { deskCommands } from './desk-commands.ts';
import type { ErrorReply } from './error-codes.ts';
import { mediaCommands } from './media-commands.ts';
import { meetingCommands } from './meeting-commands.ts';
import { minutesCommands } from './minutes-commands.ts';
import { operationsCommands } from './operations-commands.ts';
import { registerCommands } from './register-commands.ts';
import { viewCommands } from './view-commands.ts';
import type { SiteId, SliceUpdate } from './views.ts';

export { type ErrorCode, type ErrorReply, errorMeanings } from './error-codes.ts';
export {
  type HttpInput,
  type HttpOutput,
  type HttpRequestName,
  httpRequests,
  type ImportPreview,
  importPreview,
} from './http.ts';
export { minutesLanguage } from './minutes-commands.ts';
export type * from './views.ts';

/** Raised when a page of an older version could misread what the server says. */
export const protocolVersion = 3;

/** Limits of the wire (docs/protocol.md, Limits). */
export const limits = {
  commandsPerSecond: 50,
  commandBurst: 100,
  maxCommandBytes: 256 * 1024,
  maxMessageBytes: 1024 * 1024,
  maxImportBytes: 4 * 1024 * 1024,
} as const;

export const commands = {
  ...meetingCommands,
  ...minutesCommands,
  ...registerCommands,
  ...accountCommands,
  ...deskCommands,
  ...mediaCommands,
  ...operationsCommands,
  ...cameraCommands,
  ...viewCommands,
} as const;

export type CommandName = keyof typeof commands;
/** As a page sends it. */
export type CommandInput<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** As a handler gets it: checked and with defaults. */
export type ParsedInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;

/** What `minutes.read` answers. */
export type MinutesDocument = CommandOutput<'minutes.read'>;

/** `commandId` is made by the page and makes a repeat harmless. `meetingId` is for sessions of the desk. */
export type Envelope<Name extends CommandName> = {
  commandId: string;
  input: CommandInput<Name>;
  meetingId?: string;
};

export type Reply<Data> = { ok: true; data: Data } | { ok: false; error: ErrorReply };

export type ClientEvents = {
  [Name in CommandName]: (envelope: Envelope<Name>, reply: (reply: Reply<CommandOutput<Name>>) => void) => void;
} & {
  /** What time it is at the server, in UTC milliseconds; answered at once. A refusal when it is asked too often. */
  time: (answer: (serverTimeMs: number | Reply<never>) => void) => void;
};

/** Sent first after each connection; slices that differ follow. */
export type Hello = {
  protocolVersion: number;
  /** Changes with the server's version: a page that sees another one holds stale slices and asks for all. */
  build: string;
  serverTimeMs: number;
  meetingId: string | null;
  kind: 'meeting' | 'desk';
};

export type ServerEvents = {
  hello: (hello: Hello) => void;
  slices: (updates: SliceUpdate[]) => void;
  /** The media of this page are gone on the server (worker or server restarted): build them anew. */
  'media.lost': () => void;
  /** Those who run the meeting ask the owner of this device, who muted it, to open the microphone. */
  'media.unmuteAsked': () => void;
  /** Somebody looks after the lines: the page answers with `media.report`. */
  'media.reportAsked': () => void;
  /** A room agent is asked something of its cameras and answers once. */
  'camera.ask': (request: AgentRequest, answer: (reply: AgentReply) => void) => void;
  /** What a camera sees now, to a page that looks through it; one may be lost. */
  'camera.sight': (sight: CameraSight & { siteId: SiteId }) => void;
  /** The session has ended; the page says so and does not connect again. */
  'session.ended': (reason: 'left' | 'expired' | 'revoked' | 'meetingClosed') => void;
};

/** What a page says of itself when it connects; the secret itself is in an http-only cookie. */
export type HandshakeAuth = { sessionKey: string; build: string | null; versions: Record<string, number> };
