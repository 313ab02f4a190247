/**
 * A site with a thin line in a meeting of thirty sites: its page gets no more than the register says that the line bears,
 * the speaker sharp and the others as far as there is room, and better again when there is. How much exactly is measured:
 * `npm run bench -- narrow-site`.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NarrowSite } from '../harness/narrow-site.ts';

vi.setConfig({ testTimeout: 240_000 });

const siteCount = 30;
const mega = 1_000_000;
const line = { delayMs: 15, bitsPerSecond: 2 * mega };
const windowMs = 10_000;
/** Of the camera's layers in these pictures. */
const widths = { small: 320, middle: 640, sharp: 1_280 };

describe('a site with 2 Mbit/s among thirty sites', () => {
  let narrow: NarrowSite;
  let speaker: string;
  beforeAll(async () => {
    narrow = await NarrowSite.open(siteCount, line, 2);
  }, 400_000);
  afterAll(() => narrow?.close());

  let speakingSite = 0;
  const speakAs = async (siteNumber: number) => {
    speakingSite = siteNumber;
    speaker = await narrow.letSpeak(siteNumber);
  };
  const speakerWidth = async () => {
    if (!narrow.isSpeaking(speakingSite)) await speakAs(speakingSite);
    return narrow.widthOf(speaker);
  };
  /** An estimate of a line goes down at once and up again in its own time. */
  const recoverMs = 90_000;

  it('gets the speaker sharp within its ceiling, and some of the others small', async () => {
    await speakAs(7);
    await expect.poll(speakerWidth, { timeout: recoverMs }).toBe(widths.sharp);
    // Whoever spoke before is large for a while yet; where encoders share the machine with the line, the speaker may be
    // smaller for a moment.
    const taken: number[] = [];
    const seen = async () => {
      const { downBps, upBps, speaker: sharp, others } = await narrow.measure(speaker, windowMs);
      taken.push(downBps, upBps);
      const otherWidths = [...new Set(others.map(({ width }) => width))];
      return { isMoving: sharp.frames > windowMs / 500, width: await speakerWidth(), otherWidths };
    };
    const wanted = { isMoving: true, width: widths.sharp, otherWidths: [widths.small] };
    await expect.poll(seen, { timeout: recoverMs }).toEqual(wanted);
    expect(Math.max(...taken)).toBeLessThan(2 * mega);
  });

  it('keeps seeing the speaker when the line bears less than was said, and sharp again when it bears it', async () => {
    await speakAs(8);
    await expect.poll(speakerWidth, { timeout: recoverMs }).toBe(widths.sharp);
    narrow.setLine({ ...line, bitsPerSecond: 0.6 * mega });
    await expect.poll(speakerWidth, { timeout: 30_000 }).toBeLessThanOrEqual(widths.middle);
    await speakAs(8);
    const poor = await narrow.measure(speaker, windowMs);
    expect(poor.speaker.frames).toBeGreaterThan(windowMs / 1_000);
    narrow.setLine(line);
    await expect.poll(speakerWidth, { timeout: recoverMs }).toBe(widths.sharp);
  });

  it('gets more pictures when its ceiling is raised, and fewer when it is lowered again', async () => {
    await speakAs(9);
    narrow.setLine({ ...line, bitsPerSecond: 0 });
    const few = await narrow.measure(speaker, windowMs / 2);
    await narrow.setBandwidth(null);
    await speakAs(9);
    const othersNow = async () => (await narrow.measure(speaker, windowMs / 2)).others.length;
    await expect.poll(othersNow, { timeout: 40_000 }).toBeGreaterThan(few.others.length + 2);
    await narrow.setBandwidth(2);
    await speakAs(9);
    await expect.poll(othersNow, { timeout: 40_000 }).toBeLessThanOrEqual(few.others.length + 1);
    await expect.poll(speakerWidth, { timeout: recoverMs }).toBe(widths.sharp);
  });
});
