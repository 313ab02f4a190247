/** What draws and encodes the pictures and voices of virtual sites; a demo without them does not need it. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from '../lib/apt.js';

/** @type {import('../lib/steps.js').Step} */
export const ffmpegStep = {
  title: 'ffmpeg',
  isReady: ({ env }) => (env.PATH ?? '').split(delimiter).some((dir) => dir !== '' && existsSync(join(dir, 'ffmpeg'))),
  make: (_setup, stepLine) => installPackages(['ffmpeg'], 'the virtual sites', stepLine),
};
