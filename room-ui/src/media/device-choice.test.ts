import { describe, expect, it } from 'vitest';
import { createRememberedChoice, withChoice } from './device-choice.ts';

function storageWith(text?: string) {
  const kept = new Map(text === undefined ? [] : [['rostrum.devices', text]]);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  return () => storage;
}

const nothing = { camera: null, microphone: null, secondCamera: null, secondMicrophone: null, speaker: null };

describe('chosen devices', () => {
  it('are none at first, and remembered each by itself', () => {
    const storage = storageWith();
    const first = createRememberedChoice(storage);
    expect(first.get()).toEqual(nothing);
    first.set('camera', 'c2');
    createRememberedChoice(storage).set('microphone', 'm1');
    expect(createRememberedChoice(storage).get()).toEqual({ ...nothing, camera: 'c2', microphone: 'm1' });
  });

  it('are none where what was stored is of no use', () => {
    for (const text of ['', '{', '7', 'null', '{"camera":5}', '[]']) {
      expect(createRememberedChoice(storageWith(text)).get(), text).toEqual(nothing);
    }
  });

  it('hold until the page is closed in a browser that stores nothing', () => {
    const choice = createRememberedChoice(() => {
      throw new DOMException('no storage', 'SecurityError');
    });
    choice.set('camera', 'c1');
    expect(choice.get().camera).toBe('c1');
  });

  it('are asked for by name', () => {
    expect(withChoice({ width: 1 }, 'c1')).toEqual({ width: 1, deviceId: { exact: 'c1' } });
    expect(withChoice({ width: 1 }, null)).toEqual({ width: 1 });
  });
});
