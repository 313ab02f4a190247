/**
 * The large picture in a small window above all others, for whoever works in another program meanwhile. The browser's
 * window for documents where there is one, with the name below the picture; else its window for videos.
 */
import { createStore } from '../../session/store.ts';

type DocumentPip = { requestWindow(options: { width: number; height: number }): Promise<Window> };

const documentPip = () => (window as Window & { documentPictureInPicture?: DocumentPip }).documentPictureInPicture;

/** Where it is drawn while it is open. */
export const floatingPlace = createStore<HTMLElement | null>(null);

export function isFloatingOffered(): boolean {
  return documentPip() !== undefined || document.pictureInPictureEnabled === true;
}

export async function openFloating(): Promise<void> {
  const pip = documentPip();
  if (!pip) {
    const video =
      document.querySelector<HTMLVideoElement>('.tile.large video') ?? document.querySelector('.tile video');
    await video?.requestPictureInPicture();
    return;
  }
  const opened = await pip.requestWindow({ width: 480, height: 310 });
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) {
    opened.document.head.append(sheet.cloneNode(true));
  }
  for (const name of ['data-theme', 'lang']) {
    opened.document.documentElement.setAttribute(name, document.documentElement.getAttribute(name) ?? '');
  }
  const place = opened.document.createElement('main');
  place.className = 'floating';
  opened.document.body.append(place);
  opened.addEventListener('pagehide', () => floatingPlace.set(null));
  floatingPlace.set(place);
}
