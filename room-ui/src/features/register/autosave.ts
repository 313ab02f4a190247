/**
 * Something that saves itself a moment after it was changed. One save is on its way at a time and the newest value wins.
 * What could not be saved stays as it was typed; what others changed is taken over while nothing is waiting here.
 */
import { createStore, type ReadableStore } from '../../session/store.ts';

export type Autosaved<Value> = {
  value: Value;
  /** `held`: it cannot be saved as it is, e.g. without a name. */
  state: 'saved' | 'saving' | 'failed' | 'held';
  /** When it was saved last; null before the first time. */
  atMs: number | null;
};

export type Autosave<Value> = {
  current: ReadableStore<Autosaved<Value>>;
  set(value: Value): void;
  /** Saves at once what is waiting; resolves when nothing is on its way. */
  flush(): Promise<void>;
  /** What the server has by now. */
  adopt(saved: Value): void;
};

export type AutosaveOptions<Value> = {
  saved: Value;
  save(value: Value, lastSaved: Value): Promise<unknown>;
  isSame(one: Value, other: Value): boolean;
  isGood?(value: Value): boolean;
  now(): number;
  delayMs?: number;
};

const defaultDelayMs = 700;

export function createAutosave<Value>(options: AutosaveOptions<Value>): Autosave<Value> {
  const { save, isSame, isGood = () => true, now, delayMs = defaultDelayMs } = options;
  const current = createStore<Autosaved<Value>>({ value: options.saved, state: 'saved', atMs: null });
  const change = (part: Partial<Autosaved<Value>>) => current.set({ ...current.get(), ...part });
  let lastSaved = options.saved;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | null = null;

  const isClean = () => isSame(current.get().value, lastSaved);

  async function saveAll(): Promise<void> {
    while (!isClean() && isGood(current.get().value)) {
      const { value } = current.get();
      change({ state: 'saving' });
      try {
        await save(value, lastSaved);
      } catch {
        return change({ state: 'failed' });
      }
      lastSaved = value;
      change({ atMs: now() });
    }
    change({ state: isClean() ? 'saved' : 'held' });
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    saving ??= saveAll().finally(() => {
      saving = null;
    });
    return saving;
  }

  return {
    current,
    set(value) {
      change({ value, state: isGood(value) ? 'saving' : 'held' });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), delayMs);
    },
    flush,
    adopt(saved) {
      if (saving || !isClean()) return;
      lastSaved = saved;
      if (!isSame(saved, current.get().value)) change({ value: saved });
    },
  };
}
