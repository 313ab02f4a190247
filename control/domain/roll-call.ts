/**
 * The technical roll call: whether the lines of all sites were tried before the meeting, by whom and with what result. The
 * server measures; here its result becomes a fact. Only the newest one is part of the state, the others are in the record.
 */
import type { EndpointId, SiteId } from './ids.ts';

/** What can be wrong with a device, worst first. */
export const rollCallFaults = [
  'notConnected',
  'noMedia',
  'noPicture',
  'noMicrophone',
  'noSound',
  'noPictureSeen',
  'noSoundPlayed',
  'highLoss',
  'slow',
  'weakPicture',
] as const;
export type RollCallFault = (typeof rollCallFaults)[number];

/**
 * What was heard of a device's microphone. `closed`: it sends nothing, so nothing can be heard; `noPackets`: it is open and
 * nothing arrives; `silent`: something arrives in which there is no voice.
 */
export const soundStates = ['none', 'closed', 'noPackets', 'silent', 'heard'] as const;
/** The loudest during the test, in dBov: -127 (silence) to 0. */
export type RollCallSound = { state: (typeof soundStates)[number]; levelDbov: number | null };

/** As its page says; frames each second of one picture on average. Null: it was sent no picture, or nobody spoke elsewhere. */
export type RollCallReceived = { framesPerSecond: number | null; isSoundPlayed: boolean | null };

/** One device. Bits per second; loss from 0 to 1; null: not measured. Names are those of the day. */
export type RollCallRow = {
  endpointId: EndpointId;
  label: string;
  siteId: SiteId | null;
  siteName: string;
  faults: readonly RollCallFault[];
  roundTripMs: number | null;
  lossRatio: number | null;
  pictureBps: number | null;
  /** Null for a device that only looks on. */
  sound: RollCallSound | null;
  /** Null when its page did not answer. */
  received: RollCallReceived | null;
};

export type RollCall = { at: number; byName: string; rows: readonly RollCallRow[] };

export type RollCallCommand = { type: 'rollCall.record'; byName: string; rows: readonly RollCallRow[] };
export type RollCallEvent = { type: 'RollCallRecorded'; byName: string; rows: readonly RollCallRow[] };

export function decideRollCall({ byName, rows }: RollCallCommand): RollCallEvent[] {
  return [{ type: 'RollCallRecorded', byName, rows }];
}

export function evolveRollCall({ byName, rows }: RollCallEvent, at: number): RollCall {
  return { at, byName, rows };
}
