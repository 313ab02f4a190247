/** The sheet that says what each display of the hall shows. */
import type { displays as vi } from '../vi/displays.ts';

export const displays: typeof vi = {
  title: 'Hall displays',
  hint: 'Choose what each display shows. A message from the chair and a recess always come first.',
  none: 'There is no display in the meeting. Open the link for hall displays on the computer behind the display.',
  showsNow: 'Shows now: {{scene}}',
  lost: 'Disconnected',
  scenesOf: 'What {{name}} shows',
  scene_speaker: 'the speaker',
  scene_agenda: 'the agenda',
  scene_attendance: 'the attendance',
  scene_message: 'a message',
  scene_pause: 'the recess',
  scene_idle: 'the waiting screen',
  choice_auto: 'Automatic',
  choice_speaker: 'Speaker',
  choice_agenda: 'Agenda',
  choice_attendance: 'Attendance',
  choice_idle: 'Waiting screen',
};
