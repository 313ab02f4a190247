/** Which camera, microphone and loudspeaker this device's owner chose; the browser's choice where they chose none. */
import { createStore } from '../../session/store.ts';

export type ChosenDevices = { camera: string; microphone: string; speaker: string };
export type DeviceUse = keyof ChosenDevices;

const storageKey = 'rostrum.devices';
const nothing: ChosenDevices = { camera: '', microphone: '', speaker: '' };

/** What an older page or somebody's hand has left in the storage must not break this one. */
export function readChosen(text: string | null): ChosenDevices {
  try {
    const saved = JSON.parse(text ?? '{}') as Record<string, unknown> | null;
    const idOf = (use: DeviceUse) => (typeof saved?.[use] === 'string' ? saved[use] : '');
    return { camera: idOf('camera'), microphone: idOf('microphone'), speaker: idOf('speaker') };
  } catch {
    return nothing;
  }
}

const store = createStore<ChosenDevices | null>(null);

export const chosenDevices = {
  subscribe: store.subscribe,
  get(): ChosenDevices {
    const held = store.get() ?? readChosen(localStorage.getItem(storageKey));
    store.set(held);
    return held;
  },
  choose(use: DeviceUse, deviceId: string): void {
    const next = { ...chosenDevices.get(), [use]: deviceId };
    localStorage.setItem(storageKey, JSON.stringify(next));
    store.set(next);
  },
};
