/**
 * Every code that a reply can carry, with its meaning. Codes are stable identifiers for programs; the meaning says what is
 * wrong and what to do. docs/protocol.md lists them all (a test compares).
 */
import { rejectionMeanings } from '../domain/rejection.ts';

export const errorMeanings = {
  ...rejectionMeanings,
  UNKNOWN_COMMAND: 'This command does not exist. Compare protocol versions and reload the page.',
  INVALID_INPUT: 'The input does not have the form that the command needs; the field is named.',
  TOO_LARGE: 'The message is larger than 256 KiB. Send less at once.',
  RATE_LIMITED: 'Too many commands in a short time. Wait as long as retryAfterMs says, then try again.',
  COMMAND_ID_REUSED: 'This commandId was used for another command. Make a new one for each command.',
  NOT_SIGNED_IN: 'There is no valid session. Open your join link again or sign in.',
  WRONG_ORIGIN: 'The request comes from another page than this server’s own.',
  BAD_LINK: 'This link is not valid. Ask the clerk for a new one.',
  LINK_EXPIRED: 'This link has expired, was revoked, or its meeting is closed. Ask the clerk for a new one.',
  LINK_USED: 'This link works once and was used already. Ask the clerk for a new one.',
  UNKNOWN_RULE_PACK: 'This server has no rule pack of this id. Choose one of those that desk.read lists.',
  NO_MEETING: 'There is no meeting for this device now. It will join by itself when one is convened.',
  WRONG_PASSWORD: 'Name or password is wrong.',
  WEAK_PASSWORD: 'The password is too short: 12 characters at least.',
  TOO_MANY_ATTEMPTS: 'Too many failed attempts. Wait as long as retryAfterMs says, then try again.',
  PASSWORD_CHANGE_NEEDED: 'This password was given by an administrator. Choose one of your own first.',
  UNKNOWN_ACCOUNT: 'This account does not exist.',
  LAST_ADMINISTRATOR: 'This is the last administrator. Make another one first.',
  UNKNOWN_DEVICE: 'This device is not joined to a site.',
  WRONG_CODE: 'No device shows this code now. Compare it with the device; a code is valid for ten minutes.',
  IMPORT_UNREADABLE: 'The text has no line with a name, or is not a list. The first line names the columns.',
  IMPORT_EXPIRED: 'This preview is no longer there, or the register changed since. Load the list again.',
  MEETING_QUARANTINED: 'The record of this meeting is damaged; it can be read but not changed. Run the verify command.',
  STORE_UNAVAILABLE: 'The record cannot be written now (disk full or failing). Nothing was changed; try again.',
  MEDIA_UNAVAILABLE: 'Picture and sound are not available now; the meeting goes on. The page tries again by itself.',
  MEDIA_REFUSED: 'The media server refused this: the message says why.',
  SCREEN_TAKEN: 'Somebody else shares a screen. Ask them, or send isReplacing to take its place.',
  AGENT_AWAY:
    'The camera computer of this site is not connected. Check that it is switched on, has a network and a valid site token.',
  AGENT_MISMATCH:
    'The camera computer of this site answered in a form that this server does not know. Install the same version on both.',
  CAMERA_UNREACHABLE: 'The camera does not answer. Check its power, its network cable and its address.',
  CAMERA_PASSWORD: 'The camera refuses user name or password. Enter those that are set on the camera itself.',
  CAMERA_REFUSED: 'The camera refused this. Check on the camera that this user may move it and store presets.',
  CAMERA_NOT_SUPPORTED: 'This camera cannot do this. Use its presets, or frame by hand.',
  CAMERA_TIMED_OUT: 'The camera did not answer in time. Try again; if it stays so, restart the camera.',
  CAMERA_UNKNOWN: 'This camera is not set up at this site any more. Read the list again.',
  CAMERA_ADDRESS_TAKEN: 'A camera with this address is set up already. Remove it first, or give another address.',
  CAMERA_NO_PICTURE: 'The camera sends no picture. Check that its video stream (RTSP) is switched on.',
  CAMERA_BUSY: 'The camera is being tested and moves by itself. Try again in a minute.',
  NOT_FOUND: 'This address does not exist.',
  SERVER_CLOSING: 'The server is stopping. The page connects again by itself.',
  INTERNAL: 'An unexpected error; nothing was changed. Tell the operator the number of this error.',
} as const;

export type ErrorCode = keyof typeof errorMeanings;

export type ErrorReply = {
  code: ErrorCode;
  message: string;
  /** Where the input is wrong, e.g. `input.personId`. */
  field?: string;
  retryAfterMs?: number;
  /** Finds the entry of an unexpected error in the server's log. */
  correlationId?: string;
};
