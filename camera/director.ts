/**
 * Which shot a room sends: who has the floor first, then the face, then the overview. Events with times go in, orders come
 * out, with the time at which to ask again. Pure; it knows neither angles nor cameras.
 */
import type { DirectorEvent, DirectorOrder, DirectorState, Shot, ShotReason, Subject } from './director-state.ts';
import { confirmationsMs, isSame, silentSinceMs, turnOf } from './talker.ts';

export type Direction = { state: DirectorState; orders: DirectorOrder[]; wakeAtMs: number | null };

type Wanted = { shot: Shot; reason: ShotReason; isAtOnce: boolean };

export function direct(before: DirectorState, event: DirectorEvent): Direction {
  const { atMs } = event;
  const heard = take(before, event);
  const state = { ...heard, ...turnOf(heard, atMs) };
  if (event.type === 'manual') return startManual(state, event);
  const wanted = wantedShot(state, atMs, event);
  const isDue = state.shot === null || (wanted !== null && mayChange(state, wanted, atMs));
  if (wanted && isDue && !isSameShot(state.shot, wanted.shot)) return change(state, wanted, atMs);
  return settle(state, atMs);
}

/** What an event changes in what is known. */
function take(state: DirectorState, event: DirectorEvent): DirectorState {
  switch (event.type) {
    case 'floor':
      return takeFloor(state, event);
    case 'privacy':
      // The wall comes first: whoever drove by hand may take over again.
      return { ...state, privacy: event.reason, manualUntilMs: event.reason ? null : state.manualUntilMs };
    case 'manual':
      return { ...state, manualUntilMs: event.atMs + state.rules.manualMs };
    case 'automatic':
      return { ...state, manualUntilMs: null };
    case 'overviewCamera':
      return { ...state, hasOverviewCamera: event.isThere };
    case 'voice':
      return takeVoice(state, event);
    case 'framed':
      return isShotOf(state.shot, event.personId) ? { ...state, isFramed: true } : state;
    case 'lost':
      return isShotOf(state.shot, event.personId) ? { ...state, lost: subjectOf(state.shot) } : state;
    case 'found':
      return state.lost?.personId === event.personId ? { ...state, lost: null } : state;
    case 'cameraLost':
      return { ...state, isCameraUp: false };
    case 'cameraBack':
      // Whatever it was told is forgotten: the shot is ordered anew.
      return { ...state, isCameraUp: true, shot: null, lost: null };
    case 'time': {
      const isManualOver = state.manualUntilMs !== null && event.atMs >= state.manualUntilMs;
      return isManualOver ? { ...state, manualUntilMs: null } : state;
    }
  }
}

function takeFloor(state: DirectorState, event: DirectorEvent & { type: 'floor' }): DirectorState {
  const { holders, next, atMs } = event;
  const hasEnded = holders.length === 0 && state.holders.length > 0;
  const isStillLost = holders.some((holder) => isSame(holder, state.lost));
  const newest = holders.findLast((holder) => !state.holders.some((known) => isSame(known, holder)));
  return {
    ...state,
    holders,
    next,
    floorEndedAtMs: holders.length > 0 ? null : hasEnded ? atMs : state.floorEndedAtMs,
    lost: isStillLost ? state.lost : null,
    talker: newest ?? state.talker,
    voices: new Map([...state.voices].filter(([seatId]) => holders.some((holder) => holder.seatId === seatId))),
  };
}

function takeVoice(state: DirectorState, event: DirectorEvent & { type: 'voice' }): DirectorState {
  const { seatId, isSpeaking, atMs } = event;
  // Far-end sound and voices without the floor are nobody's turn.
  if (seatId === null || !state.holders.some((holder) => holder.seatId === seatId)) return state;
  const known = state.voices.get(seatId);
  if (known?.isSpeaking === isSpeaking) return state;
  return { ...state, voices: new Map([...state.voices, [seatId, { isSpeaking, sinceMs: atMs }]]) };
}

/** Null: what is shown stays. */
function wantedShot(state: DirectorState, atMs: number, event: DirectorEvent): Wanted | null {
  if (state.manualUntilMs !== null) return null;
  if (state.privacy) return { shot: { kind: 'wall' }, reason: 'privacy', isAtOnce: true };
  const isManualOver = state.shot?.kind === 'manual';
  const reason = (usual: ShotReason): ShotReason =>
    event.type === 'cameraBack' ? 'cameraBack' : isManualOver ? 'manualEnded' : usual;
  if (state.holders.length === 0) return withoutFloor(state, atMs, reason);
  const isSeveral = state.holders.length > 1;
  const isGroup = state.conversationUntilMs !== null || isSilent(state, atMs);
  if (isSeveral && isGroup) return { shot: overview, reason: reason('severalVoices'), isAtOnce: false };
  const subject = state.talker ?? state.holders[0];
  if (!subject) return null;
  if (isSame(subject, state.lost)) {
    return { shot: { kind: 'overview', searched: subject }, reason: reason('faceLost'), isAtOnce: true };
  }
  const isByVoice = isSeveral && (event.type === 'voice' || event.type === 'time');
  const usual: ShotReason = event.type === 'found' ? 'faceFound' : isByVoice ? 'voice' : 'floor';
  return { shot: { kind: 'person', subject, size: 'face' }, reason: reason(usual), isAtOnce: false };
}

const overview: Shot = { kind: 'overview', searched: null };

function withoutFloor(state: DirectorState, atMs: number, reason: (usual: ShotReason) => ShotReason): Wanted | null {
  const { floorEndedAtMs, rules, next } = state;
  const isHeld = floorEndedAtMs !== null && atMs - floorEndedAtMs < rules.holdAfterFloorMs;
  if (isHeld && state.shot?.kind === 'person') return null;
  if (next && floorEndedAtMs !== null) {
    return { shot: { kind: 'person', subject: next, size: 'seat' }, reason: reason('next'), isAtOnce: false };
  }
  const usual = state.shot === null ? 'start' : 'nobodyHasFloor';
  return { shot: overview, reason: reason(usual), isAtOnce: false };
}

function isSilent(state: DirectorState, atMs: number): boolean {
  const sinceMs = silentSinceMs(state);
  return sinceMs !== null && atMs - sinceMs >= state.rules.silenceMs;
}

/** A shot of a person stands for a while, so that nobody gets dizzy; what hides or lost somebody is left at once. */
function mayChange(state: DirectorState, wanted: Wanted, atMs: number): boolean {
  if (wanted.isAtOnce || state.shot?.kind !== 'person') return true;
  const isSamePerson = wanted.shot.kind === 'person' && isSame(wanted.shot.subject, state.shot.subject);
  return isSamePerson || atMs - state.shotSinceMs >= state.rules.leastShotMs;
}

function change(state: DirectorState, { shot, reason }: Wanted, atMs: number): Direction {
  const begun = { ...state, shot, shotSinceMs: atMs, isFramed: false };
  const onAir = cameraOnAir(begun, atMs);
  const orders: DirectorOrder[] = [{ type: 'shoot', shot, reason }];
  if (onAir !== state.onAir) orders.unshift({ type: 'show', camera: onAir });
  const next = { ...begun, onAir };
  return { state: next, orders, wakeAtMs: wakeTime(next, atMs) };
}

function startManual(state: DirectorState, event: DirectorEvent & { type: 'manual' }): Direction {
  const orders: DirectorOrder[] = [];
  if (state.onAir !== 'ptz') orders.push({ type: 'show', camera: 'ptz' });
  if (state.shot?.kind !== 'manual') orders.push({ type: 'shoot', shot: { kind: 'manual' }, reason: 'manual' });
  orders.push({ type: 'drive', command: event.command });
  const next = { ...state, shot: { kind: 'manual' }, shotSinceMs: event.atMs, onAir: 'ptz', lost: null } as const;
  return { state: next, orders, wakeAtMs: wakeTime(next, event.atMs) };
}

/** The shot stands; the camera that shows it may be another one by now. */
function settle(state: DirectorState, atMs: number): Direction {
  const onAir = cameraOnAir(state, atMs);
  const orders: DirectorOrder[] = onAir === state.onAir ? [] : [{ type: 'show', camera: onAir }];
  const next = { ...state, onAir };
  return { state: next, orders, wakeAtMs: wakeTime(next, atMs) };
}

/** While the camera turns, the other one is on air; what is to be hidden is hidden by the wall alone. */
function cameraOnAir(state: DirectorState, atMs: number): DirectorState['onAir'] {
  const { shot, hasOverviewCamera, isCameraUp, privacy, rules } = state;
  if (!hasOverviewCamera || privacy) return 'ptz';
  if (!isCameraUp) return 'overview';
  if (shot?.kind === 'wall' || shot?.kind === 'manual') return 'ptz';
  const isArrived = state.isFramed || atMs - state.shotSinceMs >= rules.framedAtLatestMs;
  return shot?.kind === 'person' && isArrived ? 'ptz' : 'overview';
}

function wakeTime(state: DirectorState, atMs: number): number | null {
  const { rules, shot } = state;
  const silentMs = silentSinceMs(state);
  const times = [
    state.manualUntilMs,
    state.conversationUntilMs,
    state.floorEndedAtMs === null ? null : state.floorEndedAtMs + rules.holdAfterFloorMs,
    shot?.kind === 'person' ? state.shotSinceMs + rules.leastShotMs : null,
    shot?.kind === 'person' && !state.isFramed ? state.shotSinceMs + rules.framedAtLatestMs : null,
    silentMs === null ? null : silentMs + rules.silenceMs,
    ...confirmationsMs(state),
  ].filter((time): time is number => time !== null && time > atMs);
  return times.length > 0 ? Math.min(...times) : null;
}

function isShotOf(shot: Shot | null, personId: string): boolean {
  return subjectOf(shot)?.personId === personId;
}

function subjectOf(shot: Shot | null): Subject | null {
  return shot?.kind === 'person' ? shot.subject : null;
}

function isSameShot(one: Shot | null, other: Shot): boolean {
  if (one?.kind !== other.kind) return false;
  if (one.kind === 'person' && other.kind === 'person')
    return isSame(one.subject, other.subject) && one.size === other.size;
  if (one.kind === 'overview' && other.kind === 'overview') return isSame(one.searched, other.searched);
  return true;
}
