import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKeptOut, mayTakePart } from './closed-session.ts';
import { isMicrophoneOpenFor, modeOf, openMsAt, remainingMsAt, speakerOf } from './floor.ts';
import { debate, everyStep, play, runs, type Taken } from './given-course.ts';
import { roomOf } from './given-floor-course.ts';
import type { EndpointId, PersonId } from './ids.ts';
import { projectMe } from './me.ts';
import { evolveMeeting } from './meeting.ts';
import type { Meeting, MeetingEvent } from './meeting-state.ts';
import type { Actor } from './roles.ts';

describe('the floor in any course of a meeting', () => {
  it('has no more open microphones than the mode allows, and the chair’s', () => {
    everyDebateStep(({ after }) => {
      const { floor, authority, status } = after;
      const chairs = floor.speakers.filter(({ kind }) => kind === 'chair');
      const open = floor.speakers.filter(
        ({ kind, personId }) =>
          kind === 'speaker' && personId !== authority.actingChairId && isMicrophoneOpenFor(floor, personId),
      );
      expect(chairs.length).toBeLessThanOrEqual(1);
      expect(open.length).toBeLessThanOrEqual(status === 'inSession' ? roomOf(after) : 0);
    });
  });

  it('closes the others while a chair with priority, or a point of order, is open', () => {
    everyDebateStep(({ after: { floor } }) => {
      const open = floor.speakers.filter(({ personId }) => isMicrophoneOpenFor(floor, personId));
      if (floor.hasChairPriority && open.some(({ kind }) => kind === 'chair')) expect(open).toHaveLength(1);
      const speakers = open.filter(({ kind }) => kind === 'speaker');
      if (speakers.some(({ requestKind }) => requestKind === 'pointOfOrder')) expect(speakers).toHaveLength(1);
    });
  });

  it('opens nobody’s microphone who has not asked or accepted, or sits where that is done by itself', () => {
    everyDebateStep(({ before, actor, command, events, at }) => {
      everyEvent({ before, events, at }, (event, meeting) => {
        if (event.type !== 'FloorGranted') return;
        const { personId, requestId } = event;
        const hasAsked = meeting.floor.requests.some(({ id, personId: of }) => id === requestId && of === personId);
        const acceptsByItself = before.floor.selfAccepting.has(personId);
        expect([command, hasAsked || acceptsByItself || isOwn(before, actor, personId)]).toEqual([command, true]);
      });
    });
  });

  it('grants nothing without a chair but what goes on by itself', () => {
    everyDebateStep((step) => {
      everyEvent(step, (event, { authority, floor, agenda, rulePack }) => {
        if (event.type !== 'FloorGranted' || authority.actingChairId) return;
        expect(modeOf(floor, agenda.activeItemId, rulePack).name).toBe('automatic');
      });
    });
  });

  it('loses no request and doubles none: each is in exactly one state from asking to its end', () => {
    fc.assert(
      fc.property(debate, (given) => {
        const states = new Map<number, 'waiting' | 'lapsed' | 'speaking' | 'ended'>();
        const spoken = new Map<PersonId, number | null>();
        let count = 0;
        const move = (id: number, from: string, to: 'waiting' | 'lapsed' | 'speaking' | 'ended') => {
          expect([id, states.get(id)]).toEqual([id, from]);
          states.set(id, to);
        };
        for (const { events, after } of play(given)) {
          for (const event of events) {
            if (event.type === 'FloorRequested') {
              count += 1;
              states.set(count, 'waiting');
            }
            if (event.type === 'FloorRequestCancelled') {
              move(event.requestId ?? 0, 'waiting', event.returnUntil === null ? 'ended' : 'lapsed');
            }
            if (event.type === 'FloorRequestRestored') move(event.requestId, 'lapsed', 'waiting');
            if (event.type === 'FloorGranted') {
              if (typeof event.requestId === 'number') move(event.requestId, 'waiting', 'speaking');
              spoken.set(event.personId, typeof event.requestId === 'number' ? event.requestId : null);
            }
            if (event.type === 'FloorEnded') {
              const id = spoken.get(event.personId) ?? null;
              if (id !== null) move(id, 'speaking', 'ended');
            }
            if (event.type === 'MeetingClosed') {
              for (const [id, state] of states) if (state === 'waiting') states.set(id, 'ended');
            }
          }
          const waiting = [...states].filter(([, state]) => state === 'waiting').map(([id]) => id);
          expect(after.floor.requests.map(({ id }) => id).sort((one, other) => one - other)).toEqual(waiting);
          for (const { request } of after.floor.lapsed) expect(states.get(request.id)).toBe('lapsed');
        }
      }),
      runs,
    );
  });

  it('has a person invited or speaking, not both, and waiting once for each kind on a list', () => {
    everyDebateStep(({ after: { floor } }) => {
      const personIds = [...floor.invitations, ...floor.speakers].map(({ personId }) => personId);
      expect(personIds).toEqual([...new Set(personIds)]);
      const places = floor.requests.map(({ personId, kind, itemId }) => `${personId} ${kind} ${itemId}`);
      expect(places).toEqual([...new Set(places)]);
    });
  });

  it('ends each speech once, and only a speech that was given; what is not ended is under way', () => {
    fc.assert(
      fc.property(debate, (given) => {
        const speaking = new Set<PersonId>();
        for (const { events, after } of play(given)) {
          for (const event of events) {
            if (event.type !== 'FloorGranted' && event.type !== 'FloorEnded') continue;
            expect(speaking.has(event.personId)).toBe(event.type === 'FloorEnded');
            if (event.type === 'FloorGranted') speaking.add(event.personId);
            else speaking.delete(event.personId);
          }
          expect(new Set(after.floor.speakers.map(({ personId }) => personId))).toEqual(speaking);
        }
      }),
      runs,
    );
  });

  it('lets a command reach no other speech, invitation, item, chair or closed session than the one it means', () => {
    const reached: Record<string, number> = {};
    everyDebateStep(({ before: { floor, agenda, authority, closedSession }, command, events }) => {
      const [event] = events;
      switch (command.type) {
        case 'floor.withdraw':
        case 'floor.yield':
        case 'floor.extend':
        case 'floor.pause':
        case 'floor.resume': {
          expect(event).toMatchObject({ personId: command.personId });
          if (command.speech === null) return expect(event?.type).toBe('FloorInvitationEnded');
          reached[command.type] = (reached[command.type] ?? 0) + 1;
          return expect(speakerOf(floor, command.personId)?.speech).toBe(command.speech);
        }
        case 'floor.accept':
        case 'floor.decline': {
          const invited = floor.invitations.find(({ personId }) => personId === command.personId);
          return expect(invited?.expiresAt).toBe(command.expiresAt);
        }
        case 'floor.setMode':
          return expect(command.itemId).toBe(agenda.activeItemId);
        case 'agenda.activate':
          return expect(command.fromItemId).toBe(agenda.activeItemId);
        case 'authority.takeBack':
        case 'authority.handOver':
          return expect(command.fromId).toBe(authority.actingChairId);
        case 'closedSession.end':
          return expect(command.since).toBe(closedSession?.since);
        default:
      }
    });
    // Without these the property would say nothing.
    for (const command of ['floor.withdraw', 'floor.yield']) expect(reached[command]).toBeGreaterThan(0);
  });

  it('has clocks that never run backwards: what is left grows by an extension only', () => {
    everyDebateStep(({ before, after, events, since, at }) => {
      for (const speaker of before.floor.speakers) {
        const openMs = openMsAt(speaker, since);
        const now = speakerOf(after.floor, speaker.personId);
        const ended = events.find((event) => event.type === 'FloorEnded' && event.personId === speaker.personId);
        if (ended?.type === 'FloorEnded') {
          expect(ended.openMs).toBeGreaterThanOrEqual(openMs);
          expect(ended.openMs).toBeLessThanOrEqual(at - speaker.since);
        }
        if (now?.speech !== speaker.speech) continue;
        expect(openMsAt(now, at)).toBeGreaterThanOrEqual(openMs);
        const addedMs = now.extendedMs - speaker.extendedMs;
        const leftMs = (remainingMsAt(speaker, since) ?? 0) + addedMs;
        expect(remainingMsAt(now, at) ?? 0).toBeLessThanOrEqual(leftMs);
      }
    });
  });

  it('cuts no speech that has time left, and lets none go on past its grace where the rule is to cut', () => {
    everyDebateStep(({ before, after, events, at, isTimely }) => {
      for (const event of events) {
        if (event.type !== 'FloorEnded' || event.cause !== 'timeOver') continue;
        const speaker = speakerOf(before.floor, event.personId);
        expect(before.rulePack.atLimit).toBe('cut');
        expect(speaker && remainingMsAt(speaker, at)).toBeLessThanOrEqual(-before.rulePack.graceMs);
      }
      if (!isTimely || after.rulePack.atLimit !== 'cut' || !events.some(({ type }) => type === 'FloorTimeOver')) return;
      for (const speaker of after.floor.speakers.filter(({ pausedBy }) => pausedBy.length === 0)) {
        expect(remainingMsAt(speaker, at) ?? 0).toBeGreaterThan(-after.rulePack.graceMs);
      }
    });
  });

  it('has exactly one acting chair, or none', () => {
    everyDebateStep(({ after }) => {
      const { authority, participants } = after;
      const acting = [...participants.values()].filter(({ personId, role }) => {
        const endpointId = `page-of-${personId}` as EndpointId;
        return projectMe(after, { role, personId, endpointId, onBehalfOf: null }, '').isActingChair;
      });
      expect(acting.map(({ personId }) => personId)).toEqual(authority.actingChairId ? [authority.actingChairId] : []);
      for (const { attendance } of acting) expect(['unmarked', 'present']).toContain(attendance.status);
      if (after.status === 'closed') expect(acting).toEqual([]);
    });
  });

  it('has nobody come in or speak in a closed session who may not', () => {
    everyDebateStep((step) => {
      everyEvent(step, (event, meeting) => {
        const { closedSession, participants, endpoints } = meeting;
        if (!closedSession) return;
        if (event.type === 'EndpointJoined') expect(isKeptOut(closedSession, event.endpoint, participants)).toBe(false);
        const person = event.type === 'FloorGranted' ? participants.get(event.personId) : undefined;
        if (person) expect(mayTakePart(closedSession, person, endpoints)).toBe(true);
      });
      const { closedSession, endpoints, participants } = step.after;
      for (const endpoint of endpoints.values()) expect(isKeptOut(closedSession, endpoint, participants)).toBe(false);
    });
  });

  it('keeps nothing of those who take no part any more, but what they said', () => {
    everyDebateStep(({ after: { floor, participants } }) => {
      const known = [
        ...floor.requests,
        ...floor.lapsed.map(({ request }) => request),
        ...floor.invitations,
        ...floor.speakers,
        ...[...floor.selfAccepting].map((personId) => ({ personId })),
        ...[...floor.modes.values()].flatMap((mode) => ('presenterId' in mode ? { personId: mode.presenterId } : [])),
      ];
      for (const { personId } of known) expect(participants.has(personId)).toBe(true);
    });
  });
});

function everyDebateStep(check: (step: Taken) => void): void {
  everyStep(check, debate);
}

/** With the meeting as it was before each event. */
function everyEvent(
  { before, events, at }: Pick<Taken, 'before' | 'events' | 'at'>,
  check: (event: MeetingEvent, meeting: Meeting) => void,
): void {
  let meeting = before;
  for (const event of events) {
    check(event, meeting);
    meeting = evolveMeeting(meeting, event, at);
  }
}

function isOwn(meeting: Meeting, { personId, endpointId }: Actor, wanted: PersonId): boolean {
  if (personId) return personId === wanted;
  return endpointId !== null && (meeting.endpoints.get(endpointId)?.personIds.includes(wanted) ?? false);
}
