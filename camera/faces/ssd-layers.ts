/**
 * The layers of face-api's detector, SSD on MobileNet v1, ready for any runtime: each batch normalisation is folded into the
 * convolution before it. Filters stay in TensorFlow's order (height, width, in, out).
 */
import { type Weight, type Weights, weightOf } from './model-files.ts';

export type Convolution = { filter: Weight; bias: Float32Array<ArrayBuffer>; stride: 1 | 2 };
export type SsdLayers = {
  first: Convolution;
  /** `means`: what each channel between the two is on average. */
  blocks: { depthwise: Convolution; pointwise: Convolution; means: Float32Array }[];
  extras: Convolution[];
  /** One pair per level of the grid. */
  heads: { boxes: Convolution; classes: Convolution }[];
  /** Boxes that the network starts from, for a square of 512: top, left, bottom, right each. */
  squareAnchors: Float32Array;
};

/** Counted from 1: these halve the picture. */
const halvingBlocks = [2, 4, 6, 12];
/** The level that is looked at before the last two blocks. */
export const firstHeadBlock = 11;
const blockCount = 13;
const extraCount = 8;
const headCount = 6;
const varianceEpsilon = 0.001;

/** Each activation ends here (ReLU6). */
export const greatestActivation = 6;

/** Pixels to what the network was trained on: -1 to 1. */
export const ssdScale = 0.007843137718737125;

export function ssdLayers(weights: Weights): SsdLayers {
  const blocks = Array.from({ length: blockCount }, (_, index) => {
    const number = index + 1;
    const name = `MobilenetV1/Conv2d_${number}`;
    return {
      depthwise: depthwise(weights, `${name}_depthwise`, halvingBlocks.includes(number) ? 2 : 1),
      pointwise: pointwise(weights, `${name}_pointwise`, 1),
      means: meansAfter(weights, `${name}_depthwise`),
    };
  });
  return {
    first: pointwise(weights, 'MobilenetV1/Conv2d_0_pointwise', 2),
    blocks,
    extras: Array.from({ length: extraCount }, (_, index) =>
      pointwise(weights, `Prediction/Conv2d_${index}_pointwise`, index % 2 === 0 ? 1 : 2),
    ),
    heads: Array.from({ length: headCount }, (_, index) => ({
      boxes: head(weights, `Prediction/BoxPredictor_${index}/BoxEncodingPredictor`),
      classes: head(weights, `Prediction/BoxPredictor_${index}/ClassPredictor`),
    })),
    squareAnchors: weightOf(weights, 'Output/extra_dim').values,
  };
}

function pointwise(weights: Weights, name: string, stride: 1 | 2): Convolution {
  return {
    filter: weightOf(weights, `${name}/weights`),
    bias: weightOf(weights, `${name}/convolution_bn_offset`).values,
    stride,
  };
}

function head(weights: Weights, name: string): Convolution {
  return { filter: weightOf(weights, `${name}/weights`), bias: weightOf(weights, `${name}/biases`).values, stride: 1 };
}

function depthwise(weights: Weights, name: string, stride: 1 | 2): Convolution {
  const filter = weightOf(weights, `${name}/depthwise_weights`);
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
    (part) => weightOf(weights, `${name}/BatchNorm/${part}`).values,
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const factors = gamma.map((value, channel) => value / Math.sqrt((variance[channel] ?? 0) + varianceEpsilon));
  return {
    filter: {
      shape: filter.shape,
      values: filter.values.map((value, index) => value * (factors[index % factors.length] ?? 0)),
    },
    bias: Float32Array.from(beta, (value, channel) => value - (mean[channel] ?? 0) * (factors[channel] ?? 0)),
    stride,
  };
}

/** In training a batch normalisation left `beta` on average, and `gamma` around it; the activation cut some of it off. */
function meansAfter(weights: Weights, name: string): Float32Array {
  const gamma = weightOf(weights, `${name}/BatchNorm/gamma`).values;
  const beta = weightOf(weights, `${name}/BatchNorm/beta`).values;
  return beta.map((middle, channel) => meanWithin(middle, Math.abs(gamma[channel] ?? 0)));
}

/** Of a normal distribution whose values are held between 0 and the greatest activation. */
function meanWithin(middle: number, deviation: number): number {
  let sum = 0;
  let share = 0;
  for (let away = -6; away <= 6; away += 0.05) {
    const density = Math.exp((-away * away) / 2);
    sum += density * Math.min(greatestActivation, Math.max(0, middle + deviation * away));
    share += density;
  }
  return sum / share;
}
