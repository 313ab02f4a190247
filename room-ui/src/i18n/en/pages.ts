import type * as vi from '../vi/pages.ts';

export const login: typeof vi.login = {
  title: 'Sign in',
  intro: 'For those with an account. Delegates can also enter with their join link.',
  login: 'Sign-in name',
  password: 'Password',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  submit: 'Sign in',
  help: 'If you cannot sign in',
  forgotten: 'The password is forgotten, or you heard that it was changed',
  forgottenText: 'The administrator of your body resets it; please ask for the new one.',
  given: 'The password was given by an administrator',
  givenText: 'It works for the first sign-in; right after it you choose one of your own.',
  warning: 'The browser warns about this page',
  trust: 'Install the server’s certificate',
  signedOut: 'You are signed out',
  signedOutText: 'You can close this page, or sign in again.',
  toStart: 'To my start page',
  pairAgain: 'Join this device again',
};
