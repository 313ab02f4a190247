/** face-api's network for 68 points as an ONNX network: one face of 112 x 112 in, 68 pairs of parts of its sides out. */
import { type Weights, weightOf } from './model-files.ts';
import { add, channelsFirst, convolution, depthwiseConvolution, relu } from './onnx-layers.ts';
import { type Edge, OnnxGraph } from './onnx-writer.ts';

export const landmarkInputSide = 112;
const meanRgb = [122.782, 117.001, 104.298];
const range = 255;
const blockCount = 4;

/** Input `face`, output `points`. */
export function onnxLandmarks(weights: Weights): Uint8Array {
  const graph = new OnnxGraph();
  const face = graph.input('face', 'float32', [1, landmarkInputSide, landmarkInputSide, 3]);
  const centred = graph.node('Sub', [face, graph.floats([1, 1, 1, 3], Float32Array.from(meanRgb))]);
  const scaled = graph.node('Mul', [centred, graph.floats([1], new Float32Array([1 / range]))]);
  let edge = channelsFirst(graph, scaled);
  for (let block = 0; block < blockCount; block += 1) edge = denseBlock(graph, edge, weights, block);
  edge = graph.node('AveragePool', [edge], { kernel_shape: [7, 7], strides: [2, 2] });
  const flat = graph.node('Reshape', [edge, graph.integers([1, -1])]);
  const last = weightOf(weights, 'fc/weights');
  const bias = weightOf(weights, 'fc/bias');
  const product = graph.node('MatMul', [flat, graph.floats(last.shape, last.values)]);
  graph.output('points', add(graph, product, graph.floats([1, ...bias.shape], bias.values)), [1, 136]);
  return graph.bytes();
}

/** Each layer sees the sum of all before it. */
function denseBlock(graph: OnnxGraph, input: Edge, weights: Weights, block: number): Edge {
  const layer = (edge: Edge, index: number, stride: number) =>
    separable(graph, edge, weights, `dense${block}/conv${index}`, stride);
  const first = relu(
    graph,
    block === 0
      ? convolution(graph, input, {
          filter: weightOf(weights, 'dense0/conv0/filters'),
          bias: weightOf(weights, 'dense0/conv0/bias').values,
          stride: 2,
        })
      : layer(input, 0, 2),
  );
  const second = layer(first, 1, 1);
  const third = layer(relu(graph, add(graph, first, second)), 2, 1);
  const sum = add(graph, first, second, third);
  const fourth = layer(relu(graph, sum), 3, 1);
  return relu(graph, add(graph, sum, fourth));
}

function separable(graph: OnnxGraph, input: Edge, weights: Weights, name: string, stride: number): Edge {
  const filtered = depthwiseConvolution(graph, input, {
    filter: weightOf(weights, `${name}/depthwise_filter`),
    stride,
  });
  return convolution(graph, filtered, {
    filter: weightOf(weights, `${name}/pointwise_filter`),
    bias: weightOf(weights, `${name}/bias`).values,
    stride: 1,
  });
}
