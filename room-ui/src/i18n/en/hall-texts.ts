/** Texts of the hall's displays, loaded together with them. */

import { hall } from './hall.ts';

export const hallTexts = { hall };
