/** Room is dark, for walls and meetings; paper is light, for preparing and reading. */
import { useLayoutEffect } from 'react';

export function useTheme(theme: 'room' | 'paper'): void {
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}
