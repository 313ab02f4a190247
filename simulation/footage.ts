/**
 * What the virtual sites show and say: drawn, spoken and encoded once by this project itself, and kept in a folder for the
 * next time. The picture is a loop in three sizes that begin their key frames together.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { audioLevels, babble, sampleRate } from './babble.ts';
import { readOggOpus } from './ogg-opus.ts';
import { personPicture, roomPicture } from './scene.ts';
import { readIvf, type Vp8Frame } from './vp8.ts';

/** Raised when what is drawn or how it is encoded changes, so that no old footage is taken. */
const footageVersion = 1;
export const framesPerSecond = 15;
const loopSeconds = 6;
const keyFrameEveryFrames = 2 * framesPerSecond;
const voiceSeconds = 14;
export const voiceCount = 4;

/** From small to large, as simulcast orders them. */
export const layerSizes = [
  { width: 320, height: 180, bitsPerSecond: 120_000 },
  { width: 640, height: 360, bitsPerSecond: 350_000 },
  { width: 1_280, height: 720, bitsPerSecond: 900_000 },
] as const;

/** By layer, then by frame. All layers have as many frames, with key frames at the same places. */
export type Picture = Vp8Frame[][];
export type Voice = { packets: Uint8Array[]; levels: Uint8Array };
export type PictureRequest = { number: number; title: string; persons: number };

export class Footage {
  readonly #folder: string;
  readonly #fontPath: string;

  constructor(folder: string, fontPath: string) {
    this.#folder = join(folder, `v${footageVersion}`);
    this.#fontPath = fontPath;
  }

  async picture(request: PictureRequest): Promise<Picture> {
    const folder = join(this.#folder, `site-${request.number}-${request.persons}`);
    if (!existsSync(folder)) await this.#make(folder, (temporary) => this.#encodePicture(temporary, request));
    const files = await Promise.all(layerSizes.map((_, layer) => readFile(join(folder, `${layer}.ivf`))));
    const layers = files.map(readIvf);
    const count = Math.min(...layers.map(({ length }) => length));
    return layers.map((frames) => frames.slice(0, count));
  }

  async voice(variant: number): Promise<Voice> {
    const folder = join(this.#folder, `voice-${variant}`);
    if (!existsSync(folder)) await this.#make(folder, (temporary) => encodeVoice(temporary, variant));
    const [sound, levels] = await Promise.all([
      readFile(join(folder, 'voice.ogg')),
      readFile(join(folder, 'voice.levels')),
    ]);
    return { packets: readOggOpus(sound), levels };
  }

  /** All or nothing: what was interrupted is made again. */
  async #make(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const temporary = await mkdtemp(`${folder}.`);
    try {
      await fill(temporary);
      await rename(temporary, folder);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  async #encodePicture(folder: string, { number, title, persons }: PictureRequest): Promise<void> {
    const { width, height } = layerSizes[2];
    const personWidth = Math.round(Math.min(width / (persons + 0.6), width / 3.4));
    const personHeight = Math.round(personWidth * 1.1);
    // Names without a path, so that no character of a path has a meaning in ffmpeg's language of filters.
    const drawn = ['font.ttf', 'title.txt', 'room.pam'];
    await copyFile(this.#fontPath, join(folder, 'font.ttf'));
    await writeFile(join(folder, 'title.txt'), title);
    await writeFile(join(folder, 'room.pam'), roomPicture(number, width, height));
    const loop = ['-loop', '1', '-framerate', String(framesPerSecond)];
    const inputs = [...loop, '-i', 'room.pam'];
    for (let person = 0; person < persons; person += 1) {
      const name = `person-${person}.pam`;
      await writeFile(join(folder, name), personPicture(number + person, personWidth, personHeight));
      inputs.push(...loop, '-i', name);
      drawn.push(name);
    }
    const filter = pictureFilter({ persons, personWidth, personHeight, number });
    const outputs = layerSizes.flatMap(({ bitsPerSecond }, layer) => [
      ...['-map', `[layer${layer}]`, '-t', String(loopSeconds), '-c:v', 'libvpx', '-b:v', String(bitsPerSecond)],
      ...['-maxrate', String(bitsPerSecond * 1.3), '-bufsize', String(bitsPerSecond)],
      ...['-deadline', 'realtime', '-cpu-used', '8', '-threads', '1', '-auto-alt-ref', '0', '-lag-in-frames', '0'],
      ...['-g', String(keyFrameEveryFrames), '-keyint_min', String(keyFrameEveryFrames)],
      ...['-f', 'ivf', `${layer}.ivf`],
    ]);
    await ffmpeg(['-filter_complex_threads', '1', ...inputs, '-filter_complex', filter, ...outputs], folder);
    for (const name of drawn) await rm(join(folder, name));
  }
}

type Drawing = {
  persons: number;
  personWidth: number;
  personHeight: number;
  number: number;
};

function pictureFilter({ persons, personWidth, personHeight, number }: Drawing): string {
  const { width, height } = layerSizes[2];
  const step = width / persons;
  const steps: string[] = [];
  let last = '0:v';
  for (let person = 0; person < persons; person += 1) {
    const left = Math.round(step * (person + 0.5) - personWidth / 2);
    const top = Math.round(height * 0.82 - personHeight) + 16;
    // Whole turns within the loop, so that its end meets its beginning.
    const turns = 1 + ((number + person) % 3);
    const angle = `2*PI*${turns}*t/${loopSeconds}+${person * 1.7}`;
    const sway = `x=${left}+${Math.round(personWidth * 0.05)}*sin(${angle}):y=${top}+4*cos(${angle})`;
    steps.push(`[${last}][${person + 1}:v]overlay=${sway}[person${person}]`);
    last = `person${person}`;
  }
  const text = 'fontfile=font.ttf:fontcolor=white:box=1:boxcolor=0x10182888:boxborderw=14';
  steps.push(
    `[${last}]drawbox=y=ih*0.82:h=ih*0.18:color=0x5A3E2A:t=fill,` +
      `drawtext=${text}:textfile=title.txt:fontsize=44:x=36:y=36,` +
      `drawtext=${text}:text='${number}':fontsize=64:x=w-tw-40:y=32,` +
      `drawtext=${text}:text='%{eif\\:t\\:d} s':fontsize=40:x=w-tw-40:y=h-th-36,` +
      `format=yuv420p,split=${layerSizes.length}${layerSizes.map((_, layer) => `[size${layer}]`).join('')}`,
  );
  for (const [layer, size] of layerSizes.entries()) {
    steps.push(`[size${layer}]scale=${size.width}:${size.height}[layer${layer}]`);
  }
  return steps.join(';');
}

async function encodeVoice(folder: string, variant: number): Promise<void> {
  const samples = babble(variant, voiceSeconds);
  await writeFile(join(folder, 'voice.levels'), audioLevels(samples));
  const input = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '1', '-i', 'pipe:0'];
  const output = ['-c:a', 'libopus', '-b:a', '32k', '-application', 'voip', '-frame_duration', '20'];
  await ffmpeg([...input, ...output, 'voice.ogg'], folder, Buffer.from(samples.buffer));
}

async function ffmpeg(args: readonly string[], cwd: string, input?: Buffer): Promise<void> {
  const child = spawn('ffmpeg', ['-loglevel', 'error', '-nostdin', '-y', ...args], {
    stdio: [input ? 'pipe' : 'ignore', 'ignore', 'pipe'],
    cwd,
  });
  // A meeting that runs meanwhile comes first, but drawing never stands still.
  if (child.pid) setPriority(child.pid, 5);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`ffmpeg could not make the footage: ${said.trim().slice(0, 500)}`);
}
