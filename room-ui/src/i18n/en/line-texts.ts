/** Texts of connection tests, of the operator's board and of the minutes, loaded together with them. */

import { connectionTest } from './connection-test.ts';
import { minutes } from './minutes.ts';
import { operations } from './operations.ts';

export const lineTexts = { connectionTest, operations, minutes };
