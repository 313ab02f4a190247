import { describe, expect, it } from 'vitest';
import { hashPassword, nobodysHash, verifyPassword } from './passwords.ts';

const password = 'mật khẩu đủ dài';

describe('a password', () => {
  it('is right when it is the same, and wrong else', async () => {
    const stored = await hashPassword(password);
    expect(await verifyPassword(password, stored)).toBe(true);
    expect(await verifyPassword(`${password} `, stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  it('is right however its Vietnamese letters are composed', async () => {
    const stored = await hashPassword(password.normalize('NFD'));
    expect(await verifyPassword(password.normalize('NFC'), stored)).toBe(true);
  });

  it('is stored as an argon2id hash with a salt of its own, never as text', async () => {
    const [one, two] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
  });

  it('needs twelve characters', async () => {
    await expect(hashPassword('mười một ký')).rejects.toMatchObject({ code: 'WEAK_PASSWORD', field: 'password' });
    await expect(hashPassword('mười hai ký ')).resolves.toContain('$argon2id$');
  });

  it('does not become longer by the way its letters are composed', async () => {
    const sixLetters = 'ếếếếếế'.normalize('NFD');
    await expect(hashPassword(sixLetters)).rejects.toMatchObject({ code: 'WEAK_PASSWORD' });
  });

  it('is never right against a stored text that is no hash, or against nobody’s', async () => {
    for (const stored of ['', 'x', '$argon2id$', nobodysHash])
      expect(await verifyPassword(password, stored)).toBe(false);
  });
});
