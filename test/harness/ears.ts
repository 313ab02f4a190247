/** What people at browsers hear of each other, as a tester with a meter would tell. */
import { expect } from 'vitest';
import type { BrowserPerson } from './browser-person.ts';

export type Ear = [listener: BrowserPerson, endpointId: string];

/** Energy arrives at an element that plays it unmuted. */
export async function expectSound(...ears: Ear[]): Promise<void> {
  for (const [listener, endpointId] of ears) {
    const before = (await listener.received(endpointId)).audioEnergy ?? 0;
    await expect
      .poll(async () => (await listener.received(endpointId)).audioEnergy ?? 0, { timeout: 30_000 })
      .toBeGreaterThan(before + 0.001);
  }
}

/** Energy of sound that each listener's unmuted element has received so far. */
export async function energyOf(...ears: Ear[]): Promise<(number | null)[]> {
  return Promise.all(ears.map(async ([listener, endpointId]) => (await listener.received(endpointId)).audioEnergy));
}

/** No packet and no energy within a second, once what was under way has arrived. */
export async function expectSilence(...ears: Ear[]): Promise<void> {
  await expect.poll(() => packetsWithin(ears, 1_000), { timeout: 10_000 }).toBe(0);
}

async function packetsWithin(ears: readonly Ear[], ms: number): Promise<number> {
  const count = async () => {
    const received = await Promise.all(ears.map(([listener, endpointId]) => listener.received(endpointId)));
    return received.reduce((sum, { audioPackets }) => sum + audioPackets, 0);
  };
  const before = await count();
  await new Promise((resolve) => setTimeout(resolve, ms));
  return (await count()) - before;
}
