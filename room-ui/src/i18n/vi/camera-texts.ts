/** Texts that load with the sheet of the cameras. */

import { cameraSetUp } from './camera-set-up.ts';
import { cameras } from './cameras.ts';

export const cameraTexts = { cameras, cameraSetUp };
