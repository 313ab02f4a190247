/** The smallest store: one value, replaced as a whole. Models keep their state in it, React reads it with `useStore`. */
export type ReadableStore<Value> = {
  get(): Value;
  /** Calls back after each change; the answer ends it. */
  subscribe(onChange: () => void): () => void;
};

export type Store<Value> = ReadableStore<Value> & { set(value: Value): void };

export function createStore<Value>(initial: Value): Store<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
