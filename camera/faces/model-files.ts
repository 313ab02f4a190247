/**
 * The weights of face-api's networks as the package `@vladmandic/face-api` ships them: one byte a number, with scale and
 * least value per tensor. Only the files that these checksums name are taken.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FaceEngineError } from './face-engine.ts';

export type Weight = { shape: readonly number[]; values: Float32Array<ArrayBuffer> };
export type Weights = ReadonlyMap<string, Weight>;

/** SHA-256 of the manifest and of the numbers, as in version 1.7.15 of the package. */
const models = {
  ssd: {
    file: 'ssd_mobilenetv1_model',
    manifestSha256: '888f744dffbc84f5f060d1f8427d9742341943a2dfaaf9205d10029b7e7a2955',
    numbersSha256: '2835640602d53718aa6ae9a42896327eaa21beefed056c218d32ca7d79e1e2f8',
  },
  landmarks: {
    file: 'face_landmark_68_model',
    manifestSha256: 'ca4886639f86e99b39fed0c155f81b63317225773bd9616716e887b0153389c9',
    numbersSha256: '4611ef65c87d836d03d684b30eec4d195d8b219fa1dd58fc58945831c6b9299b',
  },
  descriptor: {
    file: 'face_recognition_model',
    manifestSha256: 'cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b',
    numbersSha256: 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
  },
} as const;

export type ModelName = keyof typeof models;

type ManifestEntry = { name: string; shape: number[]; quantization?: { scale: number; min: number } };

/** Where the package lies that ships the models. */
export function modelFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
}

/** Rejects with `WRONG_MODEL` when a file is missing or is another one. */
export async function readWeights(folder: string, name: ModelName): Promise<Weights> {
  const { file, manifestSha256, numbersSha256 } = models[name];
  const manifestText = await readChecked(join(folder, `${file}-weights_manifest.json`), manifestSha256);
  const numbers = await readChecked(join(folder, `${file}.bin`), numbersSha256);
  const manifest = JSON.parse(manifestText.toString('utf8')) as { weights: ManifestEntry[] }[];
  return unpack(manifest[0]?.weights ?? [], numbers);
}

export function weightOf(weights: Weights, name: string): Weight {
  const weight = weights.get(name);
  if (!weight) throw new FaceEngineError('WRONG_MODEL', `The face model has no weights "${name}".`);
  return weight;
}

async function readChecked(path: string, sha256: string): Promise<Buffer> {
  const mend = 'Run `npm ci` to install the package @vladmandic/face-api again.';
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new FaceEngineError('WRONG_MODEL', `The face model ${path} cannot be read. ${mend}`, { cause });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new FaceEngineError('WRONG_MODEL', `The face model ${path} is not the one that was tested. ${mend}`);
  }
  return bytes;
}

function unpack(entries: readonly ManifestEntry[], numbers: Buffer): Weights {
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const { name, shape, quantization } of entries) {
    const count = shape.reduce((product, length) => product * length, 1);
    const values = new Float32Array(count);
    for (let index = 0; index < count; index += 1) {
      values[index] = quantization
        ? (numbers[offset + index] ?? 0) * quantization.scale + quantization.min
        : numbers.readFloatLE(offset + index * 4);
    }
    offset += quantization ? count : count * 4;
    weights.set(name, { shape, values });
  }
  return weights;
}
