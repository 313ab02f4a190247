/** The detector as an ONNX network for one size of input; raw bytes of RGB go in. */
import type { FrameSize } from './face-engine.ts';
import { channelsFirst, convolution, depthwiseConvolution } from './onnx-layers.ts';
import { type Edge, OnnxGraph } from './onnx-writer.ts';
import { type Convolution, firstHeadBlock, greatestActivation, type SsdLayers, ssdScale } from './ssd-layers.ts';

const float32 = 1;

/** Input `pixels`; outputs `boxes` and `classes`. */
export function onnxSsd(layers: SsdLayers, { width, height }: FrameSize): Uint8Array {
  const graph = new OnnxGraph();
  const least = graph.floats([], new Float32Array([0]));
  const greatest = graph.floats([], new Float32Array([greatestActivation]));
  const limited = (edge: Edge) => graph.node('Clip', [edge, least, greatest]);
  const layer = (edge: Edge, { filter, bias, stride }: Convolution) =>
    limited(convolution(graph, edge, { filter, bias, stride }));

  const pixels = graph.input('pixels', 'uint8', [1, height, width, 3]);
  const floats = channelsFirst(graph, graph.node('Cast', [pixels], { to: float32 }));
  const scaled = graph.node('Mul', [floats, graph.floats([1], new Float32Array([ssdScale]))]);
  let edge = layer(graph.node('Sub', [scaled, graph.floats([1], new Float32Array([1]))]), layers.first);
  const levels: Edge[] = [];
  for (const [index, { depthwise, pointwise }] of layers.blocks.entries()) {
    edge = layer(limited(depthwiseConvolution(graph, edge, depthwise)), pointwise);
    if (index + 1 === firstHeadBlock) levels.push(edge);
  }
  levels.push(edge);
  for (const [index, extra] of layers.extras.entries()) {
    edge = layer(edge, extra);
    if (index % 2 === 1) levels.push(edge);
  }

  const flat = (from: Edge, { filter, bias, stride }: Convolution, numbers: number) => {
    const planes = convolution(graph, from, { filter, bias, stride });
    const rows = graph.node('Transpose', [planes], { perm: [0, 2, 3, 1] });
    return graph.node('Reshape', [rows, graph.integers([1, -1, numbers])]);
  };
  const boxes = layers.heads.map((head, index) => flat(levels[index] ?? edge, head.boxes, 4));
  const classes = layers.heads.map((head, index) => flat(levels[index] ?? edge, head.classes, 3));
  graph.output('boxes', graph.node('Concat', boxes, { axis: 1 }), [1, 'anchors', 4]);
  graph.output('classes', graph.node('Concat', classes, { axis: 1 }), [1, 'anchors', 3]);
  return graph.bytes();
}
