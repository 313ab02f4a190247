/**
 * Picture and sound begin as soon as the server has greeted this page, while the meeting is still to be drawn. Only where
 * their code has come before, as on the way in from the join page: otherwise the page itself comes first.
 */
import type { SendCommand } from '../session/command-sender.ts';
import type { Session } from '../session/session.ts';
import type { MediaLink, OpenLink } from './media-link.ts';

type EarlyLink = { link: Promise<MediaLink>; hasFailed: boolean; onFailed(): void };

let openLink: OpenLink | undefined;
const earlyLinks = new WeakMap<SendCommand, EarlyLink>();

/** Asks for the heaviest code of the page ahead of its use. */
export async function loadLinkCode(): Promise<void> {
  const [{ openMediaLink }, { Device }] = await Promise.all([import('./media-link.ts'), import('mediasoup-client')]);
  openLink = openMediaLink;
  // A browser takes its time when it is asked for the first time what it can send and receive.
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: { codecs: [], headerExtensions: [] } });
}

/** The answer ends what nobody took. `open` is what was loaded ahead. */
export function beginLink({ hello, send }: Pick<Session, 'hello' | 'send'>, open = openLink): () => void {
  const stop = hello.subscribe(() => {
    stop();
    if (!open || hello.get()?.kind !== 'meeting') return;
    const early: EarlyLink = {
      link: open(send, () => early.onFailed()),
      hasFailed: false,
      onFailed: () => {
        early.hasFailed = true;
      },
    };
    // A device that has to wait is refused here; whoever needs a link then opens one.
    early.link.catch(() => undefined);
    earlyLinks.set(send, early);
  });
  return () => {
    stop();
    takeLink(send, () => undefined).then(
      (link) => link?.close(),
      () => undefined,
    );
  };
}

/** The link that was begun, once; undefined when there is none that works. */
export async function takeLink(send: SendCommand, onFailed: () => void): Promise<MediaLink | undefined> {
  const early = earlyLinks.get(send);
  earlyLinks.delete(send);
  if (!early) return undefined;
  const link = await early.link.catch(() => undefined);
  if (early.hasFailed) {
    link?.close();
    return undefined;
  }
  early.onFailed = onFailed;
  return link;
}
