/**
 * Which pictures this page draws now and how large, in device pixels. A picture that is scrolled away, on another page of
 * the grid or in a hidden window is not drawn, and the server sends nothing of it.
 */
import { createStore, type ReadableStore } from '../session/store.ts';

export type ShownPicture = { producerId: string; width: number; height: number };

export type Drawn = {
  producerId: string;
  width: number;
  height: number;
  /** In the window's view. */
  isInView: boolean;
  /** In a window of its own, which is there while the page is hidden. */
  isFloating: boolean;
};

/** Sizes are told in such steps: a window that is drawn larger does not send a message for each pixel. */
const stepPx = 16;
const mostShown = 100;
const debounceMs = 120;
const movingMs = 250;

/** Each picture once, as large as its largest place. Pure. */
export function shownOf(drawn: Iterable<Drawn>, isPageHidden: boolean, pixelRatio: number): ShownPicture[] {
  const shown = new Map<string, ShownPicture>();
  for (const { producerId, width, height, isInView, isFloating } of drawn) {
    if (!isFloating && (isPageHidden || !isInView)) continue;
    if (width < 1 || height < 1) continue;
    const before = shown.get(producerId);
    if (before && before.height >= inSteps(height * pixelRatio)) continue;
    shown.set(producerId, {
      producerId,
      width: inSteps(width * pixelRatio),
      height: inSteps(height * pixelRatio),
    });
  }
  const all = [...shown.values()].sort((one, other) => other.height - one.height);
  return all.slice(0, mostShown).sort((one, other) => (one.producerId < other.producerId ? -1 : 1));
}

function inSteps(px: number): number {
  return Math.max(stepPx, Math.round(px / stepPx) * stepPx);
}

export type ShownPictures = {
  shown: ReadableStore<readonly ShownPicture[]>;
  /** Watches an element in which a picture is drawn, until the answer is called. */
  watch(element: Element, producerId: string, isFloating?: boolean): () => void;
};

export function createShownPictures(): ShownPictures {
  const shown = createStore<readonly ShownPicture[]>([]);
  const places = new Map<Element, Drawn & { watcher: object }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isCalm = true;

  const tell = () => {
    const next = shownOf(places.values(), document.hidden, devicePixelRatio);
    if (JSON.stringify(next) !== JSON.stringify(shown.get())) shown.set(next);
  };
  const changed = () => {
    if (timer !== undefined) return;
    // The first change of a moment goes out with the next frame's measures, those that follow together.
    const waitMs = isCalm ? 0 : debounceMs;
    isCalm = false;
    timer = setTimeout(() => {
      timer = undefined;
      tell();
      setTimeout(() => {
        isCalm = timer === undefined;
      }, debounceMs);
    }, waitMs);
  };
  const put = (element: Element, part: Partial<Drawn>) => {
    const place = places.get(element);
    if (!place) return;
    places.set(element, { ...place, ...part });
    changed();
  };
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries)
      put(target, { width: contentRect.width, height: contentRect.height });
  });
  const views = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) put(target, { isInView: isIntersecting });
  });
  document.addEventListener('visibilitychange', tell);

  return {
    shown,
    watch(element, producerId, isFloating = false) {
      const { width, height } = element.getBoundingClientRect();
      const watcher = {};
      places.set(element, { watcher, producerId, width, height, isInView: true, isFloating });
      sizes.observe(element);
      if (!isFloating) views.observe(element);
      changed();
      return () => {
        // A picture that only moves to another place on the page is drawn there in a moment: it must not stop meanwhile.
        setTimeout(() => {
          // The same place may show another picture by now.
          if (places.get(element)?.watcher !== watcher) return;
          sizes.unobserve(element);
          views.unobserve(element);
          places.delete(element);
          changed();
        }, movingMs);
      };
    },
  };
}
