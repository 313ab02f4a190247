/** The detector on onnxruntime, in one precision and for one size of picture. */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { FacePrecision, FrameSize } from './face-engine.ts';
import { readWeights } from './model-files.ts';
import { onnxSsd } from './onnx-ssd.ts';
import { onnxSsdInt8 } from './onnx-ssd-int8.ts';
import type { SsdAnswer } from './ssd-boxes.ts';
import { ssdLayers } from './ssd-layers.ts';

export type OrtRuntime = typeof import('onnxruntime-node');

export type OrtDetector = {
  squareAnchors: Float32Array;
  /** Raw RGB of exactly its size. */
  detect(pixels: Uint8Array): Promise<SsdAnswer>;
  release(): Promise<void>;
};

const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
};

export function openSession(runtime: OrtRuntime, model: Uint8Array): Promise<InferenceSession> {
  return runtime.InferenceSession.create(model, sessionOptions);
}

export async function openDetector(
  runtime: OrtRuntime,
  { folder, size, precision }: { folder: string; size: FrameSize; precision: FacePrecision },
): Promise<OrtDetector> {
  // Read again for each size: kept, the weights would lie in memory twice.
  const layers = ssdLayers(await readWeights(folder, 'ssd'));
  const network = precision === 'int8' ? onnxSsdInt8 : onnxSsd;
  const session = await openSession(runtime, network(layers, size));
  return {
    squareAnchors: layers.squareAnchors,
    async detect(pixels) {
      const input = new runtime.Tensor('uint8', pixels, [1, size.height, size.width, 3]);
      const { boxes, classes } = await session.run({ pixels: input });
      return { boxes: floatsOf(boxes), classes: floatsOf(classes) };
    },
    release: () => session.release(),
  };
}

export function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('The network gave no numbers.');
  return tensor.data;
}
