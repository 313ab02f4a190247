/**
 * Wakes the meeting when an invitation ends or a speech is over its time. The moments come from the record, so a restart
 * keeps them; whether one has really come the domain decides.
 */
import { nextFloorMoment } from '../domain/floor-follow-ups.ts';
import type { Meeting, MeetingCommand } from '../domain/meeting-state.ts';

type Sources = {
  meeting(): Meeting;
  now(): number;
  /** Never rejects. */
  run(command: MeetingCommand): Promise<void>;
  /** True where nothing can be written any more. */
  isReadOnly(): boolean;
};

/** Keeps a deadline that could not be met from being tried in a tight loop. */
const retryMs = 500;

export class FloorClock {
  readonly #sources: Sources;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Waits for the next moment, after whatever happened. */
  settle(minWaitMs = 0): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const { meeting, now, run, isReadOnly } = this.#sources;
    const { floor, rulePack } = meeting();
    const next = nextFloorMoment(floor, rulePack);
    if (!next || this.#isClosed || isReadOnly()) return;
    const { command: type, personId, at } = next;
    this.#timer = setTimeout(
      async () => {
        await run({ type, personId });
        // A timer that was early, or a record that could not be written: try again.
        this.settle(retryMs);
      },
      Math.max(minWaitMs, at - now()),
    );
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
