/**
 * Where commands wait while a session of the desk has run out. They are neither lost nor refused: as soon as somebody has
 * signed in again, they go out.
 */
import type { ReadableStore } from './store.ts';
import { createStore } from './store.ts';

export type Expiry = {
  isExpired: ReadableStore<boolean>;
  expire(): void;
  /** Somebody has signed in again. */
  renew(): void;
  /** The page is left: whoever waits is refused. */
  close(): void;
  /** Resolves at once with false while the session lasts; else with true as soon as it was renewed. */
  whenSignedIn(): Promise<boolean>;
};

export function createExpiry(): Expiry {
  const isExpired = createStore(false);
  let renewal: PromiseWithResolvers<boolean> | null = null;
  return {
    isExpired,
    expire() {
      if (renewal) return;
      renewal = Promise.withResolvers();
      // Nobody may be waiting when the page is left.
      renewal.promise.catch(() => undefined);
      isExpired.set(true);
    },
    renew() {
      renewal?.resolve(true);
      renewal = null;
      isExpired.set(false);
    },
    close() {
      renewal?.reject(new Error('The page was left.'));
    },
    whenSignedIn: () => renewal?.promise ?? Promise.resolve(false),
  };
}
