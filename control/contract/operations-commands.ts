/** Commands of those who look after lines and devices: the operator's board and the technical roll call. */
import { z } from 'zod';
import { rollCallFaults, soundStates } from '../domain/roll-call.ts';
import { connectionTestResult } from './connection-test.ts';
import { producerSources } from './media-commands.ts';

const ratio = z.number().nullable();

const line = z.object({
  direction: z.enum(['send', 'receive']),
  /** Between the device and this server, or the relay where there is one. */
  protocol: z.enum(['udp', 'tcp']).nullable(),
  /** Over a relay (TURN); null: the page did not say. */
  isRelayed: z.boolean().nullable(),
  isConnected: z.boolean(),
  bitrateBps: z.number(),
  availableBps: z.number().nullable(),
  roundTripMs: z.number().nullable(),
  lossRatio: ratio,
});

const producer = z.object({
  source: z.enum([...producerSources, 'screenSound']),
  kind: z.enum(['audio', 'video']),
  isOpen: z.boolean(),
  bitrateBps: z.number(),
  score: z.number(),
  /** Of a picture, as its page says; null: it did not. */
  framesPerSecond: z.number().nullable(),
});

const endpoint = z.object({
  endpointId: z.string(),
  connectedSince: z.number().nullable(),
  /** Empty while the device has no picture and sound here. */
  lines: z.array(line),
  producers: z.array(producer),
});

const worker = z.object({
  /** Processor time of the last seconds as a share of one core; null: not known yet. */
  cpuRatio: z.number().nullable(),
  residentBytes: z.number(),
  isSpare: z.boolean(),
  rooms: z.number(),
  producers: z.number(),
  consumers: z.number(),
});

const keptTest = connectionTestResult.extend({
  personId: z.string().nullable(),
  siteId: z.string().nullable(),
  at: z.number(),
});

const rollCallRow = z.object({
  endpointId: z.string(),
  label: z.string(),
  siteName: z.string(),
  siteId: z.string().nullable(),
  faults: z.array(z.enum(rollCallFaults)).readonly(),
  roundTripMs: z.number().nullable(),
  lossRatio: ratio,
  pictureBps: z.number().nullable(),
  /** What was heard of its microphone; null for a device that only looks on. */
  sound: z.object({ state: z.enum(soundStates), levelDbov: z.number().nullable() }).nullable(),
  /** What the device itself shows and plays, as its page says; null: it did not. */
  received: z.object({ framesPerSecond: z.number().nullable(), isSoundPlayed: z.boolean().nullable() }).nullable(),
});

const rollCall = z.object({
  at: z.number(),
  /** Who held it. */
  byName: z.string(),
  rows: z.array(rollCallRow).readonly(),
});

export const operationsCommands = {
  /** For those who run the meeting: the lines of all devices as they are at this moment. Nothing of it is journalled. */
  'operations.read': {
    input: z.strictObject({}),
    output: z.object({
      endpoints: z.array(endpoint),
      workers: z.array(worker),
      tests: z.array(keptTest),
      rollCall: rollCall.nullable(),
    }),
  },
  /** Tests every connected device for some seconds; the result is a fact of the meeting. */
  'operations.holdRollCall': { input: z.strictObject({}), output: rollCall },
} as const;
