import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { facePicturePath } from '../../test/harness/face-pictures.ts';

vi.setConfig({ testTimeout: 120_000 });

function faces(...args: string[]) {
  const main = join(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return { status, lines: lines.map((line) => JSON.parse(line)), stdout, stderr };
}

test('prints one line of JSON for each picture, also for one that is none, and ends with 1 then', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-faces-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const broken = join(folder, 'broken.jpg');
  writeFileSync(broken, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200, 7)]));
  const picture = facePicturePath(6);
  const { status, lines, stderr } = faces('--engine', 'ort', picture, broken, join(folder, 'nowhere.jpg'));
  expect(status).toBe(1);
  expect(stderr).toContain('The face engine ort was asked for');
  expect(lines.map((line) => [line.picture, 'error' in line])).toEqual([
    [picture, false],
    [broken, true],
    [join(folder, 'nowhere.jpg'), true],
  ]);
  const [found] = lines;
  // Exact unless it is asked for otherwise.
  expect(found).toMatchObject({ engine: 'ort', precision: 'float32', width: 1920, height: 1537 });
  expect(found.faces).toHaveLength(4);
  for (const face of found.faces) {
    expect(face.box.score).toBeGreaterThan(0.4);
    expect(face.landmarks).toHaveLength(68);
    expect(face.descriptor).toHaveLength(128);
  }
  expect(lines[1].error).toContain('is no picture that can be read');
});

test('what is asked for wrongly is said in words, with the way to ask', () => {
  for (const [args, words] of [
    [[], 'Name at least one picture.'],
    [['--engine', 'cpu', 'a.jpg'], '--engine:'],
    [['--min-score', 'high', 'a.jpg'], '--min-score:'],
    [['--precision', 'int4', 'a.jpg'], '--precision:'],
    [['--colour', 'a.jpg'], '--colour'],
  ] as const) {
    const { status, stdout, stderr } = faces(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).toContain('Usage: npm run faces');
  }
  expect(faces('--help')).toMatchObject({ status: 0, stderr: '' });
});
