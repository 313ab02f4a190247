/**
 * `npm run bench -- faces`: what each engine for faces takes for a picture and for a person, what a camera of 1080p at ten
 * pictures a second costs with decoding and all, and how long the loop of the process is held up by two such cameras. Costs
 * are CPU time of this process, its threads and its ffmpeg over time by the wall.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  type FaceEngine,
  FaceEngineError,
  type FaceEngineName,
  type FrameSize,
  faceEngineNames,
} from '../../camera/faces/face-engine.ts';
import { FrameReader, fileInput } from '../../camera/faces/frame-reader.ts';
import { openFaceEngine } from '../../camera/faces/open-face-engine.ts';
import { facePicture, facePicturePath } from '../harness/face-pictures.ts';
import { cpuNanoseconds } from '../rig/process-cpu.ts';
import { type Figure, median } from './report.ts';

const warmUps = 3;
const rounds = 20;
const framesPerSecond = 10;
const settleMs = 2_000;
const measuredMs = 15_000;
const loopResolutionMs = 5;

const suffixes: Record<FaceEngineName, string> = { ort: 'Ort', 'tfjs-wasm': 'Wasm', 'tfjs-node': 'Node' };
const coreGoals: Record<FaceEngineName, string | null> = { ort: '<= 0.6', 'tfjs-wasm': '<= 1.1', 'tfjs-node': null };

export async function benchFaces(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-faces-'));
  try {
    const recording = join(folder, 'camera.mp4');
    await makeRecording(recording);
    const figures: Figure[] = [];
    for (const name of faceEngineNames) figures.push(...(await engineFigures(name, recording)));
    const { loopDelayP99Ms } = await runCameras('ort', recording, 2);
    return [...figures, { name: 'loopDelayP99Ms', value: loopDelayP99Ms, unit: 'ms', goal: '<= 20' }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Nothing, and a line that says so, where the engine is not installed. */
async function engineFigures(name: FaceEngineName, recording: string): Promise<Figure[]> {
  let engine: FaceEngine;
  try {
    ({ engine } = await openFaceEngine({ engine: name }));
  } catch (error) {
    if (!(error instanceof FaceEngineError)) throw error;
    process.stderr.write(`${name} is left out: ${error.message}\n`);
    return [];
  }
  const suffix = suffixes[name];
  try {
    const small = await detectMs(engine, { width: 640, height: 352 });
    const large = await detectMs(engine, { width: 960, height: 544 });
    const person = await describeMs(engine);
    await engine.close();
    const { cores, detectionsPerSecond, decodeCores } = await runCameras(name, recording, 1);
    return [
      { name: `detect640x352Ms${suffix}`, value: small, unit: 'ms', goal: null },
      ...(await floatFigures(engine)),
      { name: `detect960x544Ms${suffix}`, value: large, unit: 'ms', goal: null },
      { name: `describeMs${suffix}`, value: person, unit: 'ms', goal: null },
      { name: `coresFor1080p10fps${suffix}`, value: cores, unit: 'cores', goal: coreGoals[name] },
      { name: `decodeCores${suffix}`, value: decodeCores, unit: 'cores', goal: null },
      { name: `detectionsPerSecond${suffix}`, value: detectionsPerSecond, unit: '/s', goal: null },
    ];
  } finally {
    await engine.close();
  }
}

/** Where an engine takes int8: the same in float32 and in the same minute, as machines differ in what they make of both. */
async function floatFigures({ name, precision }: FaceEngine): Promise<Figure[]> {
  if (precision === 'float32') return [];
  const { engine: exact } = await openFaceEngine({ engine: name, precision: 'float32' });
  try {
    const value = await detectMs(exact, { width: 640, height: 352 });
    return [{ name: `detect640x352Ms${suffixes[name]}Float32`, value, unit: 'ms', goal: null }];
  } finally {
    await exact.close();
  }
}

async function detectMs(engine: FaceEngine, size: FrameSize): Promise<number> {
  const frame = await facePicture(6, size);
  return medianMs(() => engine.detect(frame));
}

/** Landmarks and alignment are part of it. */
async function describeMs(engine: FaceEngine): Promise<number> {
  const frame = await facePicture(6, { width: 1920, height: 1080 });
  const [face] = (await engine.detect(frame)) ?? [];
  if (!face) throw new Error('No face was found on the picture for the benchmark.');
  return medianMs(() => engine.describe(frame, face));
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const beganAt = performance.now();
    await work();
    if (round >= warmUps) times.push(performance.now() - beganAt);
  }
  return median(times);
}

/** Each camera has an engine of its own and is looked at in the size that the engine tracks in. */
async function runCameras(name: FaceEngineName, recording: string, count: number) {
  const cameras: { engine: FaceEngine; reader: FrameReader }[] = [];
  let detections = 0;
  for (let camera = 0; camera < count; camera += 1) {
    const { engine } = await openFaceEngine({ engine: name });
    const reader = FrameReader.start({
      input: fileInput(recording),
      size: engine.sizes.tracking,
      framesPerSecond,
      logger: { info() {}, warn: (fields) => void process.stderr.write(`${JSON.stringify(fields)}\n`) },
      onFrame: (frame) => {
        engine.detect(frame).then(
          (faces) => {
            if (faces) detections += 1;
          },
          (error: FaceEngineError) => {
            if (error.reason !== 'CLOSED') process.stderr.write(`${error}\n`);
          },
        );
      },
    });
    cameras.push({ engine, reader });
  }
  const decodeNs = () => cameras.reduce((sum, { reader }) => sum + cpuNanoseconds(reader.pid ?? 0), 0);
  const delay = monitorEventLoopDelay({ resolution: loopResolutionMs });
  try {
    await wait(settleMs);
    detections = 0;
    delay.enable();
    const before = { cpu: process.cpuUsage(), decodeNs: decodeNs(), atMs: performance.now() };
    await wait(measuredMs);
    const own = process.cpuUsage(before.cpu);
    const wallMs = performance.now() - before.atMs;
    delay.disable();
    const decodeMs = (decodeNs() - before.decodeNs) / 1e6;
    return {
      cores: ((own.user + own.system) / 1_000 + decodeMs) / wallMs,
      decodeCores: decodeMs / wallMs,
      detectionsPerSecond: (detections * 1_000) / wallMs,
      // The histogram counts the sampling timer itself.
      loopDelayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - loopResolutionMs),
    };
  } finally {
    await Promise.all(cameras.flatMap(({ reader, engine }) => [reader.close(), engine.close()]));
  }
}

/** Ten seconds of 1080p at 25 pictures a second, as a camera sends them: H.264, people, some movement and noise. */
async function makeRecording(path: string): Promise<void> {
  const picture = ['-loop', '1', '-framerate', '25', '-i', facePicturePath(6), '-t', '10'];
  const sway = "scale=2112:-2,crop=1920:1080:x='96+90*sin(t)':y=200,noise=alls=4:allf=t,format=yuv420p";
  const encoded = ['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-b:v', '5M', '-g', '50'];
  await promisify(execFile)('ffmpeg', ['-loglevel', 'error', '-y', ...picture, '-vf', sway, ...encoded, path]);
}
