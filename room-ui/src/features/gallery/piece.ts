/** One piece in the gallery: its name is the text `gallery.<id>`. */
import type { ReactNode } from 'react';
import type { texts } from '../../i18n/vi/texts.ts';

export type Piece = {
  id: keyof typeof texts.gallery;
  content: ReactNode;
  /** Its layout changes with the width of the page. */
  hasLayouts?: true;
  /** It is a whole page: among other pieces it stands in a frame of its own. */
  isPage?: true;
};
