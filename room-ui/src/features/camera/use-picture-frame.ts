/** How large the frame is and the picture in it, for whoever draws upon it. */
import { type RefObject, useEffect, useState } from 'react';
import type { Size } from './picture-place.ts';

const none: Size = { width: 0, height: 0 };

export function usePictureFrame(frame: RefObject<HTMLElement | null>, track: MediaStreamTrack | undefined) {
  const [sizes, setSizes] = useState({ frame: none, picture: none });
  useEffect(() => {
    const element = frame.current;
    const video = track && element?.querySelector('video');
    if (!element) return;
    const measure = () =>
      setSizes({
        frame: { width: element.clientWidth, height: element.clientHeight },
        picture: video ? { width: video.videoWidth, height: video.videoHeight } : none,
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const event of ['resize', 'loadedmetadata'] as const) video?.addEventListener(event, measure);
    return () => {
      observer.disconnect();
      for (const event of ['resize', 'loadedmetadata'] as const) video?.removeEventListener(event, measure);
    };
  }, [frame, track]);
  return sizes;
}
