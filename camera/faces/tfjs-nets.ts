/**
 * face-api.js on TensorFlow.js. Landmarks and descriptions are asked of its own networks; its detector only takes squares,
 * so the same layers are run here on the whole width of the picture, with each activation in the kernel of its convolution.
 * The plain `cpu` backend would take seconds for a picture and is refused.
 */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import util from 'node:util';
import type { Rank, Tensor, Tensor4D } from '@tensorflow/tfjs';
import { FaceEngineError, type FrameSize } from './face-engine.ts';
import type { FaceNets } from './face-nets.ts';
import { readWeights, type Weights } from './model-files.ts';
import { descriptorInputSide } from './onnx-descriptor.ts';
import { landmarkInputSide } from './onnx-landmarks.ts';
import { type Convolution, firstHeadBlock, type SsdLayers, ssdLayers, ssdScale } from './ssd-layers.ts';

type Runtime = typeof import('@tensorflow/tfjs');
type FaceApi = typeof import('face-api.js');
type LoadedConvolution = { filter: Tensor4D; bias: Tensor; stride: 1 | 2 };

const require = createRequire(import.meta.url);

/** Rejects with `NOT_AVAILABLE` or `WRONG_MODEL`. */
export async function loadTfjsNets(backend: 'wasm' | 'tensorflow', folder: string): Promise<FaceNets> {
  const runtime = await loadRuntime(backend);
  const faceApi = loadFaceApi();
  const layers = ssdLayers(await readWeights(folder, 'ssd'));
  const detector = loadDetector(runtime, layers);
  const landmarkNet = new faceApi.FaceLandmark68Net();
  landmarkNet.loadFromWeightMap(weightMap(runtime, await readWeights(folder, 'landmarks')));
  const descriptorNet = new faceApi.FaceRecognitionNet();
  descriptorNet.loadFromWeightMap(weightMap(runtime, await readWeights(folder, 'descriptor')));

  const withFace = async <T>(pixels: Float32Array, side: number, use: (face: Tensor) => Promise<T>): Promise<T> => {
    const face = runtime.tensor3d(pixels, [side, side, 3]);
    try {
      return await use(face);
    } finally {
      face.dispose();
    }
  };
  return {
    precision: 'float32',
    precisionTrials: {},
    squareAnchors: layers.squareAnchors,
    async detect(pixels, size) {
      const [boxes, classes] = runtime.tidy(() => detector(pixels, size));
      try {
        return { boxes: (await boxes.data()) as Float32Array, classes: (await classes.data()) as Float32Array };
      } finally {
        runtime.dispose([boxes, classes]);
      }
    },
    landmarks: (pixels) =>
      withFace(pixels, landmarkInputSide, async (face) => {
        const found = await landmarkNet.detectLandmarks(face as never);
        const points = (Array.isArray(found) ? found[0] : found)?.relativePositions ?? [];
        return Float32Array.from(points.flatMap(({ x, y }) => [x, y]));
      }),
    describe: (pixels) =>
      withFace(pixels, descriptorInputSide, async (face) => {
        const found = await descriptorNet.computeFaceDescriptor(face as never);
        return Float32Array.from(Array.isArray(found) ? (found[0] ?? []) : found);
      }),
  };
}

async function loadRuntime(backend: 'wasm' | 'tensorflow'): Promise<Runtime> {
  const name = backend === 'wasm' ? '@tensorflow/tfjs-backend-wasm' : '@tensorflow/tfjs-node';
  try {
    const runtime: Runtime = require('@tensorflow/tfjs');
    if (backend === 'wasm') {
      const { setWasmPaths } = require(name) as typeof import('@tensorflow/tfjs-backend-wasm');
      setWasmPaths(join(dirname(require.resolve(`${name}/package.json`)), 'dist') + sep);
    } else {
      restoreUtilFunctions();
      require(name);
    }
    await runtime.setBackend(backend);
    await runtime.ready();
    if (runtime.getBackend() !== backend) throw new Error(`The backend is ${runtime.getBackend()}.`);
    runtime.enableProdMode();
    return runtime;
  } catch (cause) {
    throw new FaceEngineError(
      'NOT_AVAILABLE',
      `The package ${name} is not installed or does not run on this machine.`,
      {
        cause,
      },
    );
  }
}

function loadFaceApi(): FaceApi {
  try {
    return require('face-api.js');
  } catch (cause) {
    throw new FaceEngineError('NOT_AVAILABLE', 'The package face-api.js is not installed or does not load.', { cause });
  }
}

/** tfjs-node 4.22 calls two functions that Node 23 took away. */
function restoreUtilFunctions(): void {
  const old: Record<string, unknown> = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  };
  const present = util as unknown as Record<string, unknown>;
  for (const [name, work] of Object.entries(old)) present[name] ??= work;
}

function weightMap(runtime: Runtime, weights: Weights) {
  return Object.fromEntries(
    [...weights].map(([name, { shape, values }]) => [name, runtime.tensor(values, [...shape])]),
  ) as never;
}

/** What it gives is to be called within `tidy`. */
function loadDetector(runtime: Runtime, layers: SsdLayers) {
  const load = ({ filter, bias, stride }: Convolution): LoadedConvolution => ({
    filter: runtime.tensor<Rank.R4>(filter.values, filter.shape as [number, number, number, number]),
    bias: runtime.tensor1d(bias),
    stride,
  });
  const first = load(layers.first);
  const blocks = layers.blocks.map(({ depthwise, pointwise }) => ({ depth: load(depthwise), point: load(pointwise) }));
  const extras = layers.extras.map(load);
  const heads = layers.heads.map(({ boxes, classes }) => ({ boxes: load(boxes), classes: load(classes) }));
  const { conv2d, depthwiseConv2d } = runtime.fused;
  const options = (x: Tensor4D, { filter, bias, stride }: LoadedConvolution) =>
    ({ x, filter, strides: stride, pad: 'same', bias }) as const;
  const limited = (x: Tensor4D, layer: LoadedConvolution) => conv2d({ ...options(x, layer), activation: 'relu6' });

  return (pixels: Uint8Array, { width, height }: FrameSize): [boxes: Tensor, classes: Tensor] => {
    let edge = limited(runtime.tensor4d(scaled(pixels), [1, height, width, 3]), first);
    const levels: Tensor4D[] = [];
    for (const [index, { depth, point }] of blocks.entries()) {
      edge = limited(depthwiseConv2d({ ...options(edge, depth), activation: 'relu6' }), point);
      if (index + 1 === firstHeadBlock) levels.push(edge);
    }
    levels.push(edge);
    for (const [index, extra] of extras.entries()) {
      edge = limited(edge, extra);
      if (index % 2 === 1) levels.push(edge);
    }
    const answers = levels.flatMap((level, index) => {
      const head = heads[index];
      if (!head) return [];
      const boxes = runtime.reshape(conv2d(options(level, head.boxes)), [-1, 4]);
      return [{ boxes, classes: runtime.reshape(conv2d(options(level, head.classes)), [-1, 3]) }];
    });
    return [runtime.concat(answers.map(({ boxes }) => boxes)), runtime.concat(answers.map(({ classes }) => classes))];
  };
}

function scaled(pixels: Uint8Array): Float32Array {
  const values = new Float32Array(pixels.length);
  for (let index = 0; index < pixels.length; index += 1) values[index] = (pixels[index] ?? 0) * ssdScale - 1;
  return values;
}
