/** True while the page is being printed, in time for what is drawn for paper only. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(() => matchMedia('print').matches);
  useEffect(() => {
    const media = matchMedia('print');
    // The browser takes its picture of the page right after the event.
    const change = (isNow: boolean) => flushSync(() => setPrinting(isNow));
    const before = () => change(true);
    const after = () => change(false);
    const onMedia = () => change(media.matches);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    media.addEventListener('change', onMedia);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
      media.removeEventListener('change', onMedia);
    };
  }, []);
  return isPrinting;
}
