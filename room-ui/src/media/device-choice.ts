/** Which camera and microphone the person chose, remembered on this device. One that is gone does no harm: another is taken. */
export type Source = 'camera' | 'microphone';
export type DeviceChoice = Record<Source, string | null>;

export type RememberedChoice = {
  get(): DeviceChoice;
  set(source: Source, deviceId: string): void;
};

const storageKey = 'rostrum.devices';
const none: DeviceChoice = { camera: null, microphone: null };

export function createRememberedChoice(openStorage: () => Pick<Storage, 'getItem' | 'setItem'>): RememberedChoice {
  let choice: DeviceChoice | undefined;
  const get = () => {
    choice ??= read(openStorage);
    return choice;
  };
  return {
    get,
    set(source, deviceId) {
      choice = { ...get(), [source]: deviceId };
      try {
        openStorage().setItem(storageKey, JSON.stringify(choice));
      } catch {
        // A browser that stores nothing keeps it until the page is closed.
      }
    },
  };
}

/** Asks for the chosen device without insisting on it. */
export function withChoice(constraints: MediaTrackConstraints, deviceId: string | null): MediaTrackConstraints {
  return deviceId ? { ...constraints, deviceId: { ideal: deviceId } } : constraints;
}

function read(openStorage: () => Pick<Storage, 'getItem'>): DeviceChoice {
  try {
    const held: unknown = JSON.parse(openStorage().getItem(storageKey) ?? 'null');
    if (typeof held !== 'object' || held === null) return none;
    const idOf = (source: Source) => {
      const value: unknown = Reflect.get(held, source);
      return typeof value === 'string' && value ? value : null;
    };
    return { camera: idOf('camera'), microphone: idOf('microphone') };
  } catch {
    return none;
  }
}
