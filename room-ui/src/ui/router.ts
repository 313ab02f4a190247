/** Where the page is. Few addresses and no nesting: a store of the path is all that it takes. */
import { createStore } from '../session/store.ts';
import { useStore } from '../session/use-store.ts';

const path = createStore(location.pathname);
addEventListener('popstate', () => path.set(location.pathname));

export function usePath(): string {
  return useStore(path);
}

/** Goes to another address of this page without loading it anew, so that sound stays allowed. */
export function navigate(to: string): void {
  history.pushState(null, '', to);
  path.set(location.pathname);
}
