/** For tests: floors as the server sends them. */
import type { FloorHead, PersonId, RequestRow, SpeakerView } from '#contract';
import type { Floor } from './model.ts';

const head: FloorHead = {
  mode: { name: 'chairInvites' },
  hasChairPriority: false,
  speakers: [],
  invitations: [],
  lastSpeech: null,
  budgets: [],
  selfAcceptingIds: [],
  rules: { warningMs: 60_000, graceMs: 15_000, atLimit: 'nothing', chimeEveryMs: 30_000, extensionsMs: [60_000] },
};

export const emptyFloor: Floor = { ...head, requests: [] };

export function requestOf(personId: PersonId, id: number, more: Partial<RequestRow> = {}): RequestRow {
  return { id, personId, kind: 'contribution', itemId: null, since: id, order: id, answersSpeech: null, ...more };
}

export function speakerOf(personId: PersonId, kind: SpeakerView['kind'], more: Partial<SpeakerView> = {}): SpeakerView {
  return {
    personId,
    kind,
    since: 1,
    speech: 1,
    requestKind: 'contribution',
    speechNumber: 1,
    answersSpeech: null,
    budgetMs: null,
    extendedMs: 0,
    pausedBy: [],
    pausedSince: null,
    pausedMs: 0,
    isOver: false,
    ...more,
  };
}
