/** Orders to one camera: at most one is under way, and of those that wait the newest wins. */
import { type CameraClock, PtzError } from '../ptz-driver.ts';

type Order = {
  send: () => Promise<void>;
  /** An order that waited for longer is not sent any more. */
  validUntilMs: number;
  resolve: (isDone: boolean) => void;
  reject: (error: unknown) => void;
};

export class OrderQueue {
  readonly #clock: CameraClock;
  #waiting: Order | null = null;
  #underWay: Promise<void> | null = null;
  #isClosed = false;

  constructor(clock: CameraClock) {
    this.#clock = clock;
  }

  /** Resolves when the one that is under way by now has ended, however it did; null: there is none. */
  get underWay(): Promise<void> | null {
    return this.#underWay;
  }

  /** Resolves with false for one that was overtaken. */
  order(send: () => Promise<void>, validForMs = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (this.#isClosed) return Promise.reject(new PtzError('CLOSED', 'The camera was closed.'));
    return new Promise((resolve, reject) => {
      this.dropWaiting();
      this.#waiting = { send, validUntilMs: this.#clock.nowMs() + validForMs, resolve, reject };
      if (!this.#underWay) this.#next();
    });
  }

  dropWaiting(): void {
    this.#waiting?.resolve(false);
    this.#waiting = null;
  }

  close(): void {
    this.#isClosed = true;
    this.dropWaiting();
  }

  #next(): void {
    const order = this.#waiting;
    this.#waiting = null;
    if (!order) return;
    if (order.validUntilMs < this.#clock.nowMs()) order.resolve(false);
    else this.#underWay = this.#carryOut(order);
  }

  async #carryOut(order: Order): Promise<void> {
    try {
      await order.send();
      order.resolve(true);
    } catch (error) {
      order.reject(error);
    }
    this.#underWay = null;
    this.#next();
  }
}
