/** All texts of this language, by part of the page. */
import { common, role, status } from './common.ts';
import { desk, quorumRule } from './desk.ts';
import { errors } from './errors.ts';
import { allowHint, captureProblem, join } from './join.ts';
import { agenda, attendance, device, ended, floor, meeting, stage } from './meeting.ts';
import { login, setup, trust, welcome } from './pages.ts';

export const texts = {
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
  desk,
  quorumRule,
  welcome,
  setup,
  login,
  trust,
};
