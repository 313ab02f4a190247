import { expect, onTestFinished, test, vi } from 'vitest';
import { facePicturePath } from '../../test/harness/face-pictures.ts';
import { CameraFaces, type SeenFaces } from './camera-faces.ts';
import type { FaceEngine } from './face-engine.ts';
import { FaceEngineError } from './face-engine.ts';
import { openFaceEngine } from './open-face-engine.ts';

vi.setConfig({ testTimeout: 90_000 });

/** As a camera of 1080p would send it. */
const input = ['-re', '-loop', '1', '-framerate', '25', '-i', facePicturePath(6)];

function givenCamera(engine: FaceEngine, picture = input) {
  const seen: SeenFaces[] = [];
  const warnings: string[] = [];
  const logger = { info() {}, warn: (_fields: object, message: string) => void warnings.push(message) };
  const faces = new CameraFaces({ engine, input: picture, view: 'tracking', framesPerSecond: 10, logger });
  onTestFinished(() => faces.close());
  faces.watch((sighting) => void seen.push(sighting));
  return { faces, seen, warnings };
}

test('tells of the faces on each picture and describes the large ones; what is seen later is newer', async () => {
  const { engine } = await openFaceEngine({ engine: 'ort' });
  const { seen, faces } = givenCamera(engine);
  await expect.poll(() => seen.length, { timeout: 60_000 }).toBeGreaterThan(4);
  const times = seen.map(({ arrivedAtMs }) => arrivedAtMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  for (const { boxes } of seen) expect(boxes.length).toBeGreaterThanOrEqual(3);
  const [first] = seen;
  const [face] = first?.boxes ?? [];
  if (!first || !face) throw new Error('Nothing was seen.');
  expect(await first.describe(face)).toHaveLength(128);
  expect(await first.describe({ ...face, width: 0.01, height: 0.02 })).toBeNull();
  await faces.close();
  const count = seen.length;
  await faces.close();
  expect(await first.describe(face)).toBeNull();
  expect(seen).toHaveLength(count);
});

test('an engine that fails for a while is said and survived', async () => {
  let asked = 0;
  const fickle: FaceEngine = {
    name: 'ort',
    sizes: { tracking: { width: 64, height: 32 }, overview: { width: 64, height: 32 } },
    precision: 'float32',
    isReady: true,
    async detect() {
      asked += 1;
      if (asked < 3) throw new FaceEngineError('CRASHED', 'The thread of the face engine died.');
      return [];
    },
    landmarks: async () => [],
    describe: async () => new Float32Array(128),
    close: async () => undefined,
  };
  const { seen, warnings } = givenCamera(fickle, ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=25']);
  await expect.poll(() => seen.length).toBeGreaterThan(0);
  expect(warnings).toEqual(Array(2).fill('the faces of a picture could not be found'));
});
