/** The engines against face-api.js as it is published: the same people, points and descriptions. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { facePicture } from '../../test/harness/face-pictures.ts';
import { modelFolder } from './model-files.ts';
import { openFaceEngine } from './open-face-engine.ts';
import { overlap } from './ssd-boxes.ts';

const require = createRequire(import.meta.url);
const size = { width: 1280, height: 720 };

async function publishedFaces(pixels: Uint8Array) {
  const runtime: typeof import('@tensorflow/tfjs') = require('@tensorflow/tfjs');
  const { setWasmPaths }: typeof import('@tensorflow/tfjs-backend-wasm') = require('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist') + sep);
  await runtime.setBackend('wasm');
  const faceApi: typeof import('face-api.js') = require('face-api.js');
  const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceApi.nets;
  for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet]) await net.loadFromDisk(modelFolder());
  const picture = runtime.tensor3d(pixels, [size.height, size.width, 3], 'int32');
  const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.4 });
  const found = await faceApi.detectAllFaces(picture as never, options).withFaceLandmarks();
  const faces = [];
  for (const { detection, landmarks } of found) {
    const { x, y, width, height } = detection.relativeBox;
    // face-api.js cuts a face out at whole pixels, but adds the box's own fractions to the points on it.
    const atWholePixels = landmarks.shiftBy(Math.floor(detection.box.x), Math.floor(detection.box.y));
    const cutOut = await faceApi.extractFaceTensors(picture as never, [atWholePixels.align()]);
    faces.push({
      box: { left: x, top: y, width, height, score: detection.score },
      points: atWholePixels.positions,
      descriptor: (await faceRecognitionNet.computeFaceDescriptor(cutOut[0] as never)) as Float32Array,
    });
  }
  return faces;
}

test('what face-api.js finds by itself, onnxruntime in float32 finds too: boxes, points and numbers', {
  timeout: 180_000,
}, async () => {
  const frame = await facePicture(6, size);
  const published = await publishedFaces(frame.data);
  expect(published).toHaveLength(4);
  const { engine } = await openFaceEngine({ engine: 'ort', precision: 'float32' });
  onTestFinished(() => engine.close());
  const faces = (await engine.detect(frame)) ?? [];
  expect(faces).toHaveLength(published.length);
  for (const { box, points, descriptor } of published) {
    // It looks at a square of 512, the engine at 960 x 544.
    expect(Math.max(...faces.map((face) => overlap(face, box)))).toBeGreaterThan(0.75);
    const ours = await engine.landmarks(frame, box);
    for (const [index, { x, y }] of points.entries()) {
      expect((ours[index]?.x ?? 0) * size.width).toBeCloseTo(x, 1);
      expect((ours[index]?.y ?? 0) * size.height).toBeCloseTo(y, 1);
    }
    const description = await engine.describe(frame, box);
    for (const [index, value] of descriptor.entries()) expect(description[index]).toBeCloseTo(value, 3);
  }
});
