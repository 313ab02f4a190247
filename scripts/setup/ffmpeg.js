/** What encodes the pictures and voices of a demo: those of its room with a camera, and those of virtual sites. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from '../lib/apt.js';

/** @type {import('../lib/steps.js').Step} */
export const ffmpegStep = {
  title: 'ffmpeg',
  isReady: ({ env }) => (env.PATH ?? '').split(delimiter).some((dir) => dir !== '' && existsSync(join(dir, 'ffmpeg'))),
  make: (_setup, stepLine) => installPackages(['ffmpeg'], 'the pictures of the demo', stepLine),
};
