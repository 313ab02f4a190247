/** What the persons of a virtual site do next: chance decides, within the rules of the meeting. Pure. */
import type { HeldSlices } from '../room-ui/src/session/apply-update.ts';

export type Behaviour = {
  /** Chance per second that somebody of this site asks for the floor, while few wait. */
  requestsPerSecond: number;
  /** At most so many wait in the whole meeting before nobody else asks. */
  waitingAtMost: number;
  speaksForMs: number;
  /** Chance per second that the line breaks; 0 for most sites. */
  lossesPerSecond: number;
  lossMs: number;
};

/** Calm enough to try a meeting with: about one request in 20 s in the whole meeting, and two sites with a poor line. */
export function usualBehaviour(number: number, siteCount: number): Behaviour {
  const hasPoorLine = siteCount >= 6 && (number === 4 || number === Math.ceil(siteCount * 0.6));
  return {
    requestsPerSecond: 1 / (20 * siteCount),
    waitingAtMost: 3,
    speaksForMs: 45_000,
    lossesPerSecond: hasPoorLine ? 1 / 180 : 0,
    lossMs: 9_000,
  };
}

export type SiteStep =
  | { kind: 'command'; command: 'floor.request'; input: { personId: string } }
  | { kind: 'command'; command: 'floor.accept'; input: { personId: string; expiresAt: number } }
  | { kind: 'command'; command: 'floor.yield'; input: { personId: string; speech: number } }
  | { kind: 'loseConnection'; forMs: number };

export type Situation = {
  status: string;
  floor: NonNullable<HeldSlices['floor']>;
  personIds: readonly string[];
  now: number;
};

export function nextStep(
  { status, floor, personIds, now }: Situation,
  behaviour: Behaviour,
  random: () => number,
): SiteStep | null {
  const chance = random();
  if (chance < behaviour.lossesPerSecond) return { kind: 'loseConnection', forMs: behaviour.lossMs };
  if (status !== 'inSession') return null;
  const { speakers, invitations } = floor.head;
  const invited = invitations.find(({ personId }) => personIds.includes(personId));
  // Nobody reaches for the button in the very moment of the invitation.
  if (invited) {
    const { personId, expiresAt } = invited;
    return random() < 0.4 ? { kind: 'command', command: 'floor.accept', input: { personId, expiresAt } } : null;
  }
  const speaking = speakers.find(({ personId }) => personIds.includes(personId));
  if (speaking) {
    const isDone = now - speaking.since > behaviour.speaksForMs;
    const { personId, speech } = speaking;
    return isDone ? { kind: 'command', command: 'floor.yield', input: { personId, speech } } : null;
  }
  const waiting: string[] = Object.values(floor.rows).map(({ personId }) => personId);
  if (waiting.length >= behaviour.waitingAtMost || random() >= behaviour.requestsPerSecond) return null;
  const asking = personIds[Math.floor(random() * personIds.length)];
  if (!asking || waiting.includes(asking)) return null;
  return { kind: 'command', command: 'floor.request', input: { personId: asking } };
}
