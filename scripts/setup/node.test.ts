import { expect, test } from 'vitest';
import { isRightNode } from './node.js';

test.each(['v24.7.0', 'v24.21.0', '24.99.1'])('%s is taken as it is', (version) => {
  expect(isRightNode(version)).toBe(true);
});

test.each(['v20.20.2', 'v22.23.0', 'v24.6.9', 'v25.0.0', 'v26.1.0', ''])('%s is not', (version) => {
  expect(isRightNode(version)).toBe(false);
});
