import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loginPattern, makePassword, passwordProblem, suggestLogin } from './model.ts';

describe('a suggested login name', () => {
  it('is the name without its marks, the given name last', () => {
    expect(suggestLogin('Đại biểu Mẫu', [])).toBe('daibieu.mau');
    expect(suggestLogin('  Thư   ký  Ửng ', [])).toBe('thuky.ung');
  });

  it('keeps a number with the word before it', () => {
    expect(suggestLogin('Đại biểu Mẫu 3', [])).toBe('daibieu.mau3');
  });

  it('gets a number where it is taken', () => {
    expect(suggestLogin('Đại biểu Mẫu', ['daibieu.mau', 'daibieu.mau2'])).toBe('daibieu.mau3');
  });

  it('is long enough for a name of one short word', () => {
    expect(suggestLogin('Y', [])).toBe('y02');
    expect(suggestLogin('An', [])).toBe('an2');
    expect(suggestLogin('…', [])).toBe('taikhoan2');
  });

  it('is one that the server takes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        expect(suggestLogin(name, [])).toMatch(loginPattern);
      }),
    );
  });
});

describe('a first password', () => {
  const random = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);

  it('has four groups of letters and digits that nobody takes for others', () => {
    for (let round = 0; round < 200; round += 1) {
      expect(makePassword(random)).toMatch(/^[a-hj-kmnp-z2-9]{4}(-[a-hj-kmnp-z2-9]{4}){3}$/);
    }
  });

  it('takes no byte that would make some letters likelier', () => {
    let round = 0;
    const password = makePassword((bytes) => {
      bytes.fill(round === 0 ? 255 : 1);
      round += 1;
    });
    expect(password).toBe('bbbb-bbbb-bbbb-bbbb');
    expect(round).toBe(2);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 50 }, () => makePassword(random))).size).toBe(50);
  });
});

describe('a password of one’s own', () => {
  it('is long enough, new, and typed twice alike', () => {
    expect(passwordProblem('old', 'short', 'short')).toBe('tooShort');
    expect(passwordProblem('the same long one', 'the same long one', 'the same long one')).toBe('same');
    expect(passwordProblem('old', 'a long sentence', 'a long sentense')).toBe('different');
    expect(passwordProblem('old', 'a long sentence', 'a long sentence')).toBeNull();
  });
});
