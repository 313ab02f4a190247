/**
 * The meeting whose slices a page of the desk shows: one at a time, told to the server again after each reconnect. One
 * command is on its way at a time, so that a quick change of meetings ends with the last one.
 */
import { type HeldSlices, versionsOf } from './apply-update.ts';
import { CommandError, type FailureCode } from './command-error.ts';
import type { SendCommand } from './command-sender.ts';
import { createStore, type ReadableStore, type Store } from './store.ts';

export type Watching = {
  /** Why the server does not show the meeting; null while it does, or is about to. */
  problem: ReadableStore<FailureCode | null>;
  isWatching(): boolean;
  watch(meetingId: string): () => void;
  /** The server knows of no watching (any more), or what is held does not fit. */
  restart(): void;
};

type Wanted = { meetingId: string } | null;

export function createWatching(send: SendCommand, slices: Store<HeldSlices>): Watching {
  const problem = createStore<FailureCode | null>(null);
  let wanted: Wanted = null;
  let connection = 0;
  /** What the server was told last, and over which connection. */
  let told: { wanted: Wanted; connection: number } = { wanted, connection };
  let isTelling = false;

  async function tell(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    while (told.wanted !== wanted || (wanted && told.connection !== connection)) {
      const telling = { wanted, connection };
      const failure = await tellOnce(telling.wanted);
      told = telling;
      if (telling.wanted === wanted) problem.set(failure);
    }
    isTelling = false;
  }

  async function tellOnce(next: Wanted): Promise<FailureCode | null> {
    try {
      const versions = versionsOf(slices.get());
      if (next) await send('view.watch', { versions }, { meetingId: next.meetingId, patienceMs: 0 });
      else await send('view.unwatch', {}, { patienceMs: 0 });
      return null;
    } catch (error) {
      return error instanceof CommandError ? error.code : 'LOST';
    }
  }

  function change(next: Wanted): void {
    wanted = next;
    slices.set({});
    problem.set(null);
    void tell();
  }

  return {
    problem,
    isWatching: () => wanted !== null,
    watch(meetingId) {
      const own = { meetingId };
      change(own);
      return () => {
        if (wanted === own) change(null);
      };
    },
    restart() {
      connection += 1;
      void tell();
    },
  };
}
