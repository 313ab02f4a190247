/** One picture as it arrives at a person's page, read from `getStats` of its own track. */
import type { BrowserPerson } from './browser-person.ts';

export type ArrivingPicture = { trackId: string | null; framesDecoded: number; lines: number; packets: number };

type CollectingWindow = Window & { peerConnections?: RTCPeerConnection[] };

export function pictureAt(
  viewer: BrowserPerson,
  endpointId: string,
  source: 'camera' | 'screen',
): Promise<ArrivingPicture> {
  return viewer.page.evaluate(
    async ({ id, what }) => {
      const video = document.querySelector<HTMLVideoElement>(`video[data-endpoint-id="${id}"][data-source="${what}"]`);
      const stream = video?.srcObject;
      const trackId = stream instanceof MediaStream ? (stream.getTracks()[0]?.id ?? null) : null;
      const arriving = { trackId, framesDecoded: 0, lines: 0, packets: 0 };
      for (const connection of (window as CollectingWindow).peerConnections ?? []) {
        if (connection.connectionState === 'closed') continue;
        for (const stat of (await connection.getStats()).values()) {
          if (stat.type !== 'inbound-rtp' || stat.trackIdentifier !== trackId) continue;
          arriving.framesDecoded = stat.framesDecoded ?? 0;
          arriving.lines = stat.frameHeight ?? 0;
          arriving.packets = stat.packetsReceived ?? 0;
        }
      }
      return arriving;
    },
    { id: endpointId, what: source },
  );
}
