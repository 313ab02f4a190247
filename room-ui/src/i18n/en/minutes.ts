/** The minutes in the making: facts of the record and the clerk's text. What the facts say comes from the server. */
import type { minutes as vi } from '../vi/minutes.ts';

export const minutes: typeof vi = {
  title: 'Minutes',
  close: 'Close the minutes',
  loading: 'Reading the record of the meeting…',
  failedFirst: 'The record of the meeting could not be read. The page tries again by itself.',
  failed: 'New facts could not be read; below are those of the last time. The page tries again by itself.',
  damaged: 'The record of the meeting is damaged: only what comes before is shown. Please tell the administrator.',
  hint: 'Facts come from the record of the meeting and cannot be changed. The clerk’s text is saved by itself and printed below the facts.',
  hintRead: 'Facts come from the record of the meeting. The clerk’s text is written by the clerk.',
  facts: 'Facts from the record',
  text: 'Written by the clerk',
  textOf: 'Clerk’s text for the part: {{title}}',
  noText: 'Nothing written yet.',
  internal: 'Internal, not printed',
  print: 'Print the minutes',
  docx: 'Get DOCX',
  somebody: 'Somebody else',
  otherText: '{{name}} saved another text {{time}}',
  chooseHint: 'Both texts are kept. Please choose which one is saved.',
  keep_own: 'Keep the one typed here',
  keep_other: 'Take the other one',
  keep_both: 'Join both',
};
