import { describe, expect, it } from 'vitest';
import {
  at,
  chair,
  clerk,
  convened,
  deputy,
  device,
  first,
  floorAsked,
  floorCancelled,
  floorGranted,
  given,
  guest,
  type History,
  inSession,
  lan,
  meetingAfter,
  minh,
  person,
  profile,
  room,
  roomJoined,
  second,
  theChair,
  theClerk,
} from './given-meeting.ts';
import type { PersonId } from './ids.ts';
import { actorFor } from './meeting.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-state.ts';
import { type Actor, systemActor } from './roles.ts';

const theLan = person(lan, 'delegate');
const theMinh = person(minh, 'delegate');
const lanAsked: MeetingEvent = floorAsked(lan);
const lanInvited: MeetingEvent = { type: 'FloorInvited', personId: lan, expiresAt: 30_000 };
const lanSpeaks = speaks(lan);
const expired: MeetingEvent = { type: 'FloorInvitationEnded', personId: lan, cause: 'expired' };
const lanEnded: MeetingEvent = { type: 'FloorEnded', personId: lan, cause: 'yielded', openMs: 0 };

describe('asking for the floor', () => {
  it('puts a person into the queue, in the order of asking', () => {
    expect(given(...inSession).when(about('floor.request', lan), theLan)).toEqual([lanAsked]);
    const { floor } = meetingAfter(...inSession, at(1_000, lanAsked), at(2_000, floorAsked(minh)));
    expect(floor.requests).toMatchObject([
      { id: 1, personId: lan, since: 1_000 },
      { id: 2, personId: minh, since: 2_000 },
    ]);
  });

  it('is refused while the person waits or speaks already', () => {
    expect(given(...inSession, lanAsked).when(about('floor.request', lan), theLan)).toBe('ALREADY_WAITING');
    expect(given(...inSession, lanSpeaks).when(about('floor.request', lan), theLan)).toBe('ALREADY_SPEAKING');
  });

  it('needs a person who takes part and is present, in a meeting that is in session', () => {
    const stranger = 'stranger' as PersonId;
    const request = about('floor.request', stranger);
    expect(given(...inSession).when(request, person(stranger, 'delegate'))).toBe('NOT_A_PARTICIPANT');
    expect(given(...inSession).when(about('floor.request', guest), person(guest, 'guest'))).toBe('NOT_PRESENT');
    expect(given(...convened).when(about('floor.request', lan), theLan)).toBe('WRONG_STATUS');
    const paused = given(...inSession, { type: 'MeetingAdjourned' });
    expect(paused.when(about('floor.request', lan), theLan)).toBe('WRONG_STATUS');
  });

  it('is done by the person only, not by the clerk or the chair', () => {
    for (const actor of [theChair, theClerk, theMinh]) {
      expect(given(...inSession).when(about('floor.request', lan), actor)).toBe('FORBIDDEN');
    }
  });

  it('can be taken back, also while the meeting pauses', () => {
    const cancelled = floorCancelled(lan);
    expect(given(...inSession, lanAsked).when(about('floor.cancelRequest', lan), theLan)).toEqual([cancelled]);
    const paused = given(...inSession, lanAsked, { type: 'MeetingAdjourned' });
    expect(paused.when(about('floor.cancelRequest', lan), theLan)).toEqual([cancelled]);
    expect(given(...inSession).when(about('floor.cancelRequest', lan), theLan)).toBe('NOT_WAITING');
  });

  it('is the acceptance of an invitation that stands', () => {
    const answer = given(...inSession, lanInvited).when(about('floor.request', lan), theLan, 29_999);
    expect(answer).toEqual([granted(lan)]);
  });

  it('is no acceptance of an invitation whose time is over: the person waits', () => {
    const answer = given(...inSession, lanInvited).when(about('floor.request', lan), theLan, 30_000);
    expect(answer).toContainEqual(lanAsked);
    expect(answer).not.toContainEqual(granted(lan));
  });
});

describe('giving the floor', () => {
  it('opens at once for a person who asked, on the item under discussion', () => {
    expect(given(...inSession, lanAsked).when(about('floor.grant', lan), theChair)).toEqual([answered(lan)]);
    const { floor } = meetingAfter(...inSession, lanAsked, at(3_000, answered(lan)));
    expect(floor.requests).toEqual([]);
    expect(floor.speakers).toMatchObject([{ personId: lan, kind: 'speaker', itemId: first, since: 3_000 }]);
  });

  it('names the item that is active when it is given', () => {
    const history = [...inSession, floorAsked(lan, second), { type: 'AgendaItemActivated', itemId: second }] as const;
    const answer = given(...history).when(about('floor.grant', lan), theChair);
    expect(answer).toEqual([floorGranted(lan, { requestId: 1, itemId: second })]);
  });

  it('only invites a person who did not ask', () => {
    expect(given(...inSession).when(about('floor.grant', lan), theChair, 5_000)).toEqual([
      { type: 'FloorInvited', personId: lan, expiresAt: 35_000 },
    ]);
    expect(meetingAfter(...inSession, lanInvited).floor.speakers).toEqual([]);
  });

  it('takes an answer of the chair for their own consent', () => {
    expect(given(...inSession).when(about('floor.grant', chair), theChair)).toEqual([granted(chair, 'chair')]);
  });

  it('lets the chair speak beside the speaker, whoever comes first', () => {
    expect(given(...inSession, lanSpeaks).when(about('floor.grant', chair), theChair)).toEqual([
      granted(chair, 'chair'),
    ]);
    const chairSpeaks = [...inSession, speaks(chair, 'chair'), lanAsked];
    expect(given(...chairSpeaks).when(about('floor.grant', lan), theChair)).toEqual([answered(lan)]);
  });

  it('ends the speech before it, with its length', () => {
    const history = [...inSession, at(1_000, lanSpeaks), floorAsked(minh)] as const;
    expect(given(...history).when(about('floor.grant', minh), theChair, 61_000)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'replaced', openMs: 60_000 },
      answered(minh),
    ]);
  });

  it('is refused for a person who speaks, is not present, or does not take part', () => {
    const grant = (personId: PersonId) => given(...inSession, lanSpeaks).when(about('floor.grant', personId), theChair);
    expect(grant(lan)).toBe('ALREADY_SPEAKING');
    expect(grant(guest)).toBe('NOT_PRESENT');
    expect(grant('stranger' as PersonId)).toBe('NOT_A_PARTICIPANT');
  });

  it('is refused unless the meeting is in session', () => {
    const paused = given(...inSession, lanAsked, { type: 'MeetingAdjourned' });
    expect(paused.when(about('floor.grant', lan), theChair)).toBe('WRONG_STATUS');
  });

  it('is done by the clerk, the deputy and the operator on behalf of the chair, and by nobody else', () => {
    const meeting = meetingAfter(...inSession, lanAsked);
    const command = about('floor.grant', lan);
    for (const actor of [theClerk, person(deputy, 'deputy'), person(clerk, 'operator')]) {
      expect(given(...inSession, lanAsked).when(command, actor)).toEqual([answered(lan)]);
      expect(actorFor(actor, command, meeting)).toEqual({ ...actor, onBehalfOf: chair });
    }
    expect(actorFor(theChair, command, meeting).onBehalfOf).toBeNull();
    expect(given(...inSession, lanAsked).when(command, theLan)).toBe('FORBIDDEN');
  });

  it('leaves at most one chair and one speaker, also after the chair changed', () => {
    const { speakers } = afterCommands(
      [...inSession, speaks(chair, 'chair')],
      [{ type: 'participant.change', profile: profile(chair, 'delegate') }, theClerk],
      [{ type: 'participant.change', profile: profile(deputy, 'chair') }, theClerk],
      [about('floor.grant', deputy), person(deputy, 'chair')],
    ).floor;
    expect(speakers.filter(({ kind }) => kind === 'chair').length).toBeLessThanOrEqual(1);
  });
});

describe('an invitation', () => {
  it('opens the floor when the person accepts in time', () => {
    expect(given(...inSession, lanInvited).when(about('floor.accept', lan), theLan, 29_999)).toEqual([granted(lan)]);
    expect(meetingAfter(...inSession, lanInvited, granted(lan)).floor.invitations).toEqual([]);
  });

  it('cannot be accepted when its time is over, nor when there is none', () => {
    expect(given(...inSession, lanInvited).when(about('floor.accept', lan), theLan, 30_000)).toBe('NOT_INVITED');
    expect(given(...inSession).when(about('floor.accept', lan), theLan)).toBe('NOT_INVITED');
  });

  it('cannot be accepted for somebody else', () => {
    for (const actor of [theChair, theClerk, theMinh]) {
      expect(given(...inSession, lanInvited).when(about('floor.accept', lan), actor)).toBe('FORBIDDEN');
    }
  });

  it('is not answered by a tap that was meant for an earlier one', () => {
    const history = [...inSession, lanInvited, expired, at(40_000, { ...lanInvited, expiresAt: 70_000 })];
    for (const answer of ['floor.accept', 'floor.decline'] as const) {
      expect(given(...history).when(about(answer, lan), theLan, 41_000)).toBe('NOT_INVITED');
    }
  });

  it('can be declined', () => {
    expect(given(...inSession, lanInvited).when(about('floor.decline', lan), theLan)).toEqual([
      { type: 'FloorInvitationEnded', personId: lan, cause: 'declined' },
    ]);
    expect(given(...inSession).when(about('floor.decline', lan), theLan)).toBe('NOT_INVITED');
  });

  it('ends by itself after 30 seconds, not before, and only once', () => {
    const expire = (ms: number, ...events: MeetingEvent[]) =>
      given(...inSession, ...events).when(about('floor.expireInvitation', lan), systemActor, ms);
    expect(expire(29_999, lanInvited)).toEqual([]);
    expect(expire(30_000, lanInvited)).toEqual([{ type: 'FloorInvitationEnded', personId: lan, cause: 'expired' }]);
    expect(expire(30_000)).toEqual([]);
  });

  it('is given a new time when the chair invites again', () => {
    const again: MeetingEvent = { type: 'FloorInvited', personId: lan, expiresAt: 50_000 };
    expect(given(...inSession, lanInvited).when(about('floor.grant', lan), theChair, 20_000)).toEqual([again]);
    const { invitations } = meetingAfter(...inSession, lanInvited, at(20_000, again)).floor;
    expect(invitations).toEqual([{ personId: lan, since: 20_000, expiresAt: 50_000 }]);
  });

  it('is taken back by the chair, and the record does not say that the person declined', () => {
    const withdraw: MeetingCommand = { type: 'floor.withdraw', personId: lan, speech: null };
    const answer = given(...inSession, lanInvited).when(withdraw, theChair);
    expect(answer).toMatchObject([{ type: 'FloorInvitationEnded', personId: lan }]);
    expect(answer).not.toMatchObject([{ cause: 'declined' }]);
    expect(given(...inSession, lanSpeaks).when(withdraw, theChair)).toBe('NOT_INVITED');
  });
});

describe('the end of a speech', () => {
  it('comes by the speaker, with the time that they spoke', () => {
    expect(given(...inSession, lanSpeaks).when(about('floor.yield', lan), theLan, 7_000)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'yielded', openMs: 7_000 },
    ]);
    expect(given(...inSession).when(about('floor.yield', lan), theLan)).toBe('NOT_SPEAKING');
    expect(given(...inSession, lanSpeaks).when(about('floor.yield', lan), theMinh)).toBe('FORBIDDEN');
  });

  it('comes by the chair', () => {
    expect(given(...inSession, lanSpeaks).when(about('floor.withdraw', lan), theChair, 7_000)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'withdrawn', openMs: 7_000 },
    ]);
    expect(given(...inSession).when(about('floor.withdraw', lan), theChair)).toBe('NOT_SPEAKING');
  });

  it('is that of the speech that was meant, and never of a newer one', () => {
    const again = given(...inSession, lanSpeaks, lanEnded, lanSpeaks);
    expect(again.when(about('floor.yield', lan), theLan)).toBe('SPEECH_OVER');
    for (const late of ['withdraw', 'pause', 'resume', 'extend'] as const) {
      expect(again.when(about(`floor.${late}`, lan), theChair)).toBe('SPEECH_OVER');
      expect(given(...inSession, lanSpeaks, lanEnded).when(about(`floor.${late}`, lan), theChair)).toBe('NOT_SPEAKING');
    }
    expect(again.when({ type: 'floor.withdraw', personId: lan, speech: 2 }, theChair)).toHaveLength(1);
  });

  it('leaves the queue as it is', () => {
    const { floor } = meetingAfter(...inSession, floorAsked(minh), lanSpeaks, {
      type: 'FloorEnded',
      personId: lan,
      cause: 'yielded',
      openMs: 0,
    });
    expect(floor.requests.map(({ personId }) => personId)).toEqual([minh]);
  });
});

describe('a room device', () => {
  const theRoom = device(room, 'room');
  const withRoom = [...inSession, roomJoined(lan)];

  it('asks, takes back, accepts, declines and yields for the persons whom it carries', () => {
    expect(given(...withRoom).when(about('floor.request', lan), theRoom)).toEqual([lanAsked]);
    expect(given(...withRoom, lanAsked).when(about('floor.cancelRequest', lan), theRoom)).toHaveLength(1);
    expect(given(...withRoom, lanInvited).when(about('floor.accept', lan), theRoom)).toEqual([granted(lan)]);
    expect(given(...withRoom, lanInvited).when(about('floor.decline', lan), theRoom)).toHaveLength(1);
    expect(given(...withRoom, lanSpeaks).when(about('floor.yield', lan), theRoom)).toHaveLength(1);
  });

  it('does nothing for others, nor for those whom it carried before', () => {
    expect(given(...withRoom).when(about('floor.request', minh), theRoom)).toBe('FORBIDDEN');
    const gone: MeetingEvent = { type: 'EndpointPersonDetached', endpointId: room, personId: lan };
    expect(given(...withRoom, gone).when(about('floor.request', lan), theRoom)).toBe('FORBIDDEN');
  });

  it('gives the floor to nobody', () => {
    expect(given(...withRoom, lanAsked).when(about('floor.grant', lan), theRoom)).toBe('FORBIDDEN');
  });
});

/** Commands that are refused are passed over. */
function afterCommands(history: History, ...commands: [MeetingCommand, Actor][]) {
  const facts = [...history];
  for (const [command, actor] of commands) {
    const answer = given(...facts).when(command, actor);
    if (typeof answer !== 'string') facts.push(...answer);
  }
  return meetingAfter(...facts);
}

/** About one person, without anything else. */
/** About the person's first speech, or their invitation of 30 seconds. */
function about(type: MeetingCommand['type'], personId: PersonId): MeetingCommand {
  return { type, personId, speech: 1, expiresAt: 30_000 } as MeetingCommand;
}

function granted(personId: PersonId, kind: 'chair' | 'speaker' = 'speaker'): MeetingEvent {
  return floorGranted(personId, { kind });
}

function speaks(personId: PersonId, kind: 'chair' | 'speaker' = 'speaker'): MeetingEvent {
  return granted(personId, kind);
}

/** By the request that was asked first. */
function answered(personId: PersonId): MeetingEvent {
  return floorGranted(personId, { requestId: 1 });
}
