/** Who may order the camera about: the digest of a WS-UsernameToken, HTTP digest, or either, as the profile has it. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { textOf } from '../../xml.ts';
import type { SoapQuestion } from './soap.ts';

export type Credentials = { username: string; password: string };

export type AuthenticationKind = 'usernameToken' | 'digest' | 'both';

/** A token that is older or younger is taken for a copy of an old one. */
const tokenAgeMs = 60_000;
const rememberedTokens = 5_000;
const realm = 'twin camera';

export class Authentication {
  readonly #credentials: Credentials;
  readonly #kind: AuthenticationKind;
  readonly #challenges = new Set<string>();
  readonly #usedTokens = new Set<string>();

  constructor(credentials: Credentials, kind: AuthenticationKind) {
    this.#credentials = credentials;
    this.#kind = kind;
  }

  /** `cameraTimeMs` is what the camera takes for the time of day. */
  isMet(question: SoapQuestion, cameraTimeMs: number): boolean {
    if (this.#kind !== 'digest' && this.#hasToken(question, cameraTimeMs)) return true;
    return this.#kind !== 'usernameToken' && this.#hasDigest(question);
  }

  /** What to ask a client for that brought nothing; undefined where HTTP has no say in it. */
  challenge(): string | undefined {
    if (this.#kind === 'usernameToken') return undefined;
    const nonce = randomBytes(16).toString('hex');
    remember(this.#challenges, nonce);
    return `Digest realm="${realm}", qop="auth", nonce="${nonce}", algorithm=MD5`;
  }

  #hasToken({ header }: SoapQuestion, cameraTimeMs: number): boolean {
    if (!header || textOf(header, 'Username') !== this.#credentials.username) return false;
    const [nonce = '', created = '', password = ''] = ['Nonce', 'Created', 'Password'].map((name) =>
      textOf(header, name),
    );
    const isFresh = Math.abs(Date.parse(created) - cameraTimeMs) < tokenAgeMs;
    // Some clients keep their nonce and sign the time anew: only a whole token is a copy.
    if (!isFresh || this.#usedTokens.has(password)) return false;
    const hash = createHash('sha1').update(Buffer.from(nonce, 'base64')).update(created);
    if (!areSame(hash.update(this.#credentials.password).digest('base64'), password)) return false;
    remember(this.#usedTokens, password);
    return true;
  }

  #hasDigest({ headers }: SoapQuestion): boolean {
    const { authorization = '' } = headers;
    if (!authorization.startsWith('Digest ')) return false;
    const given: Record<string, string> = {};
    for (const [, key = '', quoted, plain] of authorization.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)) {
      given[key] = quoted ?? plain ?? '';
    }
    const { username, password } = this.#credentials;
    const { nonce = '', nc, cnonce, qop, uri, response = '' } = given;
    if (given.username !== username || !this.#challenges.has(nonce)) return false;
    const account = md5(`${username}:${realm}:${password}`);
    return areSame(md5([account, nonce, nc, cnonce, qop, md5(`POST:${uri}`)].join(':')), response);
  }
}

function remember(texts: Set<string>, text: string): void {
  texts.add(text);
  const [oldest] = texts;
  if (oldest !== undefined && texts.size > rememberedTokens) texts.delete(oldest);
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function areSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}
