/**
 * The sound of the others: one audio element for each track, outside React so that no redraw can stop it. Browsers refuse
 * sound on a page that nobody has touched yet; then one tap starts all of them.
 */
import type { EndpointId } from '#contract';
import { createStore, type ReadableStore } from '../session/store.ts';

export type SoundOutput = {
  isBlocked: ReadableStore<boolean>;
  add(producerId: string, endpointId: EndpointId, track: MediaStreamTrack): void;
  remove(producerId: string): void;
  /** From a tap of the person. */
  startAll(): void;
  close(): void;
};

export function createSoundOutput(container: HTMLElement = document.body): SoundOutput {
  const isBlocked = createStore(false);
  const elements = new Map<string, HTMLAudioElement>();

  async function play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      // Removed meanwhile gives AbortError, which is nobody's problem.
      if (error instanceof DOMException && error.name === 'NotAllowedError') isBlocked.set(true);
    }
  }

  function remove(producerId: string): void {
    const element = elements.get(producerId);
    elements.delete(producerId);
    if (!element) return;
    element.srcObject = null;
    element.remove();
  }

  return {
    isBlocked,
    add(producerId, endpointId, track) {
      remove(producerId);
      const element = document.createElement('audio');
      element.autoplay = true;
      element.dataset.endpointId = endpointId;
      element.dataset.kind = 'audio';
      element.srcObject = new MediaStream([track]);
      container.append(element);
      elements.set(producerId, element);
      void play(element);
    },
    remove,
    startAll() {
      isBlocked.set(false);
      for (const element of elements.values()) void play(element);
    },
    close() {
      for (const producerId of [...elements.keys()]) remove(producerId);
      isBlocked.set(false);
    },
  };
}
