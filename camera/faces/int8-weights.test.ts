import { expect, test } from 'vitest';
import { int8Filters } from './int8-weights.ts';

const none = new Float32Array(8);

/** Height, width, in, out, as TensorFlow orders them. */
function weight(shape: [number, number, number, number], valueAt: (index: number) => number) {
  const count = shape.reduce((product, length) => product * length, 1);
  return { shape, values: Float32Array.from({ length: count }, (_, index) => valueAt(index)) };
}

test('each channel that comes out has its own scale, and its largest weight is 127 of it', () => {
  const { values, scales, shape } = int8Filters(
    weight([1, 1, 2, 3], (index) => [0.5, -4, 0.01, 0.25, 2, -0.02][index] ?? 0),
    false,
    none,
  );
  expect(shape).toEqual([3, 2, 1, 1]);
  expect([...scales].map((scale) => scale * 127)).toEqual([0.5, 4, 0.02].map((value) => expect.closeTo(value, 6)));
  expect([...values]).toEqual([127, 64, -127, 64, 64, -127]);
});

test('the kernels of a depthwise convolution come out one after the other', () => {
  const { values, shape } = int8Filters(
    weight([3, 3, 2, 1], (index) => (index % 2 === 0 ? 1 : -1)),
    true,
    none,
  );
  expect(shape).toEqual([2, 1, 3, 3]);
  expect([...values]).toEqual([...Array(9).fill(127), ...Array(9).fill(-127)]);
});

test('what rounding loses in one place of a kernel it gains in another: the sum stays', () => {
  const kernel = [0.9013, 0.1004, -0.2504, 0.3304, 0.1104, -0.0704, 0.2204, 0.4104, -0.6604];
  const { values, scales } = int8Filters(
    weight([3, 3, 1, 1], (index) => kernel[index] ?? 0),
    true,
    none,
  );
  const [scale = 0] = scales;
  const exact = kernel.reduce((sum, value) => sum + value, 0);
  const rounded = values.reduce((sum, value) => sum + value, 0) * scale;
  expect(Math.abs(rounded - exact)).toBeLessThanOrEqual(scale * 0.51);
  for (const [place, value] of kernel.entries()) {
    expect(Math.abs((values[place] ?? 0) * scale - value)).toBeLessThanOrEqual(scale * 1.01);
  }
});

test('no scale is finer than it may be, also of a channel without weight', () => {
  const { values, scales } = int8Filters(
    weight([1, 1, 1, 2], (index) => index * 1e-9),
    false,
    Float32Array.of(0.001, 0.002),
  );
  expect([...scales]).toEqual([0.001, 0.002].map((value) => expect.closeTo(value, 9)));
  expect([...values]).toEqual([0, 0]);
});
