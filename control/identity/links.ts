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

  static async load(store: RowStore, signer: TokenSigner): Promise<Links> {
    return new Links(await RowTable.load<Link>(store, 'links'), signer);
  }

  private constructor(rows: RowTable<Link>, signer: TokenSigner) {
    this.#rows = rows;
    this.#signer = signer;
  }

  tokenOf(link: Link): string {
    return this.#signer.sign('join', link.linkId);
  }

  ofMeeting(meetingId: MeetingId | null): Link[] {
    return this.#all().filter((link) => link.meetingId === meetingId && !link.isRevoked);
  }

  /** Answers the reusable link that is there for the same target, or makes one. */
  async issue(target: LinkTarget): Promise<Link> {
    const existing = this.ofMeeting(target.meetingId).find(
      (link) =>
        !link.isOneTime &&
        link.pairedAt === null &&
        link.bodyId === (target.bodyId ?? null) &&
        link.kind === target.kind &&
        link.personId === target.personId &&
        link.siteId === target.siteId &&
        link.deviceRole === target.deviceRole,
    );
    if (existing && !target.isOneTime) return existing;
    return this.#make({ ...missing, ...target });
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

  /** Finds the link of a token without using it. Throws `BAD_LINK`, `LINK_EXPIRED`, `LINK_USED`. */
  find(token: string): Link {
    const linkId = this.#signer.verify('join', token);
    const link = linkId ? this.#get(linkId) : undefined;
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
    const link = this.#get(linkId);
    if (!link || link.meetingId !== meetingId) throw new AppError('BAD_LINK', 'There is no such link.');
    await this.#rows.put(linkId, { ...link, isRevoked: true });
  }

  #all(): Link[] {
    return [...this.#rows.values()].map((row) => ({ ...missing, ...row }));
  }

  #get(linkId: string): Link | undefined {
    const row = this.#rows.get(linkId);
    return row && { ...missing, ...row };
  }

  async #make(content: Omit<Link, 'linkId' | 'isUsed' | 'isRevoked'>): Promise<Link> {
    const link: Link = { ...content, linkId: randomId(), isUsed: false, isRevoked: false };
    await this.#rows.put(link.linkId, link);
    return link;
  }
}
