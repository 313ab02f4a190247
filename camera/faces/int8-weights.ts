/**
 * Filters of a convolution as whole numbers from -127 to 127, with a scale for each channel that comes out. Which way a
 * number is rounded is chosen so that what is lost in one place of a kernel is gained in another: neighbouring pixels are
 * much alike, and a kernel with the right sum then gives nearly the right answer.
 */
import type { Weight } from './model-files.ts';

export type Int8Filters = {
  /** In the order that ONNX wants: out, in, height, width. */
  values: Int8Array;
  scales: Float32Array;
  shape: readonly [channelsOut: number, channelsIn: number, height: number, width: number];
};

const greatest = 127;
const leastScale = 1e-10;

/** `isDepthwise`: each channel has a filter of its own. `leastScales`: no channel gets a finer one. */
export function int8Filters(filter: Weight, isDepthwise: boolean, leastScales: Float32Array): Int8Filters {
  const [height = 1, width = 1, first = 1, last = 1] = filter.shape;
  const [channelsOut, channelsIn] = isDepthwise ? [first, 1] : [last, first];
  const area = height * width;
  const values = new Int8Array(channelsOut * channelsIn * area);
  const scales = new Float32Array(channelsOut);
  const kernel = new Float32Array(channelsIn * area);
  for (let out = 0; out < channelsOut; out += 1) {
    let largest = 0;
    for (let place = 0; place < kernel.length; place += 1) {
      const [within, channel] = [place % area, Math.floor(place / area)];
      const at = isDepthwise ? within * channelsOut + out : (within * channelsIn + channel) * channelsOut + out;
      kernel[place] = filter.values[at] ?? 0;
      largest = Math.max(largest, Math.abs(kernel[place] ?? 0));
    }
    const scale = Math.max(largest / greatest, leastScales[out] ?? 0, leastScale);
    scales[out] = scale;
    values.set(rounded(kernel, area, scale), out * kernel.length);
  }
  return { values, scales, shape: [channelsOut, channelsIn, height, width] };
}

function rounded(kernel: Float32Array, area: number, scale: number): Int8Array {
  const whole = new Int8Array(kernel.length);
  let lost = 0;
  for (let place = 0; place < kernel.length; place += 1) {
    if (place % area === 0) lost = 0;
    const wanted = (kernel[place] ?? 0) / scale + lost;
    const nearest = Math.max(-greatest, Math.min(greatest, Math.round(wanted)));
    whole[place] = nearest;
    lost = wanted - nearest;
  }
  return whole;
}
