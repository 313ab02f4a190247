/** face-api's recognition network (a ResNet of dlib's form) as an ONNX network: one face of 150 x 150 in, 128 numbers out. */
import { type Weight, type Weights, weightOf } from './model-files.ts';
import { add, channelsFirst, convolution, relu } from './onnx-layers.ts';
import { type Edge, OnnxGraph } from './onnx-writer.ts';

export const descriptorInputSide = 150;
const meanRgb = [122.782, 117.001, 104.298];
const range = 256;

/** Blocks in their order; `down` halves the picture and, but for the last, doubles the channels. */
const blocks = [
  { name: 'conv32_1', channels: 32 },
  { name: 'conv32_2', channels: 32 },
  { name: 'conv32_3', channels: 32 },
  { name: 'conv64_down', channels: 64, isDown: true },
  { name: 'conv64_1', channels: 64 },
  { name: 'conv64_2', channels: 64 },
  { name: 'conv64_3', channels: 64 },
  { name: 'conv128_down', channels: 128, isDown: true },
  { name: 'conv128_1', channels: 128 },
  { name: 'conv128_2', channels: 128 },
  { name: 'conv256_down', channels: 256, isDown: true },
  { name: 'conv256_1', channels: 256 },
  { name: 'conv256_2', channels: 256 },
  { name: 'conv256_down_out', channels: 256, isDown: true },
];

/** Input `face`, output `descriptor`. */
export function onnxDescriptor(weights: Weights): Uint8Array {
  const graph = new OnnxGraph();
  const face = graph.input('face', 'float32', [1, descriptorInputSide, descriptorInputSide, 3]);
  const centred = graph.node('Sub', [face, graph.floats([1, 1, 1, 3], Float32Array.from(meanRgb))]);
  const scaled = graph.node('Mul', [centred, graph.floats([1], new Float32Array([1 / range]))]);
  const first = scaledConvolution(graph, channelsFirst(graph, scaled), weights, 'conv32_down', true);
  let edge = graph.node('MaxPool', [relu(graph, first)], { kernel_shape: [3, 3], strides: [2, 2] });
  let side = halved(halved(descriptorInputSide, 7), 3);
  let channels = 32;
  for (const block of blocks) {
    if (block.isDown) {
      edge = halvingBlock(graph, weights, { edge, name: block.name, side, newChannels: block.channels - channels });
      side = Math.max(halved(side, 2), halved(side, 3));
      channels = block.channels;
    } else {
      const inner = relu(graph, scaledConvolution(graph, edge, weights, `${block.name}/conv1`, false));
      const outer = scaledConvolution(graph, inner, weights, `${block.name}/conv2`, false);
      edge = relu(graph, add(graph, outer, edge));
    }
  }
  const mean = graph.node('ReduceMean', [edge], { axes: [2, 3], keepdims: 0 });
  const last = weightOf(weights, 'fc');
  graph.output('descriptor', graph.node('MatMul', [mean, graph.floats(last.shape, last.values)]), [1, 128]);
  return graph.bytes();
}

/** The side of a picture after a filter of that side with stride 2 and without padding. */
function halved(side: number, filterSide: number): number {
  return Math.floor((side - filterSide) / 2) + 1;
}

function halvingBlock(
  graph: OnnxGraph,
  weights: Weights,
  { edge, name, side, newChannels }: { edge: Edge; name: string; side: number; newChannels: number },
): Edge {
  const inner = relu(graph, scaledConvolution(graph, edge, weights, `${name}/conv1`, true));
  let outer = scaledConvolution(graph, inner, weights, `${name}/conv2`, false);
  let pooled = graph.node('AveragePool', [edge], { kernel_shape: [2, 2], strides: [2, 2] });
  // One row and one column may be missing after the filter without padding.
  if (halved(side, 2) !== halved(side, 3)) outer = padded(graph, outer, [0, 0, 0, 0, 0, 0, 1, 1]);
  if (newChannels > 0) pooled = padded(graph, pooled, [0, 0, 0, 0, 0, newChannels, 0, 0]);
  return relu(graph, add(graph, pooled, outer));
}

function padded(graph: OnnxGraph, edge: Edge, amounts: readonly number[]): Edge {
  return graph.node('Pad', [edge, graph.integers(amounts)]);
}

/** A convolution whose results are scaled by channel; the scale is put into its weights. */
function scaledConvolution(graph: OnnxGraph, edge: Edge, weights: Weights, name: string, isHalving: boolean): Edge {
  const filter = weightOf(weights, `${name}/conv/filters`);
  const bias = weightOf(weights, `${name}/conv/bias`).values;
  const factors = weightOf(weights, `${name}/scale/weights`).values;
  const offsets = weightOf(weights, `${name}/scale/biases`).values;
  const scaled: Weight = {
    shape: filter.shape,
    values: filter.values.map((value, index) => value * (factors[index % factors.length] ?? 0)),
  };
  return convolution(graph, edge, {
    filter: scaled,
    bias: bias.map((value, channel) => value * (factors[channel] ?? 0) + (offsets[channel] ?? 0)),
    stride: isHalving ? 2 : 1,
    padding: isHalving ? 'none' : 'same',
  });
}
