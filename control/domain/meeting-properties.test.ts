import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsMeeting } from './admission.ts';
import { course, everyStep, play, runs, startBy, viewers } from './given-course.ts';
import { projectMe, viewersTouchedBy } from './me.ts';
import { evolveMeeting, meetingEvolver } from './meeting.ts';
import type { Meeting, MeetingEvent } from './meeting-state.ts';
import { audiences } from './roles.ts';
import { meetingSliceNames, meetingSlices } from './view.ts';

describe('any course of a meeting', () => {
  it('gives the floor only to participants who are present, and takes it from them when they are not', () => {
    everyStep(({ after }) => {
      for (const { personId } of [...after.floor.speakers, ...after.floor.invitations]) {
        expect(after.participants.get(personId)?.attendance.status).toBe('present');
      }
    });
  });

  it('has nobody speak or be invited while it is not in session', () => {
    everyStep(({ after }) => {
      if (after.status === 'inSession') return;
      expect([after.floor.speakers, after.floor.invitations]).toEqual([[], []]);
    });
  });

  it('has one active item at most, whose clock runs exactly while it is in session', () => {
    everyStep(({ after: { agenda, status } }) => {
      const active = agenda.items.filter((item) => item.status === 'active');
      expect(active.map(({ id }) => id)).toEqual(agenda.activeItemId ? [agenda.activeItemId] : []);
      const running = agenda.items.filter(({ activeSince }) => activeSince !== null);
      expect(running).toEqual(status === 'inSession' ? active : []);
    });
  });

  it('loses nothing that was typed into an item: it is its value, or noted beside it', () => {
    everyStep(({ before, after, command }) => {
      if (command.type !== 'agenda.change') return;
      const item = after.agenda.items.find(({ id }) => id === command.itemId);
      const was = before.agenda.items.find(({ id }) => id === command.itemId);
      for (const [field, value] of Object.entries(command.changes)) {
        const kept = [item, was, ...(item?.conflicts.map(({ changes }) => changes) ?? [])];
        expect(kept.map((from) => from?.[field as keyof typeof from])).toContainEqual(value);
      }
    });
  });

  it('has substitutes for others who are there in their own right, one for each', () => {
    everyStep(({ after: { participants } }) => {
      const forIds = [...participants.values()].flatMap(({ substituteForId }) => substituteForId ?? []);
      expect(forIds).toEqual([...new Set(forIds)]);
      for (const id of forIds) expect(participants.get(id)).toMatchObject({ substituteForId: null });
    });
  });

  it('names nobody as responsible who takes no part', () => {
    everyStep(({ after }) => {
      for (const id of after.agenda.items.flatMap(({ responsibleIds }) => responsibleIds)) {
        expect(after.participants.has(id)).toBe(true);
      }
    });
  });

  it('has no device wait that is in, and lets nobody in who was removed but by somebody who says so', () => {
    fc.assert(
      fc.property(course, (given) => {
        const out = new Set<string>();
        for (const { events, after } of play(given)) {
          for (const event of events) {
            if (event.type === 'EndpointRemoved') out.add(event.endpoint.id);
            if (event.type === 'AdmissionGranted') out.clear();
            if (event.type === 'EndpointJoined' && !runsMeeting(event.endpoint.role)) {
              expect(out.has(event.endpoint.id)).toBe(false);
            }
          }
          for (const id of after.admission.waiting.keys()) expect(after.endpoints.has(id)).toBe(false);
        }
      }),
      runs,
    );
  });

  it('is the same when its record is read again', () => {
    fc.assert(
      fc.property(course, (given) => {
        const taken = play(given);
        const record = JSON.stringify(taken.map(({ at, events }) => ({ at, events })));
        let replayed = startBy(given.atLimit);
        const evolve = meetingEvolver();
        for (const { at, events } of JSON.parse(record) as { at: number; events: MeetingEvent[] }[]) {
          for (const event of events) replayed = evolve(replayed, event, at);
        }
        expect(replayed).toEqual(taken.at(-1)?.after ?? startBy(given.atLimit));
      }),
      runs,
    );
  });
});

describe('any view', () => {
  it('keeps reasons of absence and items of staff from members and the public', () => {
    everyStep(({ after }) => {
      for (const audience of ['member', 'public'] as const) {
        const shown = JSON.stringify(meetingSliceNames.map((name) => meetingSlices[name].project(after, audience)));
        expect(shown).not.toContain('secret-');
        for (const { id, title, visibility, conflicts } of after.agenda.items) {
          for (const { changes } of conflicts) if (changes.title) expect(shown).not.toContain(`"${changes.title}"`);
          if (visibility === 'public' || (visibility === 'member' && audience === 'member')) continue;
          expect(shown).not.toContain(id);
          expect(shown).not.toContain(title);
        }
      }
    });
  });

  it('holds no message to chair or clerk, and a waiting list for staff only', () => {
    everyStep(({ after }) => {
      for (const audience of audiences) {
        const shown = meetingSlices.chat.project(after, audience).rows;
        expect(Object.values(shown).filter(({ to }) => to !== 'all')).toEqual([]);
        if (audience === 'staff') continue;
        expect(meetingSlices.waiting.project(after, audience)).toEqual({ head: { rule: null }, rows: {} });
      }
    });
  });

  it('changes only by events by which its slice says that it is touched', () => {
    everyStep(({ before, events, at }) => {
      let meeting = before;
      for (const event of events) {
        const next = evolveMeeting(meeting, event, at);
        for (const name of meetingSliceNames) {
          if (meetingSlices[name].isTouchedBy(event.type)) continue;
          for (const audience of audiences) {
            const [was, is] = [meeting, next].map((of) => JSON.stringify(meetingSlices[name].project(of, audience)));
            expect([name, event.type, is]).toEqual([name, event.type, was]);
          }
        }
        meeting = next;
      }
    });
  });

  it('of a viewer’s own changes only by events that name the viewer', () => {
    everyStep(({ before, after, events }) => {
      const touched = events.map((event) => viewersTouchedBy(event));
      for (const viewer of viewers) {
        if (ownView(before, viewer) === ownView(after, viewer)) continue;
        const carried = after.endpoints.get(viewer.endpointId)?.personIds ?? [];
        const isNamed = touched.some(
          (by) =>
            by === 'all' ||
            by.endpointIds.includes(viewer.endpointId) ||
            by.personIds.some((id) => id === viewer.personId || carried.includes(id)),
        );
        expect([viewer.endpointId, events.map(({ type }) => type), isNamed]).toEqual([
          viewer.endpointId,
          expect.anything(),
          true,
        ]);
      }
    });
  });
});

/** What the viewer's page shows of them; the role comes from the meeting. Null: the person takes no part any more. */
function ownView(meeting: Meeting, { endpointId, personId }: (typeof viewers)[number]): string | null {
  const role = personId ? meeting.participants.get(personId)?.role : 'room';
  if (!role) return null;
  return JSON.stringify(projectMe(meeting, { role, personId, endpointId, onBehalfOf: null }, ''));
}
