/** Texts of connection tests and of the operator's board, loaded together with them. */

import { connectionTest } from './connection-test.ts';
import { operations } from './operations.ts';

export const lineTexts = { connectionTest, operations };
