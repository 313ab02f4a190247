/** The meeting's name in the tab, so that it is found again among others. */
import { useEffect } from 'react';

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Rostrum` : 'Rostrum';
    return () => {
      document.title = 'Rostrum';
    };
  }, [title]);
}
