/**
 * What is said to one camera, whatever protocol carries it: orders one after the other, a stop past them, motions at a
 * speed that are ended, and questions; each is given up in its time, and a camera that is away is spared.
 */
import { type CameraClock, type OrderLine, PtzError } from '../ptz-driver.ts';
import { CallPatience, givenUpMs } from './call-patience.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { DeadMan } from './dead-man.ts';
import { type OrderOptions, OrderQueue } from './order-queue.ts';

export class CameraLine {
  readonly #clock: CameraClock;
  readonly #sendStop: () => Promise<void>;
  readonly #queue: OrderQueue;
  readonly #deadMan: DeadMan;
  readonly #breaker: CircuitBreaker;
  readonly #readings: CallPatience;

  /** `stop` tells the camera once. */
  constructor(clock: CameraClock, stop: () => Promise<void>) {
    this.#clock = clock;
    // Past the breaker: a camera that runs is stopped as soon as it can be reached.
    this.#sendStop = () => this.#queue.aside(stop);
    this.#deadMan = new DeadMan(clock, () => this.#sendStop());
    this.#queue = new OrderQueue(clock, () => this.#deadMan.stopNow());
    this.#breaker = new CircuitBreaker(clock);
    this.#readings = new CallPatience(clock);
  }

  get orders(): OrderLine {
    return this.#queue.line;
  }

  /** An order that ends by itself: what ran before it at a speed is overtaken. Resolves with false where it was itself. */
  order(send: () => Promise<void>, options: OrderOptions = { isRepeatable: true }): Promise<boolean> {
    const sendAndDisarm = async () => {
      const { sent } = this.#queue;
      await send();
      // One that was given up may end after a newer one has begun to run.
      if (this.#queue.sent === sent) this.#deadMan.disarm();
    };
    return this.#queue.order(() => this.#breaker.run(sendAndDisarm), options);
  }

  /** A motion at a speed, which is stopped `forMs` later whatever the camera does. */
  run(send: () => Promise<void>, forMs: number): Promise<boolean> {
    const guarded = () => this.#breaker.run(() => this.#deadMan.guard(send, forMs));
    return this.#queue.order(guarded, { validForMs: forMs, isRepeatable: true });
  }

  async stop(): Promise<void> {
    this.#queue.dropOrders();
    const { underWay, sent } = this.#queue;
    await this.#stopUnlessOrdered(sent);
    if (!underWay) return;
    // What was still on its way may have come after the stop.
    await underWay;
    await this.#stopUnlessOrdered(sent);
  }

  /** A question that is asked again soon anyway: not waited for much longer than its answer usually takes. */
  read<T>(ask: () => Promise<T>): Promise<T> {
    return this.#readings.wait(() => this.ask(ask));
  }

  ask<T>(ask: () => Promise<T>): Promise<T> {
    return this.#breaker.run(ask);
  }

  /** Takes no more orders, and stops what runs. */
  async close(): Promise<void> {
    this.#queue.close();
    await this.stop().catch(() => undefined);
    this.#deadMan.disarm();
  }

  /** Says it until it is heard, as long as a call may take; `sent`: how many orders it is to end. */
  async #stopUnlessOrdered(sent: number): Promise<void> {
    const untilMs = this.#clock.nowMs() + givenUpMs;
    while (this.#queue.sent === sent) {
      try {
        await this.#sendStop();
        if (this.#queue.sent === sent) this.#deadMan.disarm();
        return;
      } catch (error) {
        const isLost = error instanceof PtzError && error.reason === 'TIMED_OUT';
        if (!isLost || this.#clock.nowMs() >= untilMs) throw error;
      }
    }
  }
}
