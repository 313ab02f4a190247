/** Texts of connection tests, of the operator's board, of the sheet of displays and of the minutes, loaded together with them. */

import { connectionTest } from './connection-test.ts';
import { displays } from './displays.ts';
import { minutes } from './minutes.ts';
import { operations } from './operations.ts';

export const lineTexts = { connectionTest, displays, operations, minutes };
