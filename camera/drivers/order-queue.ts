/**
 * Orders to one camera: at most one is under way, and of those that wait the newest wins. One that may be said twice is
 * given up early where the camera usually answers quickly; as it may be carried out late, after a newer one, the newest is
 * then said again.
 */
import { type CameraClock, type OrderLine, PtzError } from '../ptz-driver.ts';
import { CallPatience } from './call-patience.ts';

export type OrderOptions = {
  /** An order that waited for longer is not sent any more. */
  validForMs?: number;
  /** Carried out twice or late, it does no more than once. */
  isRepeatable?: boolean;
};

type Order = {
  send: () => Promise<void>;
  validUntilMs: number;
  isRepeatable: boolean;
  resolve: (isDone: boolean) => void;
  reject: (error: unknown) => void;
};

export class OrderQueue {
  readonly #clock: CameraClock;
  readonly #patience: CallPatience;
  readonly #onStray: () => void;
  #waiting: Order | null = null;
  #isBusy = false;
  #sentAtMs = 0;
  #isClosed = false;
  /** The last one that was sent, unless a stop came after it. */
  #newest: Order | null = null;
  /** Calls that have not ended, those that were given up among them. */
  readonly #open = new Set<Promise<unknown>>();
  #sent = 0;

  /** `onStray`: an order that was given up was carried out late, and no newer one can be said again to undo it. */
  constructor(clock: CameraClock, onStray: () => void) {
    this.#clock = clock;
    this.#patience = new CallPatience(clock);
    this.#onStray = onStray;
  }

  /** Resolves when all that has been sent by now has ended, however it did; null: nothing is open. */
  get underWay(): Promise<unknown> | null {
    return this.#open.size === 0 ? null : Promise.allSettled(this.#open);
  }

  get line(): OrderLine {
    const [nowMs, callMs] = [this.#clock.nowMs(), this.#patience.usualMs];
    return { callMs, freeAtMs: this.#isBusy ? Math.max(nowMs, this.#sentAtMs + callMs) : nowMs };
  }

  /** How many have been sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Resolves with false for one that was overtaken. */
  order(
    send: () => Promise<void>,
    { validForMs = Number.POSITIVE_INFINITY, isRepeatable = false }: OrderOptions = {},
  ): Promise<boolean> {
    if (this.#isClosed) return Promise.reject(new PtzError('CLOSED', 'The camera was closed.'));
    return new Promise((resolve, reject) => {
      const validUntilMs = this.#clock.nowMs() + validForMs;
      this.#wait({ send, validUntilMs, isRepeatable, resolve, reject });
    });
  }

  /** Past those that wait: a stop. */
  aside(send: () => Promise<void>): Promise<void> {
    const place = this.#sent;
    return this.#patience.wait(
      () => this.#tracked(send),
      () => this.#undo(place),
    );
  }

  /** What was ordered counts no more, as the camera is told to stop. */
  dropOrders(): void {
    this.#waiting?.resolve(false);
    this.#waiting = null;
    this.#newest = null;
  }

  close(): void {
    this.#isClosed = true;
    this.dropOrders();
  }

  #wait(order: Order): void {
    this.#waiting?.resolve(false);
    this.#waiting = order;
    if (!this.#isBusy) this.#next();
  }

  #next(): void {
    const order = this.#waiting;
    this.#waiting = null;
    if (!order) return;
    if (order.validUntilMs < this.#clock.nowMs()) order.resolve(false);
    else void this.#carryOut(order);
  }

  async #carryOut(order: Order): Promise<void> {
    this.#isBusy = true;
    this.#sentAtMs = this.#clock.nowMs();
    this.#newest = order;
    this.#sent += 1;
    const place = this.#sent;
    const send = () => this.#tracked(order.send);
    try {
      // The others teach nothing either: what takes them long need not take these long.
      await (order.isRepeatable ? this.#patience.wait(send, () => this.#undo(place)) : send());
      order.resolve(true);
    } catch (error) {
      order.reject(error);
    }
    this.#isBusy = false;
    this.#next();
  }

  #tracked(send: () => Promise<void>): Promise<void> {
    const call = send();
    this.#open.add(call);
    const end = () => this.#open.delete(call);
    call.then(end, end);
    return call;
  }

  /** One that was given up has been carried out, perhaps after those that were sent since. */
  #undo(place: number): void {
    const newest = this.#newest;
    if (place === this.#sent || this.#waiting || this.#isClosed) return;
    if (newest?.isRepeatable && newest.validUntilMs >= this.#clock.nowMs()) {
      this.#wait({ ...newest, resolve: () => undefined, reject: () => undefined });
    } else if (newest) {
      this.#onStray();
    }
  }
}
