import { describe, expect, it } from 'vitest';
import { briefSiteName } from './brief-name.ts';

describe('the brief name of a site', () => {
  it('leaves out what every site is called', () => {
    expect(briefSiteName('Điểm cầu xã Mẫu 2')).toBe('Xã Mẫu 2');
    expect(briefSiteName('điểm cầu tại phường Mẫu'.normalize('NFD'))).toBe('Phường Mẫu');
  });

  it('is the whole name where nothing can be left out', () => {
    expect(briefSiteName('Hội trường tỉnh Mẫu')).toBe('Hội trường tỉnh Mẫu');
    expect(briefSiteName('Điểm cầu ')).toBe('Điểm cầu ');
    expect(briefSiteName('')).toBe('');
  });
});
