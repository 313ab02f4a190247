/** All texts of this language. Pages load the two parts apart; this is for types and tests. */
import { coreTexts } from './core-texts.ts';
import { deskTexts } from './desk-texts.ts';

export const texts = { ...coreTexts, ...deskTexts };
