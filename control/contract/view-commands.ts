/** Catching up: the page names the version of each slice it holds and gets those that differ. */
import { z } from 'zod';

export const sliceVersions = z.record(z.string().max(32), z.number());

export const viewCommands = {
  'view.resync': { input: z.strictObject({ versions: sliceVersions }), output: z.object({}) },
  /** Leaves the meeting with this device, at once and on purpose. */
  'session.leave': { input: z.strictObject({}), output: z.object({}) },
} as const;
