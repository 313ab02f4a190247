/** Texts of connection tests, of the operator's board, of the minutes and of the chair's parts, loaded together with them. */

import { chair } from './chair.ts';
import { connectionTest } from './connection-test.ts';
import { minutes } from './minutes.ts';
import { operations } from './operations.ts';

export const lineTexts = { connectionTest, operations, minutes, chair };
