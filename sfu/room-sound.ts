/**
 * Who is heard in one room, and whose voice leads. Each router hears the microphones that come to it and never what is
 * piped to it, so nobody is counted twice; what they say is put together here.
 */
import type { EngineLevel, EngineRouter } from './engine.ts';
import type { SoundLevel } from './index.ts';

/** Routers report each 300 ms at their own time; what came shortly before goes out with the next report. */
const MIN_REPORT_GAP_MS = 200;

/** A voice on another router takes the lead when it is louder by so much, so that the lead does not jump about. */
const LEAD_MARGIN_DB = 6;

export type RoomSoundEvents = {
  onLevels(levels: SoundLevel[]): void;
  onDominant(peerId: string | null): void;
  /** The peer whose open microphone this is; undefined when it is closed or gone. */
  speakerOf(producerId: string): string | undefined;
};

export class RoomSound {
  readonly #events: RoomSoundEvents;
  readonly #levels = new Map<EngineRouter, EngineLevel[]>();
  readonly #leaders = new Map<EngineRouter, string>();
  #leaderId: string | null = null;
  #leadingPeerId: string | null = null;
  #isSilent = true;
  #reportedAt = Number.NEGATIVE_INFINITY;

  constructor(events: RoomSoundEvents) {
    this.#events = events;
  }

  async listen(router: EngineRouter, producerId: string): Promise<void> {
    if (!this.#levels.has(router)) {
      this.#levels.set(router, []);
      router.setEar({
        onLevels: (levels) => {
          this.#levels.set(router, levels);
          this.#report();
          this.update();
        },
        onDominant: (leaderId) => {
          this.#leaders.set(router, leaderId);
          this.update();
        },
      });
    }
    await router.listenTo(producerId);
  }

  /** Finds the leading voice anew; a microphone that was closed leads no longer. */
  update(): void {
    const heard = this.#heard();
    const leader = this.#leader(heard);
    this.#leaderId = leader;
    const peerId = leader === null ? null : (this.#events.speakerOf(leader) ?? null);
    if (peerId !== this.#leadingPeerId) {
      this.#leadingPeerId = peerId;
      this.#events.onDominant(peerId);
    }
    if (heard.length === 0 && !this.#isSilent) {
      this.#report();
    }
  }

  #report(): void {
    const levels = this.#heard();
    const isSilent = levels.length === 0;
    const now = performance.now();
    if (isSilent ? this.#isSilent : now - this.#reportedAt < MIN_REPORT_GAP_MS && !this.#isSilent) {
      return;
    }
    this.#isSilent = isSilent;
    this.#reportedAt = now;
    this.#events.onLevels(levels);
  }

  #heard(): SoundLevel[] {
    return [...this.#levels.values()]
      .flat()
      .flatMap(({ producerId, levelDbov }) => {
        const peerId = this.#events.speakerOf(producerId);
        return peerId === undefined ? [] : [{ peerId, producerId, levelDbov }];
      })
      .toSorted((one, other) => other.levelDbov - one.levelDbov);
  }

  /**
   * The worker names the leader of a router once and not again when their microphone opens anew, and may name one who
   * is not heard. So a leader has to be heard to begin with, and stays until they close or somebody else leads.
   */
  #leader(heard: SoundLevel[]): string | null {
    const present = this.#leaderId !== null && this.#events.speakerOf(this.#leaderId) ? this.#leaderId : null;
    const named = [...this.#leaders.values()];
    const levelOf = (id: string | null) => heard.find(({ producerId }) => producerId === id)?.levelDbov;
    const [best] = heard.filter(({ producerId }) => named.includes(producerId));
    if (present === null) {
      return (best ?? heard[0])?.producerId ?? null;
    }
    if (best === undefined || best.producerId === present) {
      return present;
    }
    const presentLevel = levelOf(present);
    const isNamedStill = named.includes(present);
    return isNamedStill && presentLevel !== undefined && best.levelDbov < presentLevel + LEAD_MARGIN_DB
      ? present
      : best.producerId;
  }
}
