/** Layers that the three face networks share, with TensorFlow's weights turned into the order that ONNX wants. */
import type { Weight } from './model-files.ts';
import type { Edge, OnnxGraph } from './onnx-writer.ts';

/** `same` is TensorFlow's: what is missing goes to the right and below. */
type Padding = 'same' | 'none';

/** Rows of pixels to planes of channels. */
export function channelsFirst(graph: OnnxGraph, picture: Edge): Edge {
  return graph.node('Transpose', [picture], { perm: [0, 3, 1, 2] });
}

export function convolution(
  graph: OnnxGraph,
  input: Edge,
  layer: { filter: Weight; bias?: Float32Array | undefined; stride: number; padding?: Padding },
): Edge {
  const [height = 1, width = 1, channelsIn = 1, channelsOut = 1] = layer.filter.shape;
  const { values } = layer.filter;
  const turned = new Float32Array(values.length);
  const area = height * width;
  for (let index = 0; index < values.length; index += 1) {
    const out = index % channelsOut;
    const within = Math.floor(index / channelsOut);
    turned[(out * channelsIn + (within % channelsIn)) * area + Math.floor(within / channelsIn)] = values[index] ?? 0;
  }
  const inputs = [input, graph.floats([channelsOut, channelsIn, height, width], turned)];
  if (layer.bias) inputs.push(graph.floats([channelsOut], layer.bias));
  return graph.node('Conv', inputs, {
    kernel_shape: [height, width],
    strides: [layer.stride, layer.stride],
    auto_pad: layer.padding === 'none' ? 'VALID' : 'SAME_UPPER',
  });
}

/** Each channel by a filter of its own. */
export function depthwiseConvolution(
  graph: OnnxGraph,
  input: Edge,
  layer: { filter: Weight; bias?: Float32Array; stride: number },
): Edge {
  const [height = 1, width = 1, channels = 1] = layer.filter.shape;
  const { values } = layer.filter;
  const area = height * width;
  const turned = values.map((_, index) => values[(index % area) * channels + Math.floor(index / area)] ?? 0);
  const inputs = [input, graph.floats([channels, 1, height, width], turned)];
  if (layer.bias) inputs.push(graph.floats([channels], layer.bias));
  return graph.node('Conv', inputs, {
    group: channels,
    kernel_shape: [height, width],
    strides: [layer.stride, layer.stride],
    auto_pad: 'SAME_UPPER',
  });
}

export function relu(graph: OnnxGraph, input: Edge): Edge {
  return graph.node('Relu', [input]);
}

export function add(graph: OnnxGraph, ...inputs: readonly [Edge, Edge, ...Edge[]]): Edge {
  return inputs.reduce((sum, input) => graph.node('Add', [sum, input]));
}
