import { describe, expect, it } from 'vitest';
import { builtInTemplates, isBuiltIn } from '../domain/templates.ts';
import { template as templateSchema } from './register-commands.ts';

describe('the templates that ship', () => {
  it.each(builtInTemplates.map((template) => [template.id, template] as const))(
    '%s is one that a desk could save',
    (_id, template) => {
      expect(templateSchema.parse(template)).toEqual(template);
      expect(template.items.length).toBeGreaterThan(0);
    },
  );

  it('have an id each, of a kind that a body cannot take', () => {
    const ids = builtInTemplates.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids.every(isBuiltIn)).toBe(true);
  });
});
