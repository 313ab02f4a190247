/** Texts of the pages that everybody opens: they come first and stay small. */

import { chat } from './chat.ts';
import { common, role, status } from './common.ts';
import { errors } from './errors.ts';
import { allowHint, captureProblem, join } from './join.ts';
import { keys } from './keys.ts';
import { agenda, attendance, device, ended, floor, linkQuality, meeting, stage, view } from './meeting.ts';
import { login } from './pages.ts';
import { ui } from './ui.ts';

export const coreTexts = {
  common,
  role,
  status,
  errors,
  join,
  captureProblem,
  allowHint,
  meeting,
  ended,
  agenda,
  floor,
  stage,
  attendance,
  device,
  linkQuality,
  view,
  login,
  ui,
  keys,
  chat,
};
