/** Which cameras, microphones and speaker the person chose, remembered on this device. One that is gone does no harm: another is taken. */
export type Source = 'camera' | 'microphone';
/** What is sent beside the own camera and microphone. */
export type ExtraUse = 'secondCamera' | 'secondMicrophone';
export type DeviceUse = Source | ExtraUse | 'speaker';
export type DeviceChoice = Record<DeviceUse, string | null>;

export type RememberedChoice = {
  get(): DeviceChoice;
  set(use: DeviceUse, deviceId: string | null): void;
};

const storageKey = 'rostrum.devices';
const none: DeviceChoice = {
  camera: null,
  microphone: null,
  secondCamera: null,
  secondMicrophone: null,
  speaker: null,
};

export function createRememberedChoice(openStorage: () => Pick<Storage, 'getItem' | 'setItem'>): RememberedChoice {
  let choice: DeviceChoice | undefined;
  const get = () => {
    choice ??= read(openStorage);
    return choice;
  };
  return {
    get,
    set(use, deviceId) {
      choice = { ...get(), [use]: deviceId };
      try {
        openStorage().setItem(storageKey, JSON.stringify(choice));
      } catch {
        // A browser that stores nothing keeps it until the page is closed.
      }
    },
  };
}

export const chosenDevices = createRememberedChoice(() => localStorage);

/** Insists on the chosen device: one that is only wished for loses to another of a better size. */
export function withChoice(constraints: MediaTrackConstraints, deviceId: string | null): MediaTrackConstraints {
  return deviceId ? { ...constraints, deviceId: { exact: deviceId } } : constraints;
}

function read(openStorage: () => Pick<Storage, 'getItem'>): DeviceChoice {
  try {
    const held: unknown = JSON.parse(openStorage().getItem(storageKey) ?? 'null');
    if (typeof held !== 'object' || held === null) return none;
    const idOf = (use: DeviceUse) => {
      const value: unknown = Reflect.get(held, use);
      return typeof value === 'string' && value ? value : null;
    };
    return {
      camera: idOf('camera'),
      microphone: idOf('microphone'),
      secondCamera: idOf('secondCamera'),
      secondMicrophone: idOf('secondMicrophone'),
      speaker: idOf('speaker'),
    };
  } catch {
    return none;
  }
}
