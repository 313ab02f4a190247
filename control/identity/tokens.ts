/**
 * Secrets that leave the server. Link tokens are an id and its HMAC under the installation's key: they can be shown again
 * without being stored. Session secrets are random and stored as hashes only.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Purpose = 'join' | 'welcome' | 'setup' | 'demo';

const keyBytes = 32;

export function randomId(bytes = 12): string {
  return randomBytes(bytes).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Makes and checks tokens of the form `<id>.<signature>`. */
export class TokenSigner {
  readonly #key: Buffer;

  /** Reads the installation's key, or makes it: readable by the owner only. */
  static open(dataFolder: string): TokenSigner {
    const path = join(dataFolder, 'token.key');
    const known = existsSync(path) ? readFileSync(path) : null;
    if (known?.length === keyBytes) return new TokenSigner(known);
    // Written aside and moved, so that a start that ends here leaves no half key.
    const key = randomBytes(keyBytes);
    writeFileSync(`${path}.new`, key, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return new TokenSigner(key);
  }

  constructor(key: Buffer) {
    this.#key = key;
  }

  sign(purpose: Purpose, id: string): string {
    const signature = createHmac('sha256', this.#key).update(`${purpose}\n${id}`).digest('base64url').slice(0, 32);
    return `${id}.${signature}`;
  }

  /** Answers the id, or null when the token was not made here for this purpose. */
  verify(purpose: Purpose, token: string): string | null {
    const id = token.slice(0, token.lastIndexOf('.'));
    return id && isSameText(this.sign(purpose, id), token) ? id : null;
  }
}
