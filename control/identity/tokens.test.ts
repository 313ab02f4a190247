import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret, isSameText, randomId, TokenSigner } from './tokens.ts';

describe('a token', () => {
  const signer = new TokenSigner(randomBytes(32));
  const token = signer.sign('join', 'link-1');

  it('gives back its id to the server that made it', () => {
    expect(signer.verify('join', token)).toBe('link-1');
  });

  it('is worth nothing for another purpose or on another server', () => {
    expect(signer.verify('setup', token)).toBeNull();
    expect(new TokenSigner(randomBytes(32)).verify('join', token)).toBeNull();
  });

  it.each([
    ['empty', ''],
    ['without a signature', 'link-1'],
    ['with an empty signature', 'link-1.'],
    ['cut short', token.slice(0, -1)],
    ['made longer', `${token}A`],
    ['with another id', token.replace('link-1', 'link-2')],
    ['only a signature', token.slice(token.indexOf('.'))],
  ])('that is %s is worth nothing', (_what, text) => {
    expect(signer.verify('join', text)).toBeNull();
  });
});

describe('the key of an installation', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rostrum-token-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, for its owner only, so that links outlive a restart', () => {
    const token = TokenSigner.open(folder).sign('join', 'link-1');
    expect(TokenSigner.open(folder).verify('join', token)).toBe('link-1');
    expect(statSync(join(folder, 'token.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'token.key'))).toHaveLength(32);
  });

  it('is not taken from a file that was cut short: anybody could sign with an empty key', () => {
    writeFileSync(join(folder, 'token.key'), '');
    const forged = new TokenSigner(Buffer.alloc(0)).sign('setup', 'first');
    expect(idOf(forged)).toBeNull();
  });

  function idOf(token: string): string | null {
    try {
      return TokenSigner.open(folder).verify('setup', token);
    } catch {
      return null;
    }
  }
});

describe('secrets', () => {
  it('are different each time and fit into an address', () => {
    const ids = Array.from({ length: 1_000 }, () => randomId());
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[\w-]{16}$/);
  });

  it('are stored as hashes and compared as a whole', () => {
    expect(hashSecret('a')).toBe(hashSecret('a'));
    expect(hashSecret('a')).not.toContain('a'.repeat(2));
    expect([isSameText('ab', 'ab'), isSameText('ab', 'ac'), isSameText('ab', 'abc')]).toEqual([true, false, false]);
  });
});
