/** Which meeting a device takes that has none of its own. */
import type { BodyId } from '../domain/ids.ts';
import type { LiveMeeting } from '../service/live-meeting.ts';

/** `bodyId` null: a device that belongs to no body takes the meetings of all. */
export function currentMeeting(meetings: readonly LiveMeeting[], bodyId: BodyId | null): LiveMeeting | undefined {
  const own = meetings.filter(({ state, isQuarantined }) => !isQuarantined && (!bodyId || state.bodyId === bodyId));
  const byStatus = (status: string) =>
    own
      .filter(({ state }) => state.status === status)
      .sort((a, b) => a.state.plannedStartAt - b.state.plannedStartAt)[0];
  return byStatus('inSession') ?? byStatus('adjourned') ?? byStatus('convened');
}
