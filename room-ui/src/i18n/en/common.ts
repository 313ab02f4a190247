import type * as vi from '../vi/common.ts';

export const common: typeof vi.common = {
  product: 'Rostrum',
  languageLabel: 'Language',
  language_vi: 'Tiếng Việt',
  language_en: 'English',
  languageShort_vi: 'VI',
  languageShort_en: 'EN',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  add: 'Add',
  loading: 'Loading…',
  retry: 'Try again',
  errorNumber: 'Error number: {{id}}',
  dismiss: 'Dismiss',
  notices: 'Notices',
  hold: 'Hold for a second: {{action}}',
  pageBroken: 'This page has failed',
  pageBrokenText: 'The meeting goes on on the server. Please reload this page.',
  reload: 'Reload the page',
  notFound: 'This page was not found',
  notFoundText: 'Please open your join link again, or sign in if you are an administrator.',
  toLogin: 'Go to sign-in',
};

export const role: typeof vi.role = {
  chair: 'Chair',
  deputy: 'Deputy chair',
  clerk: 'Clerk',
  operator: 'Operator',
  delegate: 'Delegate',
  guest: 'Guest',
  observer: 'Observer',
  interpreter: 'Interpreter',
  room: 'Room device',
  display: 'Hall display',
  agent: 'Room agent',
  system: 'System',
  administrator: 'Administrator',
};

export const status: typeof vi.status = {
  none: 'Not made yet',
  draft: 'In preparation',
  convened: 'Convened',
  inSession: 'In session',
  adjourned: 'Adjourned',
  closed: 'Closed',
  cancelled: 'Cancelled',
};
