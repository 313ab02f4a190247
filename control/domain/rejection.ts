/**
 * Why a command was refused by the rules of the meeting. A refusal is an answer, not a fault: nothing was changed.
 * The table is part of the protocol: codes are never renamed; docs/protocol.md lists them (a test compares).
 */
export const rejectionMeanings = {
  FORBIDDEN: 'Your role does not allow this.',
  WRONG_STATUS: 'The meeting is not in a status that allows this.',
  UNKNOWN_BODY: 'This body does not exist.',
  UNKNOWN_SITE: 'This site does not exist.',
  UNKNOWN_SEAT: 'This seat does not exist, or it is at another site.',
  UNKNOWN_PERSON: 'This person does not exist.',
  UNKNOWN_MEETING: 'This meeting does not exist.',
  UNKNOWN_ITEM: 'This agenda item does not exist.',
  UNKNOWN_ENDPOINT: 'This device is not in the meeting.',
  ALREADY_EXISTS: 'This already exists.',
  NOT_A_PARTICIPANT: 'This person does not take part in the meeting.',
  UNKNOWN_TEMPLATE: 'This template does not exist.',
  UNKNOWN_CONFLICT: 'This conflict was settled already.',
  SITE_IN_USE: 'The site has lower sites, seats or persons. Move or remove them first.',
  SUBSTITUTE_MISMATCH: 'A person can stand in for one other participant only, who has no other substitute.',
  SITE_LOOP: 'A site cannot lie below itself.',
  SEAT_TAKEN: 'Another person has this seat.',
  SEAT_PLACE_TAKEN: 'Another seat of the site has this place on the plan. Choose another row or column.',
  ITEM_ACTIVE: 'The active agenda item cannot be removed; activate another one first.',
  CHAIR_TAKEN: 'The meeting has a chair already; give that person another role first.',
  NO_CHAIR: 'A meeting needs a chair before it can be convened.',
  NO_AGENDA: 'A meeting needs an agenda item before it can be convened.',
  NOT_PRESENT: 'This person is not marked as present.',
  ALREADY_WAITING: 'This person already asked for the floor.',
  ALREADY_SPEAKING: 'This person already has the floor.',
  NOT_WAITING: 'This person has no open request.',
  NOT_INVITED: 'This person is not invited, or the invitation has ended.',
  NOT_SPEAKING: 'This person does not have the floor.',
  SPEECH_OVER: 'The speech that was meant is over; this person has begun another one. Nothing was changed.',
  ITEM_CHANGED: 'Another agenda item has been taken up meanwhile. Nothing was changed.',
  CHAIR_CHANGED: 'Somebody else has taken the chair meanwhile. Nothing was changed.',
  SESSION_CHANGED: 'The closed session that was meant is over; another one has begun. Nothing was changed.',
  NOT_ADMITTED: 'This device waits to be let into the meeting. The clerk or the chair decides.',
  NOT_REMOVABLE: 'A device of those who run the meeting cannot be removed. Revoke its link instead.',
  MODE_FORBIDS: 'The mode of this item lets nobody else speak now. Change the mode first.',
  RANK_FIXED: 'A request can only be moved among requests of its kind and item.',
  NOTHING_TO_ANSWER: 'A reply needs the speech that it answers.',
  NO_TIME_LIMIT: 'This speech has no time limit, so there is nothing to extend.',
  UNKNOWN_EXTENSION: 'The rules of this meeting do not have this extension.',
  NO_ACTING_CHAIR: 'The meeting is without chair now. Somebody has to take the chair first.',
  NOT_ACTING_CHAIR: 'Somebody else has the chair now. Take it back first.',
  NOT_BY_RULE: 'The rules of this meeting do not allow this. Ask the acting chair.',
  STALE_TEXT: 'Somebody else changed this text meanwhile. Compare both, then save again.',
  CHAT_NOT_ALLOWED: 'The rule of the chat does not allow this message. Write to the chair or the clerk, or wait.',
} as const;

export type RejectionCode = keyof typeof rejectionMeanings;

export class Rejection extends Error {
  override name = 'Rejection';
  readonly code: RejectionCode;

  constructor(code: RejectionCode) {
    super(rejectionMeanings[code]);
    this.code = code;
  }
}

export function refuse(code: RejectionCode): never {
  throw new Rejection(code);
}

/** Ends a switch over a closed union: a new member that was forgotten is a compile error. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected ${JSON.stringify(value)}`);
}
