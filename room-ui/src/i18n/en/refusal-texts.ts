/** What the server refuses with, loaded wherever commands are given. */

import { refusals } from './refusals.ts';

export const refusalTexts = { refusals };
