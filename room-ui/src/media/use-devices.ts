/** The cameras, microphones and speakers of this device, with their names, which a browser tells only once it gave one of them. */
import { useEffect, useState } from 'react';
import type { Source } from './device-choice.ts';
import { watchDevices } from './watch-devices.ts';

export type KnownDevice = { deviceId: string; groupId: string; label: string };
export type KnownDevices = Record<Source | 'speaker', readonly KnownDevice[]>;

const none: KnownDevices = { camera: [], microphone: [], speaker: [] };

export function useDevices(isPermitted: boolean): KnownDevices {
  const [devices, setDevices] = useState(none);
  useEffect(() => {
    if (!isPermitted) return;
    return watchDevices((all) => {
      const [camera, microphone] = [known(all, 'videoinput'), known(all, 'audioinput')];
      setDevices({ camera, microphone, speaker: known(all, 'audiooutput') });
    });
  }, [isPermitted]);
  return devices;
}

function known(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): KnownDevice[] {
  return all.filter((device) => device.kind === kind && device.deviceId && device.label);
}
