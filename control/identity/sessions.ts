/**
 * Sessions. Each has a public key, which is part of the page's address, and a secret, which is in an http-only cookie of
 * its own: two links opened in two tabs of one browser are two sessions, and each survives its own reload.
 */
import type { BodyId, MeetingId, PersonId } from '../domain/ids.ts';
import type { EndpointSeat } from '../service/live-meeting.ts';
import type { RowStore } from '../store/journal.ts';
import { RowTable } from './row-table.ts';
import { hashSecret, isSameText, randomId } from './tokens.ts';

type SessionBase = { key: string; secretHash: string; expiresAt: number };
/** `meetingId` null: a device that joins whatever meeting runs. */
export type MeetingSession = SessionBase & {
  kind: 'meeting';
  meetingId: MeetingId | null;
  linkId: string;
  seat: EndpointSeat;
};
export type DeskSession = SessionBase & {
  kind: 'desk';
  accountId: string;
  bodyId: BodyId;
  personId: PersonId;
};
export type Session = MeetingSession | DeskSession;
export type NewSession = { session: Session; secret: string };

const dayMs = 86_400_000;
const lifeMs = { meeting: 30 * dayMs, desk: dayMs / 2 };

export class Sessions {
  readonly #rows: RowTable<Session>;

  static async load(store: RowStore): Promise<Sessions> {
    const sessions = new Sessions(await RowTable.load<Session>(store, 'sessions'));
    await sessions.#removeExpired();
    return sessions;
  }

  private constructor(rows: RowTable<Session>) {
    this.#rows = rows;
  }

  async create(
    content: Omit<MeetingSession, keyof SessionBase> | Omit<DeskSession, keyof SessionBase>,
  ): Promise<NewSession> {
    const secret = randomId(32);
    const expiresAt = Date.now() + lifeMs[content.kind];
    const session: Session = { ...content, key: randomId(), secretHash: hashSecret(secret), expiresAt };
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

  /** Ends every session that a link made, and answers their keys. */
  async endOfLink(linkId: string): Promise<string[]> {
    const ended = [...this.#rows.values()].filter((session) => session.kind === 'meeting' && session.linkId === linkId);
    await Promise.all(ended.map(({ key }) => this.end(key)));
    return ended.map(({ key }) => key);
  }

  async #removeExpired(): Promise<void> {
    const expired = [...this.#rows.values()].filter((session) => session.expiresAt <= Date.now());
    await Promise.all(expired.map((session) => this.#rows.remove(session.key)));
  }
}
