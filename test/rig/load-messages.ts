/** What the benchmark and the process that loads the media workers say to each other. */
import type { DtlsParameters, TransportOffer } from '#sfu';

export type StreamName = { lineId: number; ssrc: number };

export type LoadRequest =
  | { kind: 'openLine'; lineId: number; offer: TransportOffer }
  | { kind: 'connected'; lineId: number; error: string | null }
  | { kind: 'startStream'; lineId: number; ssrc: number; streamCount: number }
  | { kind: 'setSending'; isSending: boolean }
  | { kind: 'closeLines' }
  | { kind: 'beginMeasure' }
  | { kind: 'endMeasure' }
  | { kind: 'awaitStreams'; streams: StreamName[] };

export type LoadReport =
  | { kind: 'connect'; lineId: number; dtlsParameters: DtlsParameters }
  | { kind: 'done'; of: LoadRequest['kind']; lineId: number | null; error: string | null; measured: Measured | null };

export type Measured = {
  receivedPackets: number;
  lostPackets: number;
  /** From the sender's call to the receiver's callback, in this one process. */
  delayP50Ms: number;
  delayP99Ms: number;
};

export const framesPerSecond = 30;
export const packetsPerFrame = 4;
/** 30 x 4 x 1,100 bytes: about 1.06 Mbit/s for each stream. */
export const packetBytes = 1_100;
