import { describe, expect, it } from 'vitest';
import {
  at,
  chair,
  convened,
  draft,
  first,
  given,
  inSession,
  itemAdded,
  lan,
  meetingAfter,
  prepared,
  profile,
  theChair,
} from './given-meeting.ts';
import type { BodyId } from './ids.ts';
import type { LifecycleCommand, MeetingEvent } from './meeting-state.ts';
import { quorumRules } from './quorum.ts';

const adjourned = [...inSession, { type: 'MeetingAdjourned' }] as const;
const closed = [...inSession, { type: 'MeetingClosed' }] as const;
const stages = { none: [], draft: prepared, convened, inSession, adjourned, closed };
type Stage = keyof typeof stages;

const agreed = { title: 'Phiên họp', plannedStartAt: 5, quorumRule: quorumRules.peoplesCouncil };

describe('the life of a meeting', () => {
  it.each<[Stage, LifecycleCommand['type'], string]>([
    ['none', 'meeting.create', 'MeetingCreated'],
    ['draft', 'meeting.convene', 'MeetingConvened'],
    ['convened', 'meeting.open', 'MeetingOpened'],
    ['inSession', 'meeting.adjourn', 'MeetingAdjourned'],
    ['adjourned', 'meeting.resume', 'MeetingResumed'],
    ['inSession', 'meeting.close', 'MeetingClosed'],
    ['adjourned', 'meeting.close', 'MeetingClosed'],
  ])('goes on from %s by %s', (stage, type, fact) => {
    expect(given(...stages[stage]).when(command(type), theChair)).toMatchObject([{ type: fact }]);
  });

  it.each<[LifecycleCommand['type'], Stage[]]>([
    ['meeting.convene', ['convened', 'inSession', 'adjourned', 'closed']],
    ['meeting.open', ['draft', 'inSession', 'adjourned', 'closed']],
    ['meeting.adjourn', ['draft', 'convened', 'adjourned', 'closed']],
    ['meeting.resume', ['draft', 'convened', 'inSession', 'closed']],
    ['meeting.close', ['draft', 'convened', 'closed']],
  ])('refuses %s in every other status', (type, wrongStages) => {
    const answers = wrongStages.map((stage) => given(...stages[stage]).when(command(type), theChair));
    expect(answers).toEqual(wrongStages.map(() => 'WRONG_STATUS'));
  });

  it('is created once', () => {
    expect(given(...draft).when(command('meeting.create'), theChair)).toBe('ALREADY_EXISTS');
  });

  it('knows no command but its creation before it was created', () => {
    expect(given().when({ type: 'meeting.convene' }, theChair)).toBe('UNKNOWN_MEETING');
    expect(given().when({ type: 'floor.request', personId: chair }, theChair)).toBe('UNKNOWN_MEETING');
  });

  it('is not convened without a chair', () => {
    const chairless: MeetingEvent[] = [
      { type: 'ParticipantAdded', profile: profile('lan', 'delegate') },
      itemAdded(first),
    ];
    expect(given(...draft, ...chairless).when({ type: 'meeting.convene' }, theChair)).toBe('NO_CHAIR');
  });

  it('is not convened without an agenda', () => {
    const added: MeetingEvent = { type: 'ParticipantAdded', profile: profile('an', 'chair') };
    expect(given(...draft, added).when({ type: 'meeting.convene' }, theChair)).toBe('NO_AGENDA');
  });

  it('takes a new title, time and quorum rule until it is opened', () => {
    for (const stage of ['draft', 'convened'] as const) {
      expect(given(...stages[stage]).when(command('meeting.change'), theChair)).toEqual([
        { type: 'MeetingChanged', ...agreed },
      ]);
    }
    expect(meetingAfter(...draft, { type: 'MeetingChanged', ...agreed })).toMatchObject(agreed);
  });

  it('keeps the quorum rule under which it was opened, and takes a new title and time until it is closed', () => {
    const sameRule = { ...agreed, quorumRule: quorumRules.simpleMajority };
    for (const stage of ['inSession', 'adjourned'] as const) {
      expect(given(...stages[stage]).when(command('meeting.change'), theChair)).toBe('WRONG_STATUS');
      expect(given(...stages[stage]).when({ type: 'meeting.change', ...sameRule }, theChair)).toHaveLength(1);
    }
    expect(given(...closed).when({ type: 'meeting.change', ...sameRule }, theChair)).toBe('WRONG_STATUS');
  });

  it('remembers when it was opened and closed', () => {
    const meeting = meetingAfter(
      ...convened,
      at(1_000, { type: 'MeetingOpened' }),
      at(9_000, { type: 'MeetingClosed' }),
    );
    expect(meeting).toMatchObject({ status: 'closed', openedAt: 1_000, closedAt: 9_000 });
  });

  it.each(['meeting.adjourn', 'meeting.close'] as const)('ends speeches and invitations before %s', (type) => {
    const history: MeetingEvent[] = [
      { type: 'FloorGranted', personId: lan, kind: 'speaker', itemId: first },
      { type: 'FloorGranted', personId: chair, kind: 'chair', itemId: first },
      { type: 'FloorInvited', personId: 'minh' as never, expiresAt: 30_000 },
    ];
    expect(given(...inSession, ...history).when({ type }, theChair, 4_000)).toEqual([
      { type: 'FloorEnded', personId: lan, cause: 'meetingPaused', openMs: 4_000 },
      { type: 'FloorEnded', personId: chair, cause: 'meetingPaused', openMs: 4_000 },
      { type: 'FloorInvitationEnded', personId: 'minh', cause: 'meetingPaused' },
      { type: type === 'meeting.adjourn' ? 'MeetingAdjourned' : 'MeetingClosed' },
    ]);
  });

  it('keeps the queue over a pause and drops it at the end', () => {
    const asked: MeetingEvent = { type: 'FloorRequested', personId: lan };
    const waiting = [{ personId: lan, since: 0 }];
    expect(meetingAfter(...inSession, asked, { type: 'MeetingAdjourned' }).floor.requests).toEqual(waiting);
    expect(meetingAfter(...inSession, asked, { type: 'MeetingClosed' }).floor.requests).toEqual([]);
  });
});

function command(type: LifecycleCommand['type']): LifecycleCommand {
  if (type === 'meeting.create') return { type, bodyId: 'body' as BodyId, bodyName: 'Ủy ban', ...agreed };
  return type === 'meeting.change' ? { type, ...agreed } : { type };
}
