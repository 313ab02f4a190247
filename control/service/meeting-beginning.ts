/** What a new meeting begins with: the items of a template, or agenda and participants of an earlier meeting. */
import type { NewItem } from '../domain/agenda.ts';
import type { Body } from '../domain/body.ts';
import type { AgendaItemId, TemplateId } from '../domain/ids.ts';
import type { Meeting } from '../domain/meeting-state.ts';
import type { Participant, ParticipantProfile } from '../domain/participants.ts';
import { refuse } from '../domain/rejection.ts';
import { builtInTemplates } from '../domain/templates.ts';
import { profileOf } from './body-service.ts';

export type Beginning = { items: NewItem[]; profiles: ParticipantProfile[] };

export const emptyBeginning: Beginning = { items: [], profiles: [] };

/** Throws `UNKNOWN_TEMPLATE`. */
export function beginningByTemplate(body: Body, templateId: TemplateId): Beginning {
  const shipped = builtInTemplates.find(({ id }) => id === templateId);
  const { items } = body.templates.get(templateId) ?? shipped ?? refuse('UNKNOWN_TEMPLATE');
  return {
    items: items.map((item, index) => newItem({ ...item, startsAt: null, responsibleIds: [] }, index)),
    profiles: [],
  };
}

/**
 * Participants are new snapshots of the register; those who left it stay out. Guests are taken over as they were. Nobody
 * stands in for anybody: that was agreed for one meeting. Fixed times keep their distance from the beginning.
 */
export function beginningLike(earlier: Meeting, body: Body, plannedStartAt: number): Beginning {
  const profiles = [...earlier.participants.values()].flatMap((participant) => copyOf(participant, body));
  const personIds = new Set(profiles.map(({ personId }) => personId));
  const laterMs = plannedStartAt - earlier.plannedStartAt;
  const items = earlier.agenda.items.map(({ title, plannedMs, visibility, startsAt, responsibleIds }, index) =>
    newItem(
      {
        title,
        plannedMs,
        visibility,
        startsAt: startsAt === null ? null : startsAt + laterMs,
        responsibleIds: responsibleIds.filter((personId) => personIds.has(personId)),
      },
      index,
    ),
  );
  return { items, profiles };
}

function copyOf(participant: Participant, body: Body): ParticipantProfile[] {
  const { attendance: _attendance, firstPresentAt: _firstPresentAt, ...profile } = participant;
  const { personId, role, isMember, groupName } = profile;
  const seatId = profile.seatId && body.seats.has(profile.seatId) ? profile.seatId : null;
  if (profile.isGuest)
    return [{ ...profile, seatId, seatLabel: seatId ? profile.seatLabel : '', substituteForId: null }];
  if (!body.persons.has(personId)) return [];
  return [profileOf(body, { personId, role, isMember, seatId, substituteForId: null, groupName })];
}

function newItem(fields: Omit<NewItem, 'itemId' | 'position'>, index: number): NewItem {
  return { itemId: `item-${index + 1}` as AgendaItemId, ...fields, position: null };
}
