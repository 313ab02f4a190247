/** Spoils parameters at random, repeatably, for tests of what a hostile client may send. */

/** Values that have broken parsers: wrong types, edges of numbers, oversized and foreign text; JSON stands for itself. */
const NASTY: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  255,
  2 ** 32,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  '',
  'x'.repeat(70_000),
  'Bộ\u0000trưởng',
  '__proto__',
  'L99T99',
  Symbol('foreign'),
  '[]',
  '[null]',
  '[[]]',
  '{}',
  '{"ssrc":"many"}',
  '{"length":4}',
];

/** Those that can come over a wire of JSON. */
export const NASTY_JSON: readonly unknown[] = NASTY.filter(
  (value) => value === null || ['boolean', 'string'].includes(typeof value) || Number.isFinite(value),
);

/** Small repeatable source of numbers (mulberry32), so that a failure can be met again. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Objects are made anew each time, or a later mutation would change them. */
function freshValue(value: unknown): unknown {
  return typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value;
}

type Node = Record<string, unknown>;

function nodesOf(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

/** Replaces, drops or multiplies one to three values anywhere in a copy of the sample. */
export function mutate<T extends object>(sample: T, pick: (below: number) => number, values = NASTY): T {
  const copy = structuredClone(sample);
  for (let changes = 1 + pick(3); changes > 0; changes -= 1) {
    const nodes = nodesOf(copy).filter((candidate) => Object.keys(candidate).length > 0);
    const node = nodes[pick(nodes.length)];
    const keys = Object.keys(node ?? {});
    const key = keys[pick(keys.length)];
    if (node === undefined || key === undefined) {
      continue;
    }
    const action = pick(8);
    if (action === 0) {
      delete node[key];
    } else if (action === 1) {
      node[key] = Array.from({ length: 500 }, () => node[key]);
    } else {
      node[key] = freshValue(values[pick(values.length)]);
    }
  }
  return copy;
}
