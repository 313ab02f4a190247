/**
 * TURN: which relays a page may use, with a name and a password that end by themselves. The relay (coturn with
 * `use-auth-secret`) checks them by the shared secret and needs no list of users.
 */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../errors.ts';

/** As a browser's `RTCPeerConnection` takes it. */
export type IceServer = { urls: string[]; username: string; credential: string };
export type RelayAccess = {
  iceServers: IceServer[];
  /** When a page should ask again; null when there is nothing to renew. */
  renewAfterMs: number | null;
};

const lifetimeSeconds = 6 * 3_600;

export class TurnServers {
  readonly #urls: readonly string[];
  readonly #secret: string;

  /** Throws `CONFIG_INVALID` when the file of the secret cannot be read or is empty. */
  static open(urls: readonly string[], secretPath: string | null): TurnServers {
    if (urls.length === 0 || secretPath === null) return new TurnServers([], '');
    return new TurnServers(urls, readSecret(secretPath, '--turn-secret-file'));
  }

  constructor(urls: readonly string[], secret: string) {
    this.#urls = urls;
    this.#secret = secret;
  }

  get isConfigured(): boolean {
    return this.#urls.length > 0;
  }

  /** `id` stands in the relay's log: an id of ours, never a name. */
  accessFor(id: string, nowMs: number): RelayAccess {
    if (!this.isConfigured) return { iceServers: [], renewAfterMs: null };
    const username = `${Math.floor(nowMs / 1_000) + lifetimeSeconds}:${id}`;
    const credential = createHmac('sha1', this.#secret).update(username).digest('base64');
    return {
      iceServers: [{ urls: [...this.#urls], username, credential }],
      renewAfterMs: (lifetimeSeconds * 1_000) / 2,
    };
  }
}

/** The first line of a file that holds a secret. Throws `CONFIG_INVALID`. */
export function readSecret(path: string, option: string): string {
  let secret: string | undefined;
  try {
    secret = readFileSync(path, 'utf8').split('\n', 1)[0]?.trim();
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', `${option}: the file ${path} cannot be read.`, { cause });
  }
  if (!secret || secret.length < 16) {
    throw new AppError('CONFIG_INVALID', `${option}: the first line of ${path} must hold at least 16 characters.`);
  }
  return secret;
}
