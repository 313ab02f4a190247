/** Whether keys are on, remembered on this device. Where nothing can be remembered they are on. */
import { createStore, type ReadableStore } from '../../session/store.ts';

const storageKey = 'rostrum.keys';

export type KeySwitch = ReadableStore<boolean> & { set(isOn: boolean): void };

export function createKeySwitch(storage: Pick<Storage, 'getItem' | 'setItem'>): KeySwitch {
  const isOn = createStore(read(storage) !== 'off');
  return {
    get: isOn.get,
    subscribe: isOn.subscribe,
    set(value) {
      isOn.set(value);
      try {
        storage.setItem(storageKey, value ? 'on' : 'off');
      } catch {
        // A browser that stores nothing keeps it until the page is closed.
      }
    },
  };
}

function read(storage: Pick<Storage, 'getItem'>): string | null {
  try {
    return storage.getItem(storageKey);
  } catch {
    return null;
  }
}
