/**
 * Who is heard now, from the levels of the media plane, calm enough to be shown: a voice counts at once and lasts over the
 * pauses between words, and changes go out together, at most every half second. It never touches the floor.
 */
import type { EndpointId } from '../domain/ids.ts';

export type HeardLevel = { endpointId: EndpointId; levelDbov: number };

/** Quieter is a fan, not a voice. */
const voiceDbov = -50;
const lastsMs = 900;
const intervalMs = 500;

export class LiveVoices {
  readonly #onChange: (heard: ReadonlySet<EndpointId>, dominant: EndpointId | null) => void;
  readonly #heardAt = new Map<EndpointId, number>();
  #dominant: EndpointId | null = null;
  #told = '|';
  #timer: NodeJS.Timeout | null = null;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(onChange: (heard: ReadonlySet<EndpointId>, dominant: EndpointId | null) => void) {
    this.#onChange = onChange;
  }

  take(levels: readonly HeardLevel[]): void {
    const now = performance.now();
    for (const { endpointId, levelDbov } of levels) {
      if (levelDbov >= voiceDbov) this.#heardAt.set(endpointId, now);
    }
    this.#schedule();
  }

  setDominant(endpointId: EndpointId | null): void {
    this.#dominant = endpointId;
    this.#schedule();
  }

  /** Its microphone closed: nobody hears it any more, whatever was said before. */
  silence(endpointId: EndpointId): void {
    if (!this.#heardAt.delete(endpointId)) return;
    if (this.#dominant === endpointId) this.#dominant = null;
    this.#schedule();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#heardAt.clear();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#tell(), Math.max(0, this.#toldAt + intervalMs - performance.now()));
  }

  #tell(): void {
    this.#timer = null;
    const now = performance.now();
    for (const [endpointId, at] of this.#heardAt) if (now - at > lastsMs) this.#heardAt.delete(endpointId);
    const heard = new Set(this.#heardAt.keys());
    const told = `${[...heard].sort().join()}|${this.#dominant ?? ''}`;
    if (told !== this.#told) {
      this.#told = told;
      this.#toldAt = now;
      this.#onChange(heard, this.#dominant);
    }
    // The end of a voice is not told by anybody: look again.
    if (heard.size > 0) {
      this.#toldAt = now;
      this.#schedule();
    }
  }
}
