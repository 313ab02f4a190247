import { describe, expect, it } from 'vitest';
import { createRemembered } from './view-choices.ts';

const isSwitch = (text: string): text is 'on' | 'off' => text === 'on' || text === 'off';

describe('choices of a viewer', () => {
  it('are remembered, and what is not known any more is forgotten', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    createRemembered(() => storage, 'self', isSwitch, 'on').set('off');
    expect(createRemembered(() => storage, 'self', isSwitch, 'on').get()).toBe('off');
    kept.set('self', 'sideways');
    expect(createRemembered(() => storage, 'self', isSwitch, 'on').get()).toBe('on');
  });

  it('work in a browser that stores nothing', () => {
    const refuse = () => {
      throw new DOMException('no storage', 'SecurityError');
    };
    const choice = createRemembered(refuse, 'self', isSwitch, 'on');
    choice.set('off');
    expect(choice.get()).toBe('off');
  });
});
