/**
 * Sessions. Each has a public key, which is part of the page's address, and a secret, which is in an http-only cookie of
 * its own: two links opened in two tabs of one browser are two sessions, and each survives its own reload.
 */
import type { BodyId, MeetingId, PersonId } from '../domain/ids.ts';
import type { EndpointSeat } from '../service/live-meeting.ts';
import type { RowStore } from '../store/journal.ts';
import { RowTable } from './row-table.ts';
import { hashSecret, isSameText, randomId } from './tokens.ts';

type SessionBase = { key: string; secretHash: string; createdAt: number; expiresAt: number };
/** `meetingId` null: a device that joins whatever meeting of its body runs; `bodyId` null: of any body. */
export type MeetingSession = SessionBase & {
  kind: 'meeting';
  meetingId: MeetingId | null;
  bodyId: BodyId | null;
  linkId: string;
  /** The session of the desk that this one was entered from; it ends with the account's sessions. */
  enteredFrom: { accountId: string; sessionKey: string } | null;
  seat: EndpointSeat;
};
export type DeskSession = SessionBase & {
  kind: 'desk';
  accountId: string;
  bodyId: BodyId;
  personId: PersonId;
};
export type Session = MeetingSession | DeskSession;
export type SessionContent = Omit<MeetingSession, keyof SessionBase> | Omit<DeskSession, keyof SessionBase>;
export type NewSession = { session: Session; secret: string };

const dayMs = 86_400_000;
/** A device on the wall is joined to its site once; 400 days is what browsers keep a cookie for. */
const lifeMs = { device: 400 * dayMs, meeting: 30 * dayMs, desk: dayMs / 2 };

export class Sessions {
  readonly #rows: RowTable<Session>;

  static async load(store: RowStore): Promise<Sessions> {
    const sessions = new Sessions(await RowTable.load<Session>(store, 'sessions', upcast));
    await sessions.#removeExpired();
    return sessions;
  }

  private constructor(rows: RowTable<Session>) {
    this.#rows = rows;
  }

  async create(content: SessionContent): Promise<NewSession> {
    const secret = randomId(32);
    const createdAt = Date.now();
    const isDevice = content.kind === 'meeting' && content.meetingId === null;
    const expiresAt = createdAt + lifeMs[isDevice ? 'device' : content.kind];
    const session: Session = { ...content, key: randomId(), secretHash: hashSecret(secret), createdAt, expiresAt };
    await this.#rows.put(session.key, session);
    return { session, secret };
  }

  find(key: string, secret: string): Session | null {
    const session = this.#rows.get(key);
    if (!session || session.expiresAt <= Date.now()) return null;
    return isSameText(session.secretHash, hashSecret(secret)) ? session : null;
  }

  async end(key: string): Promise<void> {
    await this.#rows.remove(key);
  }

  keysOfLink(linkId: string): string[] {
    return this.#keysOf((session) => session.kind === 'meeting' && session.linkId === linkId);
  }

  /** Ends every session that a link made, and answers their keys. */
  endOfLink(linkId: string): Promise<string[]> {
    return this.#endAll(this.keysOfLink(linkId));
  }

  /** At the desk. */
  keysOfAccount(accountId: string): string[] {
    return this.#keysOf((session) => session.kind === 'desk' && session.accountId === accountId);
  }

  /** Ends the sessions of an account, and those of meetings that were entered from them, but for one and its own. */
  endOfAccount(accountId: string, exceptKey: string | null = null): Promise<string[]> {
    const keys = this.#keysOf((session) => {
      const desk =
        session.kind === 'desk' ? { accountId: session.accountId, sessionKey: session.key } : session.enteredFrom;
      return desk?.accountId === accountId && desk.sessionKey !== exceptKey;
    });
    return this.#endAll(keys);
  }

  #keysOf(isWanted: (session: Session) => boolean): string[] {
    return [...this.#rows.values()].filter(isWanted).map(({ key }) => key);
  }

  async #endAll(keys: string[]): Promise<string[]> {
    await Promise.all(keys.map((key) => this.end(key)));
    return keys;
  }

  async #removeExpired(): Promise<void> {
    const expired = [...this.#rows.values()].filter((session) => session.expiresAt <= Date.now());
    await Promise.all(expired.map((session) => this.#rows.remove(session.key)));
  }
}

/** What rows of version 0.1 lack. */
function upcast(stored: unknown): Session {
  const row = stored as Session;
  const createdAt = row.createdAt ?? row.expiresAt - lifeMs[row.kind];
  if (row.kind === 'desk') return { ...row, createdAt };
  return { ...row, createdAt, bodyId: row.bodyId ?? null, enteredFrom: row.enteredFrom ?? null };
}
