/** Whether there is room for the check list beside a table of delegates. */
import { useSyncExternalStore } from 'react';

const roomy = matchMedia('(min-width: 1440px)');

export function useHasSideRoom(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      roomy.addEventListener('change', onChange);
      return () => roomy.removeEventListener('change', onChange);
    },
    () => roomy.matches,
  );
}
