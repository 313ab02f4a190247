/** Texts of the floor for those who take part, loaded after the page has been drawn. */

import { ownFloor } from './own-floor.ts';

export const floorTexts = { ownFloor };
