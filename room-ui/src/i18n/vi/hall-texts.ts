/** Texts of the hall's displays and of the sheet that directs them, loaded together with them. */

import { hall } from './hall.ts';

export const hallTexts = { hall };
