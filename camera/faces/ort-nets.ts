/** The three networks on onnxruntime-node, with one thread each: more would take the cores of the meeting. */
import { FaceEngineError, type FrameSize } from './face-engine.ts';
import { engineSizes, type FaceNets, type FacePrecisionChoice } from './face-nets.ts';
import { readWeights } from './model-files.ts';
import { descriptorInputSide, onnxDescriptor } from './onnx-descriptor.ts';
import { landmarkInputSide, onnxLandmarks } from './onnx-landmarks.ts';
import { floatsOf, type OrtDetector, type OrtRuntime, openDetector, openSession } from './ort-detector.ts';
import { takePrecision } from './ort-precision.ts';

/** Rejects with `NOT_AVAILABLE` or `WRONG_MODEL`. */
export async function loadOrtNets(folder: string, choice: FacePrecisionChoice): Promise<FaceNets> {
  const runtime = await loadRuntime();
  const { tracking } = engineSizes.ort;
  const { precision, trials, detector } = await takePrecision(runtime, choice, folder, tracking);
  const detectors = new Map<string, Promise<OrtDetector>>([[keyOf(tracking), Promise.resolve(detector)]]);
  const landmarks = await openSession(runtime, onnxLandmarks(await readWeights(folder, 'landmarks')));
  const descriptor = await openSession(runtime, onnxDescriptor(await readWeights(folder, 'descriptor')));
  const face = (pixels: Float32Array, side: number) => ({
    face: new runtime.Tensor('float32', pixels, [1, side, side, 3]),
  });
  return {
    precision,
    precisionTrials: trials,
    squareAnchors: detector.squareAnchors,
    async detect(pixels, size) {
      const opening = detectors.get(keyOf(size)) ?? openDetector(runtime, { folder, size, precision });
      detectors.set(keyOf(size), opening);
      return (await opening).detect(pixels);
    },
    async landmarks(pixels) {
      return floatsOf((await landmarks.run(face(pixels, landmarkInputSide))).points);
    },
    async describe(pixels) {
      return floatsOf((await descriptor.run(face(pixels, descriptorInputSide))).descriptor);
    },
  };
}

async function loadRuntime(): Promise<OrtRuntime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new FaceEngineError('NOT_AVAILABLE', 'The package onnxruntime-node does not load on this machine.', {
      cause,
    });
  }
}

function keyOf({ width, height }: FrameSize): string {
  return `${width}x${height}`;
}
