/** Texts of the pages that everybody opens: they come first and stay small. */

import { board } from './board.ts';
import { chat } from './chat.ts';
import { common, role, status } from './common.ts';
import { errors } from './errors.ts';
import { allowHint, captureProblem, join } from './join.ts';
import { keys } from './keys.ts';
import { agenda, attendance, device, ended, floor, meeting, stage } from './meeting.ts';
import { login, setup, trust, welcome } from './pages.ts';
import { ui } from './ui.ts';
import { waiting } from './waiting.ts';

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
  welcome,
  setup,
  login,
  trust,
  ui,
  keys,
  board,
  chat,
  waiting,
};
