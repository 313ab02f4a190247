/** The cameras, microphones and loudspeakers of this device. A browser names them only after it may use them. */
import { useEffect, useState } from 'react';
import type { DeviceUse } from './chosen-devices.ts';

export type DeviceList = Record<DeviceUse, { id: string; name: string }[]>;

const uses: Record<string, DeviceUse | undefined> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'speaker',
};
const nothing: DeviceList = { camera: [], microphone: [], speaker: [] };

/** `isAllowed` changes when the browser begins to name them. */
export function useDeviceList(isAllowed: boolean): DeviceList {
  const [list, setList] = useState(nothing);
  useEffect(() => {
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    if (!mediaDevices || !isAllowed) return setList(nothing);
    const read = async () => setList(listOf(await mediaDevices.enumerateDevices().catch(() => [])));
    const onChange = () => void read();
    onChange();
    mediaDevices.addEventListener('devicechange', onChange);
    return () => mediaDevices.removeEventListener('devicechange', onChange);
  }, [isAllowed]);
  return list;
}

function listOf(devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[]): DeviceList {
  const list: DeviceList = { camera: [], microphone: [], speaker: [] };
  for (const { kind, deviceId, label } of devices) {
    const use = uses[kind];
    // The browser's own choice stands in the list already, as the one without an id.
    if (use && deviceId && deviceId !== 'default' && deviceId !== 'communications') {
      list[use].push({ id: deviceId, name: label || deviceId.slice(0, 8) });
    }
  }
  return list;
}
