/** Texts that load with what they are of: connection tests, operator's board, minutes, the chair's parts, sheet of displays. */

import { chair } from './chair.ts';
import { connectionTest } from './connection-test.ts';
import { displays } from './displays.ts';
import { minutes } from './minutes.ts';
import { operations } from './operations.ts';

export const lineTexts = { connectionTest, displays, operations, minutes, chair };
