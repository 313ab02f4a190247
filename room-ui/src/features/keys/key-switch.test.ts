import { describe, expect, it } from 'vitest';
import { createKeySwitch } from './key-switch.ts';

describe('switch of the keys', () => {
  it('is on at first and remembers that it was turned off', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const first = createKeySwitch(storage);
    expect(first.get()).toBe(true);
    first.set(false);
    expect(createKeySwitch(storage).get()).toBe(false);
    createKeySwitch(storage).set(true);
    expect(createKeySwitch(storage).get()).toBe(true);
  });

  it('works in a browser that stores nothing', () => {
    const refuse = () => {
      throw new DOMException('no storage', 'SecurityError');
    };
    const isOn = createKeySwitch({ getItem: refuse, setItem: refuse });
    isOn.set(false);
    expect(isOn.get()).toBe(false);
  });
});
