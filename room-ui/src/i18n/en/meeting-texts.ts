/** Texts for those who take part, loaded after the meeting's page has been drawn. */

import { board } from './board.ts';
import { ownFloor } from './own-floor.ts';
import { waiting } from './waiting.ts';

export const meetingTexts = { ownFloor, board, waiting };
