/** Which of the three layouts fits this window. */
import { createStore } from '../session/store.ts';
import { useStore } from '../session/use-store.ts';

export type Layout = 'wide' | 'medium' | 'narrow';

const wide = matchMedia('(min-width: 1280px)');
const medium = matchMedia('(min-width: 760px)');
const measure = (): Layout => (wide.matches ? 'wide' : medium.matches ? 'medium' : 'narrow');
const layout = createStore<Layout>(measure());
for (const query of [wide, medium]) query.addEventListener('change', () => layout.set(measure()));

export function useLayout(): Layout {
  return useStore(layout);
}
