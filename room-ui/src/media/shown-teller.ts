/**
 * Tells the server what this page shows: at each change and after each reconnect, one message at a time. The answer says
 * whether the server still knows this page's media.
 */
import type { ReadableStore } from '../session/store.ts';
import type { MediaHost } from './media-session.ts';
import type { ShownPicture } from './shown-pictures.ts';

export function startShownTeller(
  host: Pick<MediaHost, 'phase' | 'send'>,
  shown: ReadableStore<readonly ShownPicture[]>,
  onUnknown: () => void,
): () => void {
  let told: readonly ShownPicture[] | undefined;
  let isTelling = false;
  let isClosed = false;

  async function tell(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    while (!isClosed && host.phase.get().name === 'online' && told !== shown.get()) {
      const next = shown.get();
      told = next;
      try {
        const { isJoined } = await host.send('media.show', { shown: [...next] }, { patienceMs: 0 });
        if (!isJoined && !isClosed) onUnknown();
      } catch {
        // The next change or the next connection tells it again.
        break;
      }
    }
    isTelling = false;
  }

  const endings = [
    shown.subscribe(() => void tell()),
    host.phase.subscribe(() => {
      if (host.phase.get().name === 'offline') told = undefined;
      void tell();
    }),
  ];
  void tell();
  return () => {
    isClosed = true;
    for (const end of endings) end();
  };
}
