/** The texts of the page's language for components, which are drawn again when the language or its texts change. */
import { useStore } from '../session/use-store.ts';
import { type Translation, translation } from './language.ts';

export function useTranslation(): Translation {
  return useStore(translation);
}
