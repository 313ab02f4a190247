/**
 * `npm run faces -- [--engine …] [--precision …] [--min-score …] picture …`: faces of pictures as JSON, one line per picture, so that
 * anybody can score the engines on a labelled set. A picture that cannot be read gets a line that says so.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type FaceEngine, FaceEngineError, facePrecisions } from './face-engine.ts';
import { faceEngineChoices, openFaceEngine } from './open-face-engine.ts';
import { readPicture } from './picture.ts';

const usage = `Usage: npm run faces -- [options] <picture> …

  --engine …       ${faceEngineChoices.join(', ')}; default auto
  --precision …    float32, int8 (onnxruntime only), or auto: as for cameras; default float32
  --min-score …    0 to 1; faces below are left out; default 0.4

One line of JSON per picture: its size, and of each face its box, 68 landmarks and 128 numbers that describe it. Boxes and
landmarks are parts of the picture's width and height.
`;

const optionsSchema = z.object({
  engine: z.enum(faceEngineChoices).default('auto'),
  precision: z.enum(['auto', ...facePrecisions]).default('float32'),
  'min-score': z.coerce.number().min(0).max(1).default(0.4),
});

type Options = z.output<typeof optionsSchema>;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return 0;
  }
  const read = readArguments(args);
  if (typeof read === 'string') {
    process.stderr.write(`${read}\n\n${usage}`);
    return 2;
  }
  const { engine, report } = await openFaceEngine(read.options);
  process.stderr.write(`${report.why}\n`);
  try {
    return await findAll(engine, read.options, read.paths);
  } finally {
    await engine.close();
  }
}

/** A text says what is wrong. */
function readArguments(args: readonly string[]): { options: Options; paths: string[] } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { engine: { type: 'string' }, precision: { type: 'string' }, 'min-score': { type: 'string' } },
      allowPositionals: true,
    });
    const options = optionsSchema.safeParse(values);
    if (!options.success) {
      return options.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n');
    }
    if (positionals.length === 0) return 'Name at least one picture.';
    return { options: options.data, paths: positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function findAll(engine: FaceEngine, options: Options, paths: readonly string[]): Promise<number> {
  let failed = 0;
  for (const path of paths) {
    try {
      process.stdout.write(`${JSON.stringify(await findIn(engine, options, path))}\n`);
    } catch (error) {
      if (!(error instanceof FaceEngineError)) throw error;
      failed += 1;
      process.stdout.write(`${JSON.stringify({ picture: path, error: error.message })}\n`);
      process.stderr.write(`${error.message}\n`);
    }
  }
  return failed > 0 ? 1 : 0;
}

async function findIn(engine: FaceEngine, options: Options, path: string) {
  const frame = await readPicture(path);
  const boxes = (await engine.detect(frame, { minScore: options['min-score'] })) ?? [];
  const faces = [];
  for (const box of boxes) {
    const landmarks = await engine.landmarks(frame, box);
    const descriptor = await engine.describe(frame, box);
    faces.push({ box, landmarks, descriptor: [...descriptor] });
  }
  return {
    picture: path,
    engine: engine.name,
    precision: engine.precision,
    width: frame.width,
    height: frame.height,
    faces,
  };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof FaceEngineError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
