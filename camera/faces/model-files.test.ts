import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { modelFolder, readWeights, weightOf } from './model-files.ts';

function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-models-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('reads the weights of the package, and gives back the numbers that were packed', async () => {
  const weights = await readWeights(modelFolder(), 'landmarks');
  expect(weights.size).toBe(49);
  const { shape, values } = weightOf(weights, 'fc/weights');
  expect(shape).toEqual([256, 136]);
  expect(values).toHaveLength(256 * 136);
  expect(Math.max(...values)).toBeLessThan(5);
  expect(() => weightOf(weights, 'fc/nothing')).toThrow('fc/nothing');
});

test('a file with one other byte is refused, and so is a folder without the files', async () => {
  const folder = givenFolder();
  const file = 'face_landmark_68_model';
  await expect(readWeights(folder, 'landmarks')).rejects.toMatchObject({ reason: 'WRONG_MODEL' });
  for (const ending of ['.bin', '-weights_manifest.json']) {
    cpSync(join(modelFolder(), file + ending), join(folder, file + ending));
  }
  await expect(readWeights(folder, 'landmarks')).resolves.toBeInstanceOf(Map);
  writeFileSync(join(folder, `${file}.bin`), Buffer.alloc(356_840));
  await expect(readWeights(folder, 'landmarks')).rejects.toMatchObject({ reason: 'WRONG_MODEL' });
});
