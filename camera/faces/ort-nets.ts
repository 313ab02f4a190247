/** The three networks on onnxruntime-node, with one thread each: more would take the cores of the meeting. */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { FaceEngineError, type FrameSize } from './face-engine.ts';
import { engineSizes, type FaceNets } from './face-nets.ts';
import { readWeights } from './model-files.ts';
import { descriptorInputSide, onnxDescriptor } from './onnx-descriptor.ts';
import { landmarkInputSide, onnxLandmarks } from './onnx-landmarks.ts';
import { onnxSsd } from './onnx-ssd.ts';
import { ssdLayers } from './ssd-layers.ts';

type Runtime = typeof import('onnxruntime-node');

const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
};

/** Rejects with `NOT_AVAILABLE` or `WRONG_MODEL`. */
export async function loadOrtNets(folder: string): Promise<FaceNets> {
  const runtime = await loadRuntime();
  const detectors = new Map<string, Promise<InferenceSession>>();
  const openDetector = async (size: FrameSize) => {
    // Read again for each size: kept, the weights would lie in memory twice.
    const layers = ssdLayers(await readWeights(folder, 'ssd'));
    return { layers, session: await openSession(runtime, onnxSsd(layers, size)) };
  };
  const first = await openDetector(engineSizes.ort.tracking);
  detectors.set(keyOf(engineSizes.ort.tracking), Promise.resolve(first.session));
  const landmarks = await openSession(runtime, onnxLandmarks(await readWeights(folder, 'landmarks')));
  const descriptor = await openSession(runtime, onnxDescriptor(await readWeights(folder, 'descriptor')));
  const face = (pixels: Float32Array, side: number) => ({
    face: new runtime.Tensor('float32', pixels, [1, side, side, 3]),
  });
  return {
    squareAnchors: first.layers.squareAnchors,
    async detect(pixels, size) {
      const opening = detectors.get(keyOf(size)) ?? openDetector(size).then(({ session }) => session);
      detectors.set(keyOf(size), opening);
      const session = await opening;
      const input = new runtime.Tensor('uint8', pixels, [1, size.height, size.width, 3]);
      const { boxes, classes } = await session.run({ pixels: input });
      return { boxes: floatsOf(boxes), classes: floatsOf(classes) };
    },
    async landmarks(pixels) {
      return floatsOf((await landmarks.run(face(pixels, landmarkInputSide))).points);
    },
    async describe(pixels) {
      return floatsOf((await descriptor.run(face(pixels, descriptorInputSide))).descriptor);
    },
  };
}

async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new FaceEngineError('NOT_AVAILABLE', 'The package onnxruntime-node does not load on this machine.', {
      cause,
    });
  }
}

function openSession(runtime: Runtime, model: Uint8Array): Promise<InferenceSession> {
  return runtime.InferenceSession.create(model, sessionOptions);
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('The network gave no numbers.');
  return tensor.data;
}

function keyOf({ width, height }: FrameSize): string {
  return `${width}x${height}`;
}
