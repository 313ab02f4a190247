import { describe, expect, it } from 'vitest';
import { texts as en } from './en/texts.ts';
import { createTranslate } from './translate.ts';
import { texts as vi } from './vi/texts.ts';

/** The same keys with other words: what is looked up here must not depend on how a page says it. */
const groups = {
  common: { cancel: 'Cancel', errorNumber: 'Error {{id}}, again {{id}}, $& and {{ id }}' },
  role: { chair: 'Chair', chair_other: 'Chairs' },
  ui: { found: 'found', found_one: '{{count}} row', found_other: '{{count}} rows' },
};
const t = createTranslate('en', groups);

describe('a text', () => {
  it('is found by its group and key', () => {
    expect(t('common.cancel')).toBe('Cancel');
  });

  it('takes each value at every place, as it is', () => {
    expect(t('common.errorNumber', { id: '<$1>' })).toBe('Error <$1>, again <$1>, $& and {{ id }}');
  });

  it('leaves out a value that was not given', () => {
    expect(t('common.errorNumber')).toBe('Error , again , $& and {{ id }}');
    expect(t('common.errorNumber', { id: undefined })).toBe('Error , again , $& and {{ id }}');
  });

  it('comes back as its key where there is none, or as what was asked for instead', () => {
    expect(t('home.enterNamed')).toBe('home.enterNamed');
    expect(t('common.close')).toBe('common.close');
    expect(t('common.close', { defaultValue: 'Close {{id}}', id: 7 })).toBe('Close 7');
    expect(t('common.cancel', { defaultValue: 'Close' })).toBe('Cancel');
  });
});

describe('a number in a text', () => {
  it('chooses the form by the rules of the language', () => {
    expect(t('ui.found', { count: 1 })).toBe('1 row');
    expect(t('ui.found', { count: 0 })).toBe('0 rows');
    expect(createTranslate('vi', groups)('ui.found', { count: 1 })).toBe('1 rows');
  });

  it('is a value like others where there are no forms', () => {
    expect(t('role.chair', { count: 1 })).toBe('Chair');
    expect(t('common.errorNumber', { count: 1, id: 2 })).toContain('Error 2');
    expect(t('ui.found')).toBe('found');
  });

  it('has forms in both languages of the pages', () => {
    expect(createTranslate('en', en)('ui.found', { count: 1, words: '1' })).toBe('1 found');
    expect(createTranslate('vi', vi)('ui.found', { count: 1, words: '1' })).toBe('Tìm thấy 1 mục');
  });
});
