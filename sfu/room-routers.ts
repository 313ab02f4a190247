/**
 * The routers of one room, each on a worker of its own. The first one carries the room until it is full; then peers go
 * to a further one, and what they want to receive is brought there by a pipe, once for each producer and router.
 */
import type { EngineResource, EngineRouter, RouterSource } from './engine.ts';

export class RoomRouters {
  readonly #roomId: string;
  readonly #source: RouterSource;
  readonly #maxConsumers: number;
  readonly #onClosed: () => void;
  readonly #consumers = new Map<EngineRouter, number>();
  readonly #pipes = new Map<string, Promise<EngineResource>>();
  #opening: Promise<EngineRouter | null> | undefined;
  #isClosed = false;

  /** `onClosed` is called when a router ends by itself: a room that lost a part of itself is lost. */
  constructor(
    roomId: string,
    first: EngineRouter,
    { source, maxConsumers, onClosed }: { source: RouterSource; maxConsumers: number; onClosed(): void },
  ) {
    this.#roomId = roomId;
    this.#source = source;
    this.#maxConsumers = maxConsumers;
    this.#onClosed = onClosed;
    this.#add(first);
  }

  get all(): EngineRouter[] {
    return [...this.#consumers.keys()];
  }

  count(router: EngineRouter, change: 1 | -1): void {
    this.#consumers.set(router, (this.#consumers.get(router) ?? 0) + change);
  }

  /** The first router that has room; else one on another worker; else the one that carries least. */
  async place(): Promise<EngineRouter> {
    const free = [...this.#consumers].find(([, consumers]) => consumers < this.#maxConsumers);
    if (free) {
      return free[0];
    }
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    // A second worker that fails is no reason to turn somebody away from the first.
    return (await this.#opening.catch(() => null)) ?? this.#leastLoaded();
  }

  async bring(producerId: string, from: EngineRouter, to: EngineRouter): Promise<void> {
    if (from === to) {
      return;
    }
    const key = `${producerId} ${to.id}`;
    const present = this.#pipes.get(key);
    if (present) {
      await present;
      return;
    }
    const piping = from.pipe(producerId, to);
    this.#pipes.set(key, piping);
    const forget = () => this.#pipes.delete(key);
    try {
      const piped = await piping;
      if (piped.closed) {
        forget();
      } else {
        piped.observer.once('close', forget);
      }
    } catch (error) {
      forget();
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const router of this.all) {
      router.close();
    }
  }

  async #open(): Promise<EngineRouter | null> {
    const router = await this.#source(this.#roomId, this.all);
    if (router && this.#isClosed) {
      router.close();
    }
    if (router?.closed === false) {
      this.#add(router);
      return router;
    }
    return null;
  }

  #add(router: EngineRouter): void {
    this.#consumers.set(router, 0);
    router.observer.once('close', () => this.#isClosed || this.#onClosed());
  }

  #leastLoaded(): EngineRouter {
    const [[router]] = [...this.#consumers].toSorted(([, one], [, other]) => one - other) as [[EngineRouter, number]];
    return router;
  }
}
