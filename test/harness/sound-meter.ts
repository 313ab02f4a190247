/** What of a device's sound can be heard at a person's page: each track by itself, on an element that plays it unmuted. */
import type { BrowserPerson } from './browser-person.ts';

type CollectingWindow = Window & { peerConnections?: RTCPeerConnection[] };

/** The energy that has come out of each of them so far. */
export function soundsAt(listener: BrowserPerson, endpointId: string): Promise<number[]> {
  return listener.page.evaluate(async (id) => {
    const energies = new Map<string, number>();
    for (const element of document.querySelectorAll<HTMLAudioElement>(`audio[data-endpoint-id="${id}"]`)) {
      if (element.muted || element.paused || element.volume === 0) continue;
      const { srcObject } = element;
      for (const track of srcObject instanceof MediaStream ? srcObject.getAudioTracks() : []) energies.set(track.id, 0);
    }
    for (const connection of (window as CollectingWindow).peerConnections ?? []) {
      if (connection.connectionState === 'closed') continue;
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type !== 'inbound-rtp' || !energies.has(stat.trackIdentifier)) continue;
        energies.set(stat.trackIdentifier, stat.totalAudioEnergy ?? 0);
      }
    }
    return [...energies.values()];
  }, endpointId);
}

/** Of each of them, whether it was heard within this time. */
export async function heardAt(listener: BrowserPerson, endpointId: string, windowMs = 1_200): Promise<boolean[]> {
  const before = await soundsAt(listener, endpointId);
  await new Promise((resolve) => setTimeout(resolve, windowMs));
  return (await soundsAt(listener, endpointId)).map((energy, index) => energy > (before[index] ?? 0));
}
