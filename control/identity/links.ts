/**
 * Join links. A link is for one person of one meeting, or for a device (a site's room system, a display). It works until
 * the meeting closes, or once when it was asked for so; a device link without a meeting works until it is revoked.
 */
import type { EndpointKind } from '../domain/endpoints.ts';
import type { BodyId, MeetingId, PersonId, SiteId } from '../domain/ids.ts';
import type { DeviceRole } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { RowStore } from '../store/journal.ts';
import { RowTable } from './row-table.ts';
import { randomId, type TokenSigner } from './tokens.ts';

export type Link = {
  linkId: string;
  /** null: a device that joins whatever meeting runs. */
  meetingId: MeetingId | null;
  kind: EndpointKind;
  deviceRole: DeviceRole | null;
  personId: PersonId | null;
  siteId: SiteId | null;
  label: string;
  isOneTime: boolean;
  isUsed: boolean;
  isRevoked: boolean;
  /** Whose device it is, for a link without a meeting; null: of any body. */
  bodyId: BodyId | null;
  /** When a device was joined to its site by the code that it showed. */
  pairedAt: number | null;
};

export type LinkTarget = Pick<
  Link,
  'meetingId' | 'kind' | 'deviceRole' | 'personId' | 'siteId' | 'label' | 'isOneTime'
> & { bodyId?: BodyId | null };

/** What rows of version 0.1 lack. */
const missing = { bodyId: null, pairedAt: null };

export class Links {
  readonly #rows: RowTable<Link>;
  readonly #signer: TokenSigner;
  /** The ids of those that are not revoked, so that a meeting of thousands is not searched for each of its persons. */
  readonly #idsOfMeeting = new Map<MeetingId | null, Set<string>>();
  readonly #idOfTarget = new Map<string, string>();

  static async load(store: RowStore, signer: TokenSigner): Promise<Links> {
    const upcast = (row: unknown) => ({ ...missing, ...(row as Omit<Link, keyof typeof missing>) });
    return new Links(await RowTable.load<Link>(store, 'links', upcast), signer);
  }

  private constructor(rows: RowTable<Link>, signer: TokenSigner) {
    this.#rows = rows;
    this.#signer = signer;
    for (const link of rows.values()) this.#index(link);
  }

  tokenOf(link: Link): string {
    return this.#signer.sign('join', link.linkId);
  }

  ofMeeting(meetingId: MeetingId | null): Link[] {
    return [...(this.#idsOfMeeting.get(meetingId) ?? [])].flatMap((linkId) => this.#rows.get(linkId) ?? []);
  }

  /** Answers the reusable link that is there for the same target, or makes one. */
  async issue(target: LinkTarget): Promise<Link> {
    const complete = { ...missing, ...target };
    const known = this.#rows.get(this.#idOfTarget.get(targetKey(complete)) ?? '');
    return known && !target.isOneTime ? known : this.#make(complete);
  }

  /** The reusable link of somebody who takes part. */
  issuePersonal(
    meetingId: MeetingId,
    { personId, siteId, name }: { personId: PersonId; siteId: SiteId | null; name: string },
  ): Promise<Link> {
    const target = { meetingId, kind: 'personal', deviceRole: null, personId, siteId, label: name } as const;
    return this.issue({ ...target, isOneTime: false });
  }

  /** The link of a device that was joined to a site by its code: always one of its own. */
  issueToDevice(device: { bodyId: BodyId; siteId: SiteId; kind: 'room' | 'display'; label: string }): Promise<Link> {
    const target = { ...device, meetingId: null, deviceRole: device.kind, personId: null, isOneTime: false };
    return this.#make({ ...target, pairedAt: Date.now() });
  }

  /** The link, also one that was revoked. */
  get(linkId: string): Link | undefined {
    return this.#rows.get(linkId);
  }

  /** Finds the link of a token without using it. Throws `BAD_LINK`, `LINK_EXPIRED`, `LINK_USED`. */
  find(token: string): Link {
    const linkId = this.#signer.verify('join', token);
    const link = linkId ? this.#rows.get(linkId) : undefined;
    if (!link) throw new AppError('BAD_LINK', 'This link was not made by this server.');
    if (link.isRevoked) throw new AppError('LINK_EXPIRED', 'This link was revoked.');
    if (link.isOneTime && link.isUsed) throw new AppError('LINK_USED', 'This link works once and was used already.');
    return link;
  }

  /** Uses a link; of two who use a one-time link at once, the second is refused. */
  async use(token: string): Promise<Link> {
    const link = this.find(token);
    if (!link.isUsed) await this.#rows.put(link.linkId, { ...link, isUsed: true });
    return link;
  }

  /** Throws `BAD_LINK` when the meeting has no such link. */
  async revoke(meetingId: MeetingId | null, linkId: string): Promise<void> {
    const link = this.#rows.get(linkId);
    if (!link || link.meetingId !== meetingId) throw new AppError('BAD_LINK', 'There is no such link.');
    await this.#rows.put(linkId, { ...link, isRevoked: true });
    this.#forget(link);
  }

  async #make(content: Omit<Link, 'linkId' | 'isUsed' | 'isRevoked'>): Promise<Link> {
    const link: Link = { ...content, linkId: randomId(), isUsed: false, isRevoked: false };
    // Known before it is written, so that two who ask at once get the same one; a failed write takes it back.
    this.#index(link);
    try {
      await this.#rows.put(link.linkId, link);
    } catch (error) {
      this.#forget(link);
      throw error;
    }
    return link;
  }

  #index(link: Link): void {
    if (link.isRevoked) return;
    const ids = this.#idsOfMeeting.get(link.meetingId) ?? new Set();
    this.#idsOfMeeting.set(link.meetingId, ids.add(link.linkId));
    if (!link.isOneTime && link.pairedAt === null) this.#idOfTarget.set(targetKey(link), link.linkId);
  }

  #forget(link: Link): void {
    this.#idsOfMeeting.get(link.meetingId)?.delete(link.linkId);
    const key = targetKey(link);
    if (this.#idOfTarget.get(key) === link.linkId) this.#idOfTarget.delete(key);
  }
}

type Target = Pick<Link, 'meetingId' | 'kind' | 'personId' | 'siteId' | 'deviceRole' | 'bodyId'>;

/** A person's link stays the same one when the person moves to another site. */
function targetKey({ meetingId, kind, personId, siteId, deviceRole, bodyId }: Target): string {
  return JSON.stringify([meetingId, kind, personId, personId ? null : siteId, deviceRole, bodyId]);
}
