/** True from the moment on that an element has come near the part of the page in sight: what is far is not drawn yet. */
import { type RefObject, useEffect, useRef, useState } from 'react';

const nearPx = 800;

/** `scroller` is the selector of what scrolls around it: only of that the margin is counted. */
export function useNear<Observed extends Element>(
  scroller: string,
): { ref: RefObject<Observed | null>; isNear: boolean } {
  const ref = useRef<Observed>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isNear) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { root: element.closest(scroller), rootMargin: `${nearPx}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear, scroller]);
  return { ref, isNear };
}
