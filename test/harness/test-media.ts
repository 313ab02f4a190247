/** Pictures and sounds for fake cameras and microphones, made when they are needed: one colour and one tone per person. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type TestMedia = { picturePath: string; soundPath: string };
export type Colour = 'red' | 'green' | 'blue' | 'yellow';

const toneHz: Record<Colour, number> = { red: 300, green: 500, blue: 700, yellow: 900 };
const hex: Record<Colour, string> = { red: '0xD00000', green: '0x00B000', blue: '0x0000D0', yellow: '0xD0D000' };

export async function makeTestMedia(
  colours: readonly Colour[],
  { frameRate = 15, isMoving = false } = {},
): Promise<{ of(colour: Colour): TestMedia; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-media-'));
  const mediaOf = (colour: Colour) => ({
    picturePath: join(folder, `${colour}.${isMoving ? 'y4m' : 'mjpeg'}`),
    soundPath: join(folder, `${colour}.wav`),
  });
  await Promise.all(
    colours.map(async (colour) => {
      const { picturePath, soundPath } = mediaOf(colour);
      // A plain colour is told from another one; a picture that moves is work for encoder and line.
      const drawn = isMoving ? 'testsrc2=' : `color=c=${hex[colour]}:`;
      const picture = `${drawn}size=640x360:rate=${frameRate}`;
      // Swelling like speech: the browser's noise suppression takes a steady tone away.
      const sound = `aevalsrc=0.7*sin(2*PI*${toneHz[colour]}*t)*pow(sin(2*PI*2*t)\\,2):sample_rate=48000`;
      // Of the two forms that Chromium reads this one is not to be decoded: with it a busy machine's camera keeps its rate.
      const form = isMoving
        ? ['-pix_fmt', 'yuv420p', '-f', 'yuv4mpegpipe']
        : ['-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg'];
      await run('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', picture, '-t', '2', ...form, picturePath]);
      await run('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', sound, '-t', '5', soundPath]);
    }),
  );
  return { of: mediaOf, remove: () => rm(folder, { recursive: true }) };
}
