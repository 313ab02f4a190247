/** Who waits, in the order of coming; those who were denied come last. Pure. */
import type { AdmissionRule, EndpointId, MediaRow, PersonId, WaitingRow } from '#contract';

export function inOrder(rows: Record<string, WaitingRow>): WaitingRow[] {
  return Object.values(rows).sort(
    (one, other) => Number(one.isDenied) - Number(other.isDenied) || one.since - other.since,
  );
}

/** Who asks to be let in, and who waits outside for the end of the closed session and comes back without being asked. */
export function partsOf(rows: Record<string, WaitingRow>): { asking: WaitingRow[]; outside: WaitingRow[] } {
  const all = inOrder(rows);
  return { asking: all.filter(({ isOutside }) => !isOutside), outside: all.filter(({ isOutside }) => isOutside) };
}

/** How many somebody should look at now. */
export function askingCount(rows: Record<string, WaitingRow>): number {
  return Object.values(rows).filter(({ isDenied, isOutside }) => !isDenied && !isOutside).length;
}

/** What the two switches of the door mean together. */
export function ruleOf(isLocked: boolean, doGuestsWait: boolean): AdmissionRule {
  if (isLocked) return 'nobody';
  return doGuestsWait ? 'invitedOnly' : 'everyone';
}

/** The device of their own with which a person is in the meeting. */
export function ownDeviceOf(media: Record<string, MediaRow>, personId: PersonId): EndpointId | undefined {
  return Object.values(media).find((row) => row.kind === 'personal' && row.personIds.includes(personId))?.endpointId;
}

const staffRoles: readonly string[] = ['chair', 'deputy', 'clerk', 'operator'];

/** Devices of those who run the meeting stay; the server refuses it too. */
export function isRemovable({ role }: Pick<MediaRow, 'role'>): boolean {
  return !staffRoles.includes(role);
}
