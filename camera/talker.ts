/**
 * Of several persons who have the floor at once, whose voice the camera follows. Voices without the floor, far-end sound
 * and what is shorter than a word never come so far. Pure.
 */
import type { DirectorState, Subject, Voice } from './director-state.ts';

type Talking = Pick<DirectorState, 'talker' | 'changesMs' | 'conversationUntilMs'>;

/** Whose turn it is at a time, from who has the floor and who is heard. */
export function turnOf(state: DirectorState, atMs: number): Talking {
  const { holders, rules, conversationUntilMs } = state;
  if (holders.length < 2) return { talker: holders[0] ?? null, changesMs: [], conversationUntilMs: null };
  const speaking = holders.filter(({ seatId }) => isConfirmed(state.voices.get(seatId), atMs, rules.voiceConfirmedMs));
  const current = holders.find((holder) => isSame(holder, state.talker)) ?? holders.at(-1) ?? null;
  const others = speaking.filter((holder) => !isSame(holder, current));
  const isCurrentHeard = current !== null && state.voices.get(current.seatId)?.isSpeaking === true;
  const challenger = isCurrentHeard ? null : (others[0] ?? null);
  const hasChanged = state.talker !== null && challenger !== null;
  const changesMs = [...state.changesMs, ...(hasChanged ? [atMs] : [])].filter(
    (changeMs) => changeMs > atMs - rules.pingPong.withinMs,
  );
  const isConversation = speaking.length > 2 || changesMs.length >= rules.pingPong.changes;
  return {
    talker: challenger ?? current,
    changesMs,
    conversationUntilMs: isConversation ? atMs + rules.pingPong.shownMs : openUntil(conversationUntilMs, atMs),
  };
}

/** All of several who have the floor have been still for so long; null: one of them speaks or nobody ever did. */
export function silentSinceMs({ holders, voices }: DirectorState): number | null {
  if (holders.length < 2) return null;
  const heard = holders.flatMap(({ seatId }) => voices.get(seatId) ?? []);
  if (heard.length === 0 || heard.some(({ isSpeaking }) => isSpeaking)) return null;
  return Math.max(...heard.map(({ sinceMs }) => sinceMs));
}

/** When a voice that is heard now will count, of those that may. */
export function confirmationsMs({ holders, voices, rules }: DirectorState): number[] {
  if (holders.length < 2) return [];
  return holders.flatMap(({ seatId }) => {
    const voice = voices.get(seatId);
    return voice?.isSpeaking ? [voice.sinceMs + rules.voiceConfirmedMs] : [];
  });
}

export function isSame(one: Subject | null, other: Subject | null): boolean {
  return one?.personId === other?.personId && one?.seatId === other?.seatId;
}

function isConfirmed(voice: Voice | undefined, atMs: number, confirmedMs: number): boolean {
  return voice?.isSpeaking === true && atMs - voice.sinceMs >= confirmedMs;
}

function openUntil(untilMs: number | null, atMs: number): number | null {
  return untilMs !== null && untilMs > atMs ? untilMs : null;
}
