import { expect, test } from 'vitest';
import { createNinjaProgress } from './ninja-progress.js';

function start(isLive: boolean) {
  const reports: string[] = [];
  let nowMs = 0;
  const onLine = createNinjaProgress((text) => reports.push(text), { isLive, now: () => nowMs });
  const at = (seconds: number, line: string) => {
    nowMs = seconds * 1000;
    onLine(line);
  };
  return { reports, at };
}

test('a log gets a line every ten percent or twenty seconds, with an estimate', () => {
  const { reports, at } = start(false);
  at(1, '[1/200] Compiling a');
  at(10, '[20/200] Compiling b');
  at(15, '[22/200] Compiling c');
  at(30, '[25/200] Compiling d');
  at(90, '[200/200] Linking');
  expect(reports).toEqual([
    '10 % after 10 s, about 1 min 30 s left',
    '12 % after 30 s, about 3 min 30 s left',
    '100 % after 1 min 30 s',
  ]);
});

test('a terminal sees every step, and what is no step is left out', () => {
  const { reports, at } = start(true);
  at(1, '[1/200] Compiling a');
  at(2, 'warning: [3/200] is not a step');
  at(3, '[2/200] Compiling b');
  expect(reports).toEqual(['0 % after 1 s', '1 % after 3 s']);
});
