/**
 * The time of a speaker whose place has lost its connection stands still until it is back. Nothing else stops: who speaks
 * keeps the floor. Who has no device at all, in the hall, cannot be lost.
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

export class SpeakerLoss {
  readonly #sources: Sources;
  readonly #timers = new Map<PersonId, NodeJS.Timeout>();
  /** Whose speech is about to go on: the command is under way. */
  readonly #returning = new Set<PersonId>();
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** After whatever happened. */
  settle(): void {
    if (this.#isClosed) return;
    const { floor, endpoints, rulePack } = this.#sources.meeting();
    const speaking = new Set(floor.speakers.map(({ personId }) => personId));
    for (const personId of this.#timers.keys()) if (!speaking.has(personId)) this.#stop(personId);
    for (const { personId, pausedBy } of floor.speakers) {
      const places = endpointsOfPerson(endpoints, personId);
      const isLost = places.length > 0 && !places.some(({ id }) => this.#sources.isConnected(id));
      if (!isLost) this.#stop(personId);
      const lostForMs = Math.min(...places.map(({ id }) => this.#sources.lostForMs(id)), rulePack.lossMs);
      if (isLost && !pausedBy.includes('siteLost')) this.#wait(personId, rulePack.lossMs - lostForMs);
      if (!isLost && places.length > 0 && pausedBy.includes('siteLost')) this.#return(personId);
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    for (const personId of this.#timers.keys()) this.#stop(personId);
  }

  #wait(personId: PersonId, waitMs: number): void {
    if (this.#timers.has(personId)) return;
    const timer = setTimeout(async () => {
      await this.#sources.run({ type: 'floor.pauseForLoss', personId });
      this.#timers.delete(personId);
      this.settle();
    }, waitMs);
    this.#timers.set(personId, timer);
  }

  #return(personId: PersonId): void {
    if (this.#returning.has(personId)) return;
    this.#returning.add(personId);
    void this.#sources.run({ type: 'floor.resumeAfterLoss', personId }).finally(() => {
      this.#returning.delete(personId);
      clearTimeout(this.#retry);
      if (!this.#isClosed) this.#retry = setTimeout(() => this.settle(), retryMs);
    });
  }

  #stop(personId: PersonId): void {
    clearTimeout(this.#timers.get(personId));
    this.#timers.delete(personId);
  }
}
