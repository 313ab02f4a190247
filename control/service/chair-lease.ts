/**
 * The acting chair keeps the chair by being there: any live page of theirs holds it. Away for the lease of the rule pack,
 * counted from when the page stopped to answer, a deputy takes over. Only who was there can be lost: a chair without any
 * page, in the hall, keeps it.
 */
import { endpointsOfPerson } from '../domain/endpoints.ts';
import type { EndpointId, PersonId } from '../domain/ids.ts';
import type { Meeting, MeetingCommand } from '../domain/meeting-state.ts';

type Sources = {
  meeting(): Meeting;
  isConnected(endpointId: EndpointId): boolean;
  /** See `Presence`. */
  lostForMs(endpointId: EndpointId): number;
  /** Never rejects. */
  run(command: MeetingCommand): Promise<void>;
};

/** A record that could not be written is tried again so soon. */
const retryMs = 500;

export class ChairLease {
  readonly #sources: Sources;
  #holderId: PersonId | null = null;
  #wasHere = false;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** After whatever happened, also right after a restart: who was there then is known from the record. */
  settle(): void {
    const meeting = this.#sources.meeting();
    const { actingChairId } = meeting.authority;
    const isRunning = meeting.status === 'inSession' || meeting.status === 'adjourned';
    if (this.#isClosed || !isRunning || actingChairId !== this.#holderId) {
      this.#stop();
      this.#holderId = isRunning ? actingChairId : null;
      this.#wasHere = false;
    }
    if (this.#isClosed || !this.#holderId) return;
    const endpoints = endpointsOfPerson(meeting.endpoints, this.#holderId);
    this.#wasHere ||= endpoints.length > 0;
    if (endpoints.some(({ id }) => this.#sources.isConnected(id))) this.#stop();
    else if (this.#wasHere && !this.#timer) {
      const lostForMs = Math.min(...endpoints.map(({ id }) => this.#sources.lostForMs(id)), meeting.rulePack.leaseMs);
      this.#wait(this.#holderId, meeting.rulePack.leaseMs - (endpoints.length > 0 ? lostForMs : 0));
    }
  }

  /** Somebody came who may chair: a meeting without chair is theirs. */
  async arrive(personId: PersonId | null): Promise<void> {
    const { authority, participants, status } = this.#sources.meeting();
    const role = personId && participants.get(personId)?.role;
    const isRunning = status === 'inSession' || status === 'adjourned';
    if (!personId || !isRunning || authority.actingChairId || (role !== 'chair' && role !== 'deputy')) return;
    await this.#sources.run({ type: 'authority.arrive', personId });
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  #wait(personId: PersonId, waitMs: number): void {
    this.#timer = setTimeout(async () => {
      const connectedIds = this.#connectedIds();
      await this.#sources.run({ type: 'authority.lapse', personId, connectedIds });
      this.#timer = null;
      const isStillTheirs = this.#sources.meeting().authority.actingChairId === personId;
      if (isStillTheirs && !this.#isClosed && !this.#connectedIds().includes(personId)) this.#wait(personId, retryMs);
      else this.settle();
    }, waitMs);
  }

  #connectedIds(): PersonId[] {
    const { endpoints } = this.#sources.meeting();
    const connected = [...endpoints.values()].filter(({ id }) => this.#sources.isConnected(id));
    return [...new Set(connected.flatMap(({ personIds }) => personIds))];
  }

  #stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
