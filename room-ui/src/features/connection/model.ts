/** What the thin bar says of the connection. Pure: times and what the page holds are passed in. */
import type { SessionPhase } from '../../session/session.ts';

export type ConnectionNotice =
  | { name: 'none' }
  /** `seconds` is the age of what is on the screen. */
  | { name: 'lost' | 'serverClosing'; seconds: number }
  /** Connected again; what happened meanwhile is on its way. */
  | { name: 'catchingUp' }
  | { name: 'back' };

/** What the page remembers of the last time that it was cut off. */
export type Cut = {
  /** What it held of the live media slice then: that slice always comes whole after a reconnect. */
  heldThen: object | undefined;
  /** When it had caught up again; null until then. */
  caughtUpAt: number | null;
};

export const backForMs = 3_000;

/** The memory after a look at the connection; null as long as there was no cut. */
export function nextCut(cut: Cut | null, phase: SessionPhase, held: object | undefined, now: number): Cut | null {
  if (phase.name === 'offline') return cut && cut.caughtUpAt === null ? cut : { heldThen: held, caughtUpAt: null };
  if (!cut || phase.name !== 'online') return cut;
  if (cut.caughtUpAt === null) return held === cut.heldThen ? cut : { ...cut, caughtUpAt: now };
  return now - cut.caughtUpAt >= backForMs ? null : cut;
}

export function noticeOf(phase: SessionPhase, cut: Cut | null, now: number): ConnectionNotice {
  if (phase.name === 'offline') {
    const seconds = Math.max(0, Math.round((now - phase.since) / 1_000));
    const isClosing = 'problem' in phase && phase.problem === 'SERVER_CLOSING';
    return { name: isClosing ? 'serverClosing' : 'lost', seconds };
  }
  if (phase.name !== 'online' || !cut) return { name: 'none' };
  if (cut.caughtUpAt === null) return { name: 'catchingUp' };
  return now - cut.caughtUpAt < backForMs ? { name: 'back' } : { name: 'none' };
}
