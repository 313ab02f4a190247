/** The texts of the page's language for components, which are drawn again when the language or its texts change. */
import { useStore } from '../session/use-store.ts';
import { translation } from './language.ts';
import type { TFunction } from './translate.ts';

export function useTranslation(): { t: TFunction } {
  return useStore(translation);
}
