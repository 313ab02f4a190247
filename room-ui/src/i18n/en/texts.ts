/** All texts of this language. Pages load the parts apart; this is for types and tests. */
import { cameraTexts } from './camera-texts.ts';
import { coreTexts } from './core-texts.ts';
import { deskTexts } from './desk-texts.ts';
import { hallTexts } from './hall-texts.ts';
import { lineTexts } from './line-texts.ts';
import { meetingTexts } from './meeting-texts.ts';
import { refusalTexts } from './refusal-texts.ts';

export const texts = {
  ...cameraTexts,
  ...coreTexts,
  ...deskTexts,
  ...hallTexts,
  ...lineTexts,
  ...meetingTexts,
  ...refusalTexts,
};
