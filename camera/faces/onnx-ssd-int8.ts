/**
 * The detector in int8 for one size of input, with scales that need no pictures to be found: each activation lies between 0
 * and 6. What rounding the weights adds on average is taken out of the biases. Rows of pixels stay rows of pixels
 * (`channels_last`), which is how onnxruntime's kernels for int8 go over them. The heads stay in float32.
 */
import type { FrameSize } from './face-engine.ts';
import { int8Filters } from './int8-weights.ts';
import { type Edge, OnnxGraph, ortDomain } from './onnx-writer.ts';
import { type Convolution, firstHeadBlock, greatestActivation, type SsdLayers, ssdScale } from './ssd-layers.ts';

type Quantized = { edge: Edge; scale: number; zero: number };
type Layer = Convolution & {
  isDepthwise?: boolean;
  means?: Float32Array;
  /** Down and to the right, where `stride` is not for both. */
  strides?: readonly [number, number];
};

/** Black is -1 and white 1, so that nothing lies between 127 and 128. */
const pixelZero = 128;
const pixelShift = 0.5;
const activationScale = greatestActivation / 255;
/** So many pixels are looked at as one with more channels. */
const groupPixels = 4;
/** A bias is counted in steps of the weights' scale: of a channel with hardly any weight they would overflow 32 bits. */
const mostBiasSteps = 2 ** 24;

/** Input `pixels`; outputs `boxes` and `classes`. */
export function onnxSsdInt8(layers: SsdLayers, { width, height }: FrameSize): Uint8Array {
  const graph = new OnnxGraph();
  const layer = (input: Quantized, convolution: Layer) => int8Convolution(graph, input, convolution);
  const pixels = graph.input('pixels', 'uint8', [1, height, width, 3]);
  const groups = graph.node('Reshape', [pixels, graph.integers([1, height, width / groupPixels, groupPixels * 3])]);
  const pairs = layer({ edge: groups, scale: ssdScale, zero: pixelZero }, onGroups(layers.first));
  const shape = graph.integers([1, height / 2, width / 2, layers.first.bias.length]);
  let edge = { ...pairs, edge: graph.node('Reshape', [pairs.edge, shape]) };
  const levels: Quantized[] = [];
  for (const [index, { depthwise, pointwise, means }] of layers.blocks.entries()) {
    edge = layer(layer(edge, { ...depthwise, isDepthwise: true }), { ...pointwise, means });
    if (index + 1 === firstHeadBlock) levels.push(edge);
  }
  levels.push(edge);
  for (const [index, extra] of layers.extras.entries()) {
    edge = layer(edge, extra);
    if (index % 2 === 1) levels.push(edge);
  }
  const rows = layers.heads.map((head, index) => headRows(graph, levels[index] ?? edge, head));
  const all = (part: 'boxes' | 'classes') =>
    graph.node(
      'Concat',
      rows.map((row) => row[part]),
      { axis: 1 },
    );
  graph.output('boxes', all('boxes'), [1, 'anchors', 4]);
  graph.output('classes', all('classes'), [1, 'anchors', 3]);
  return graph.bytes();
}

function int8Convolution(graph: OnnxGraph, input: Quantized, layer: Layer): Quantized {
  const { filter, bias, stride, isDepthwise = false, means } = layer;
  const leastScales = bias.map((value) => Math.abs(value) / (input.scale * mostBiasSteps));
  const { values, scales, shape } = int8Filters(filter, isDepthwise, leastScales);
  const [channelsOut, channelsIn, height, width] = shape;
  const perChannel = channelsIn * height * width;
  const biases = Int32Array.from(bias, (value, out) => {
    const scale = scales[out] ?? 0;
    const kernel = values.subarray(out * perChannel, (out + 1) * perChannel);
    let wanted = value;
    if (input.zero === pixelZero) wanted += sumOf(kernel) * scale * pixelShift * input.scale;
    if (means) wanted -= addedByRounding(kernel, scale, layer, out, means);
    return Math.round(wanted / (input.scale * scale));
  });
  const number = (value: number) => graph.floats([], Float32Array.of(value));
  const edge = graph.node(
    'QLinearConv',
    [
      ...[input.edge, number(input.scale), graph.uint8(input.zero)],
      ...[
        graph.int8s(shape, values),
        graph.floats([channelsOut], scales),
        graph.int8s([channelsOut], new Int8Array(channelsOut)),
      ],
      ...[number(activationScale), graph.uint8(0), graph.int32s(biases)],
    ],
    {
      kernel_shape: [height, width],
      strides: layer.strides ?? [stride, stride],
      auto_pad: 'SAME_UPPER',
      group: isDepthwise ? channelsOut : 1,
      channels_last: 1,
    },
    ortDomain,
  );
  return { edge, scale: activationScale, zero: 0 };
}

/**
 * Three channels are too few for the fast kernels. The same bytes are also a row of groups of four pixels, with twelve
 * channels; the first layer, which halves the picture, makes two pixels of each group and needs the first pixel of the next.
 */
function onGroups({ filter, bias }: Convolution): Layer {
  const [height = 1, width = 1, channels = 1, channelsOut = 1] = filter.shape;
  const shape = [height, 2, groupPixels * channels, 2 * channelsOut] as const;
  const values = new Float32Array(height * 2 * groupPixels * channels * 2 * channelsOut);
  for (let index = 0; index < filter.values.length; index += 1) {
    const out = index % channelsOut;
    const channel = Math.floor(index / channelsOut) % channels;
    const across = Math.floor(index / (channelsOut * channels)) % width;
    const down = Math.floor(index / (channelsOut * channels * width));
    for (const half of [0, 1]) {
      const pixel = 2 * half + across;
      const place =
        (down * 2 + Math.floor(pixel / groupPixels)) * shape[2] + (pixel % groupPixels) * channels + channel;
      values[place * shape[3] + half * channelsOut + out] = filter.values[index] ?? 0;
    }
  }
  const twice = new Float32Array(2 * channelsOut);
  twice.set(bias);
  twice.set(bias, channelsOut);
  return { filter: { shape, values }, bias: twice, stride: 2, strides: [2, 1] };
}

function sumOf(numbers: Int8Array): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** On average, to channel `out` of a layer whose kernel is one pixel. */
function addedByRounding(kernel: Int8Array, scale: number, { filter, bias }: Layer, out: number, means: Float32Array) {
  let added = 0;
  for (let channel = 0; channel < means.length; channel += 1) {
    const exact = filter.values[channel * bias.length + out] ?? 0;
    added += (means[channel] ?? 0) * ((kernel[channel] ?? 0) * scale - exact);
  }
  return added;
}

/** A kernel of one pixel is a product of matrices; that of the boxes and that of the classes are one. */
function headRows(graph: OnnxGraph, from: Quantized, { boxes, classes }: SsdLayers['heads'][number]) {
  const scale = graph.floats([], Float32Array.of(from.scale));
  const floats = graph.node('DequantizeLinear', [from.edge, scale, graph.uint8(from.zero)]);
  const [boxNumbers, classNumbers] = [boxes.bias.length, classes.bias.length];
  const width = boxNumbers + classNumbers;
  const channels = boxes.filter.values.length / boxNumbers;
  const filter = new Float32Array(channels * width);
  for (let channel = 0; channel < channels; channel += 1) {
    filter.set(boxes.filter.values.subarray(channel * boxNumbers, (channel + 1) * boxNumbers), channel * width);
    const ofClasses = classes.filter.values.subarray(channel * classNumbers, (channel + 1) * classNumbers);
    filter.set(ofClasses, channel * width + boxNumbers);
  }
  const product = graph.node('MatMul', [floats, graph.floats([channels, width], filter)]);
  const bias = Float32Array.of(...boxes.bias, ...classes.bias);
  const answers = graph.node('Add', [product, graph.floats([width], bias)]);
  const part = (first: number, end: number, numbers: number) => {
    const bounds = [first, end, 3].map((value) => graph.integers([value]));
    return graph.node('Reshape', [graph.node('Slice', [answers, ...bounds]), graph.integers([1, -1, numbers])]);
  };
  return { boxes: part(0, boxNumbers, 4), classes: part(boxNumbers, width, 3) };
}

/** What each of the outputs `blocked` and `plain` of `onnxInt8Sums` is where int8 is added up in full. */
export const fullSum = 200;

/**
 * Kernels for processors without instructions for int8 add two products in 16 bits and cut off what is more: with them the
 * detector would see other faces. This network has the greatest products there are, for each of the two kinds of kernel
 * that the detector runs on.
 */
export function onnxInt8Sums(): Uint8Array {
  const graph = new OnnxGraph();
  const one = graph.floats([], Float32Array.of(1));
  for (const [name, channels] of [
    ['blocked', 16],
    ['plain', 3],
  ] as const) {
    const input = graph.input(`${name}In`, 'uint8', [1, 4, 4, channels]);
    const weights = graph.int8s([16, channels, 1, 1], new Int8Array(16 * channels).fill(127));
    const scale = graph.floats([], Float32Array.of((channels * 127 * 255) / fullSum));
    const sums = graph.node(
      'QLinearConv',
      [input, one, graph.uint8(0), weights, one, graph.int8s([], new Int8Array(1)), scale, graph.uint8(0)],
      { kernel_shape: [1, 1], channels_last: 1 },
      ortDomain,
    );
    graph.output(name, graph.node('DequantizeLinear', [sums, one, graph.uint8(0)]), [1, 4, 4, 16]);
  }
  return graph.bytes();
}
