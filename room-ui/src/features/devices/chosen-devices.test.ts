import { expect, it } from 'vitest';
import { readChosen } from './chosen-devices.ts';

const nothing = { camera: '', microphone: '', speaker: '' };

it('reads what was chosen on this device', () => {
  expect(readChosen('{"camera":"c1","speaker":"s1"}')).toEqual({ camera: 'c1', microphone: '', speaker: 's1' });
});

it('chooses nothing where the storage holds nothing, or something else', () => {
  for (const text of [null, '', '{', 'null', '[]', '{"camera":5}']) expect(readChosen(text)).toEqual(nothing);
});
