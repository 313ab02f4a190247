/** Passwords as argon2id hashes (RFC 9106; OWASP's minimum of 19 MiB and two passes), in PHC string form. */
import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../errors.ts';
import { isSameText } from './tokens.ts';

const hash = promisify(argon2);
const parameters = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
const minPasswordLength = 12;

/** Throws `WEAK_PASSWORD`. */
export function assertStrongPassword(password: string, field = 'password'): void {
  if ([...normalised(password)].length < minPasswordLength) {
    throw new AppError('WEAK_PASSWORD', `The password needs ${minPasswordLength} characters at least.`, {
      field,
    });
  }
}

/** Throws `WEAK_PASSWORD`. */
export async function hashPassword(password: string): Promise<string> {
  assertStrongPassword(password);
  return encode(password, randomBytes(16));
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const nonce = stored.split('$')[4];
  if (!nonce) return false;
  return isSameText(await encode(password, Buffer.from(nonce, 'base64url')), stored);
}

/** What a login with an unknown name is compared with, so that it takes as long as one with a known name. */
export const nobodysHash = await encode(randomBytes(16).toString('hex'), randomBytes(16));

/** Input methods compose Vietnamese letters differently; a password must not depend on it. */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

async function encode(password: string, nonce: Buffer): Promise<string> {
  const tag = await hash('argon2id', { message: normalised(password), nonce, ...parameters });
  const { memory, passes, parallelism } = parameters;
  const settings = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${settings}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}
