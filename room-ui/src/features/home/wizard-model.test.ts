import { describe, expect, it } from 'vitest';
import { stepAfter, stepBefore, stepsAt, wizardStepAt } from './wizard-model.ts';

describe('the set-up', () => {
  it('is taken up where its address says, and begins with the sites', () => {
    expect(wizardStepAt('clerk')).toBe('clerk');
    expect(wizardStepAt(undefined)).toBe('sites');
    expect(wizardStepAt('body')).toBe('sites');
    expect(wizardStepAt('nothing')).toBe('sites');
  });

  it('goes back as far as the body, which is made once', () => {
    expect(stepBefore('sites')).toBeNull();
    expect(stepBefore('clerk')).toBe('persons');
    expect(stepAfter('clerk')).toBe('end');
    expect(stepAfter('end')).toBeNull();
  });

  it('shows which steps are behind', () => {
    const titles = { body: 'b', sites: 's', persons: 'p', clerk: 'c', end: 'e' };
    expect(stepsAt('persons', titles).map(({ state }) => state)).toEqual(['done', 'done', 'current', 'todo', 'todo']);
  });
});
