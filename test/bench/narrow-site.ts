/**
 * What a site with 2 Mbit/s gets of a meeting of thirty sites: two windows of 15 s with the same speaker, and how long the
 * speaker needs to be sharp again after the line bore less for a while.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { NarrowSite } from '../harness/narrow-site.ts';
import type { Figure } from './report.ts';

const siteCount = 30;
const settleMs = 10_000;
const windowMs = 15_000;

const line = { delayMs: 15, bitsPerSecond: 2_000_000 };
const sharpWidth = 1_280;
const poorMs = 15_000;
const patienceMs = 120_000;

export async function benchNarrowSite(): Promise<Figure[]> {
  const narrow = await NarrowSite.open(siteCount, line, 2);
  try {
    const speaker = await narrow.letSpeak(7);
    await delay(settleMs);
    const windows = [await narrow.measure(speaker, windowMs), await narrow.measure(speaker, windowMs)] as const;
    const greatest = (of: (window: (typeof windows)[number]) => number) => Math.max(...windows.map(of));
    const [, last] = windows;
    const sharpAgainSeconds = await sharpAgain(narrow);
    const widest = Math.max(0, ...last.others.map(({ width }) => width));
    return [
      { name: 'offeredToLineKbps', value: greatest(({ downBps }) => downBps) / 1_000, unit: 'kbit/s', goal: '<= 2000' },
      {
        name: 'receivedKbps',
        value: greatest((window) => window.receivedBps) / 1_000,
        unit: 'kbit/s',
        goal: '<= 2000',
      },
      { name: 'sentKbps', value: greatest(({ upBps }) => upBps) / 1_000, unit: 'kbit/s', goal: '<= 2000' },
      { name: 'speakerWidth', value: last.speaker.width, unit: 'px', goal: '>= 1280' },
      { name: 'speakerFramesPerSecond', value: (last.speaker.frames * 1_000) / windowMs, unit: '1/s', goal: '>= 14' },
      {
        name: 'speakerFrozenSeconds',
        value: greatest((window) => window.speaker.frozenSeconds),
        unit: 's',
        goal: '<= 1',
      },
      { name: 'sharpAgainSeconds', value: sharpAgainSeconds, unit: 's', goal: '<= 30' },
      { name: 'speakerLostPackets', value: greatest((window) => window.speaker.packetsLost), unit: '', goal: null },
      { name: 'otherPictures', value: last.others.length, unit: '', goal: null },
      { name: 'otherWidth', value: widest, unit: 'px', goal: '<= 640' },
    ];
  } finally {
    await narrow.close();
  }
}

/** Seconds from the moment when the line is whole again. */
async function sharpAgain(narrow: NarrowSite): Promise<number> {
  const site = 8;
  narrow.setLine({ ...line, bitsPerSecond: 600_000 });
  let speaker = await narrow.letSpeak(site);
  await delay(poorMs);
  narrow.setLine(line);
  const startedAt = performance.now();
  while ((await narrow.widthOf(speaker)) < sharpWidth && performance.now() - startedAt < patienceMs) {
    if (!narrow.isSpeaking(site)) speaker = await narrow.letSpeak(site);
    await delay(500);
  }
  return (performance.now() - startedAt) / 1_000;
}
