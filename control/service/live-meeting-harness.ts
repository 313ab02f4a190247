/** For tests: meetings that run on a journal in memory and on the fake media plane, with a gateway that writes down. */

import type { SliceUpdate } from '#contract';
import { type MediaPlane, openMediaPlane } from '#sfu';
import type { BodyId, EndpointId, MeetingId, PersonId, SiteId } from '../domain/ids.ts';
import type { MeetingCommand } from '../domain/meeting-state.ts';
import { quorumRules } from '../domain/quorum.ts';
import type { Actor, PersonRole } from '../domain/roles.ts';
import { type RulePack, simplePack } from '../domain/rule-pack.ts';
import { createLogger } from '../logger.ts';
import { MemoryJournal } from '../store/memory-journal.ts';
import type { EndpointSeat, LiveMeeting, MeetingGateway } from './live-meeting.ts';

export const meetingId = 'm1' as MeetingId;
export const chair = 'chair' as PersonId;
export const lan = 'lan' as PersonId;
export const minh = 'minh' as PersonId;
export const firstItem = 'item-1' as never;

export type Sent = { to: string; updates: SliceUpdate[] };

/** Everything that would go out, in order. */
export class RecordingGateway implements MeetingGateway {
  readonly sent: Sent[] = [];
  readonly notices: string[] = [];
  /** What a room agent would answer. */
  agentAnswer: unknown = null;

  toAudience(audience: string, updates: SliceUpdate[]): void {
    this.sent.push({ to: audience, updates });
  }
  toConnections(_audience: string, connectionIds: readonly string[], updates: SliceUpdate[]): void {
    this.sent.push({ to: connectionIds.join(' '), updates });
  }
  toEndpoint(endpointId: EndpointId, updates: SliceUpdate[]): void {
    this.sent.push({ to: endpointId, updates });
  }
  mediaLost(endpointId: EndpointId): void {
    this.notices.push(`media lost ${endpointId}`);
  }
  askUnmute(endpointId: EndpointId): void {
    this.notices.push(`ask unmute ${endpointId}`);
  }
  askReport(endpointId: EndpointId): void {
    this.notices.push(`ask report ${endpointId}`);
  }
  askAgent(endpointId: EndpointId): Promise<unknown> {
    this.notices.push(`ask agent ${endpointId}`);
    return Promise.resolve(this.agentAnswer);
  }
  sendSight(connectionIds: readonly string[], { cameraId }: { cameraId: string }): void {
    this.notices.push(`sight of ${cameraId} to ${connectionIds.join(' ')}`);
  }
  endSessions(reason: string, endpointId?: EndpointId): void {
    this.notices.push(`${reason} ${endpointId ?? 'all'}`);
  }
  endWatching(connectionId: string): void {
    this.notices.push(`end watching ${connectionId}`);
  }
  reconnect(endpointId: EndpointId): void {
    this.notices.push(`reconnect ${endpointId}`);
  }
}

export type Surroundings = Awaited<ReturnType<typeof openSurroundings>>;

/** What a registry or a live meeting needs; `clock` is the clock of the process, so fake timers turn it. */
export async function openSurroundings(journal: MemoryJournal = new MemoryJournal()) {
  const gateway = new RecordingGateway();
  const plane = await openFakePlane();
  const logger = createLogger('silent');
  return {
    journal,
    plane,
    gateway,
    logger,
    clock: { now: () => Date.now() },
    gatewayOf: () => gateway,
    bandwidthBpsOf: async () => () => null,
    lastN: 25,
  };
}

function openFakePlane(): Promise<MediaPlane> {
  const nothing = () => {};
  return openMediaPlane(
    {
      driver: 'fake',
      workerPath: '',
      workerCount: 1,
      hasSpare: false,
      listenAddress: '127.0.0.1',
      announcedAddresses: [],
      rtcPort: 0,
      maxPeersPerRoom: 500,
      maxConsumersPerWorker: 400,
      videoCodec: 'vp8',
    },
    {
      logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      events: {
        onRoomLost: nothing,
        onProducerClosed: nothing,
        onSoundLevels: nothing,
        onDominantSpeaker: nothing,
        onConsumerLayer: nothing,
      },
    },
  );
}

export function seatOf(personId: PersonId): EndpointSeat {
  const endpointId = `page-of-${personId}` as EndpointId;
  return { endpointId, kind: 'personal', deviceRole: 'observer', personId, siteId: null, label: personId };
}

export const operator: Actor = { role: 'operator', personId: null, endpointId: null, onBehalfOf: null };

export function run(meeting: LiveMeeting, command: MeetingCommand, actor: Actor = operator): Promise<unknown> {
  return meeting.execute(command, { actor, commandKey: null, inputHash: '', reply: null });
}

/** Creates and opens a meeting of a chair and the delegates Lan and Minh, who are not there yet. */
export async function openMeeting(meeting: LiveMeeting, rulePack: RulePack = simplePack): Promise<void> {
  const quorumRule = quorumRules.simpleMajority;
  await run(meeting, {
    type: 'meeting.create',
    bodyId: 'b1' as BodyId,
    bodyName: 'Ủy ban',
    title: 'Phiên họp',
    place: '',
    plannedStartAt: 0,
    quorumRule,
    rulePack,
    items: [],
    profiles: [],
  });
  const profiles = [profile(chair, 'chair'), profile(lan, 'delegate'), profile(minh, 'delegate')];
  await run(meeting, { type: 'participant.add', profiles });
  const item = { title: 'Khai mạc', plannedMs: 60_000, visibility: 'public', startsAt: null } as const;
  await run(meeting, { type: 'agenda.add', itemId: firstItem, ...item, responsibleIds: [], position: null });
  await run(meeting, { type: 'meeting.convene' });
  await run(meeting, { type: 'meeting.open' });
}

export function profile(personId: PersonId, role: PersonRole) {
  const siteId = 'hall' as SiteId;
  return {
    personId,
    name: personId,
    rank: '',
    title: '',
    role,
    siteId,
    siteName: 'Hall',
    seatId: null,
    seatLabel: '',
    isMember: true,
    isGuest: false,
    substituteForId: null,
    groupName: '',
  };
}
