/**
 * Which endpoints are connected. A page may have several connections for a moment (a reload overlaps); an endpoint that
 * stays away for the grace time is told to the meeting as lost, a shorter flap is told to nobody.
 */
import type { EndpointId } from '../domain/ids.ts';

/** Media and place in the meeting outlive a lost connection by this long. */
export const graceMs = 30_000;

export class Presence {
  readonly #connections = new Map<EndpointId, Set<string>>();
  readonly #since = new Map<EndpointId, number>();
  /** By the monotonic clock. */
  readonly #lostAt = new Map<EndpointId, number>();
  readonly #timers = new Map<EndpointId, NodeJS.Timeout>();
  #isClosed = false;
  readonly #onLost: (endpointId: EndpointId) => void;

  constructor(onLost: (endpointId: EndpointId) => void) {
    this.#onLost = onLost;
  }

  isConnected(endpointId: EndpointId): boolean {
    return this.#connections.has(endpointId);
  }

  /** Since when a page of the endpoint is connected, a reload or a short flap apart; null: none is. */
  connectedSince(endpointId: EndpointId): number | null {
    return this.isConnected(endpointId) ? (this.#since.get(endpointId) ?? null) : null;
  }

  /** How long no page of the endpoint has answered; 0: one is connected, or none was. */
  lostForMs(endpointId: EndpointId): number {
    const lostAt = this.#lostAt.get(endpointId);
    return lostAt === undefined ? 0 : performance.now() - lostAt;
  }

  connect(endpointId: EndpointId, connectionId: string): void {
    this.#stopTimer(endpointId);
    this.#lostAt.delete(endpointId);
    if (!this.#since.has(endpointId)) this.#since.set(endpointId, Date.now());
    const connections = this.#connections.get(endpointId) ?? new Set();
    this.#connections.set(endpointId, connections.add(connectionId));
  }

  /** Answers true when this was the endpoint's last connection. `silentMs`: for how long it had not answered already. */
  disconnect(endpointId: EndpointId, connectionId: string, silentMs = 0): boolean {
    const connections = this.#connections.get(endpointId);
    if (!connections?.delete(connectionId) || connections.size > 0) return false;
    this.#connections.delete(endpointId);
    this.#lostAt.set(endpointId, performance.now() - silentMs);
    this.expect(endpointId);
    return true;
  }

  /** Starts the grace time of an endpoint that is not connected, e.g. after a restart of the server. */
  expect(endpointId: EndpointId): void {
    if (this.#isClosed || this.#connections.has(endpointId) || this.#timers.has(endpointId)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(endpointId);
      this.#since.delete(endpointId);
      this.#lostAt.delete(endpointId);
      this.#onLost(endpointId);
    }, graceMs);
    this.#timers.set(endpointId, timer);
  }

  /** The endpoint left on purpose: nothing is awaited any more. */
  forget(endpointId: EndpointId): void {
    this.#stopTimer(endpointId);
    this.#since.delete(endpointId);
    this.#lostAt.delete(endpointId);
    this.#connections.delete(endpointId);
  }

  /** Nobody is awaited any more. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #stopTimer(endpointId: EndpointId): void {
    clearTimeout(this.#timers.get(endpointId));
    this.#timers.delete(endpointId);
  }
}
