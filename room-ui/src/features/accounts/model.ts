/** Accounts: a login name made of a person's name, and a first password that can be read out and typed without mistakes. */
import type { AccountRole, CommandOutput } from '#contract';
import { plainText } from '../../ui/format.ts';

export type Account = CommandOutput<'account.list'>['accounts'][number];

export const accountRoleIds: readonly AccountRole[] = ['administrator', 'clerk', 'operator', 'delegate'];
export const minPasswordLength = 12;
export const loginPattern = /^[a-z0-9._@-]{3,64}$/;

/** `Nguyễn Văn An` → `nguyenvan.an`, `Đại biểu Mẫu 3` → `daibieu.mau3`; with a number behind it where it is taken. */
export function suggestLogin(name: string, takenLogins: readonly string[]): string {
  const words = plainText(name)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const tail: string[] = [];
  // A number belongs to the word before it.
  do tail.unshift(words.pop() ?? '');
  while (/^\d+$/.test(tail[0] ?? '') && words.length > 0);
  const base = [words.join(''), tail.join('')].filter(Boolean).join('.').slice(0, 60);
  const taken = new Set(takenLogins);
  const isFree = (login: string) => loginPattern.test(login) && !taken.has(login);
  if (isFree(base)) return base;
  for (let number = 2; ; number += 1) {
    const login = `${base || 'taikhoan'}${base.length === 1 ? String(number).padStart(2, '0') : number}`;
    if (isFree(login)) return login;
  }
}

/** Without signs that look alike, because it is read from a slip of paper. */
const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groupCount = 4;
const groupLength = 4;

/** 79 bits in four groups of four: `k7mp-x4wd-9hqr-tn3v`. `fillRandom` is that of `crypto`. */
export function makePassword(fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const letters: string[] = [];
  // Bytes above the last whole multiple would make the first letters likelier.
  const limit = 256 - (256 % passwordLetters.length);
  const bytes = new Uint8Array(32);
  while (letters.length < groupCount * groupLength) {
    fillRandom(bytes);
    for (const byte of bytes) if (byte < limit) letters.push(passwordLetters[byte % passwordLetters.length] ?? '');
  }
  const groups = Array.from({ length: groupCount }, (_, index) =>
    letters.slice(index * groupLength, (index + 1) * groupLength).join(''),
  );
  return groups.join('-');
}

export type PasswordProblem = 'tooShort' | 'different' | 'same' | null;

/** What stands against a new password that somebody chose. */
export function passwordProblem(current: string, next: string, repeated: string): PasswordProblem {
  if (next.length < minPasswordLength) return 'tooShort';
  if (next === current) return 'same';
  return next === repeated ? null : 'different';
}
