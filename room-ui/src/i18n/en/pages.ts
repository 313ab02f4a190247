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

export const trust: typeof vi.trust = {
  title: 'Trust this server',
  intro:
    'The body’s own server makes its own certificate and connects to nothing outside. Each device needs it once; then camera, microphone and join links simply work.',
  download: 'Download the certificate',
  check:
    'Before you install it, please compare the line below with the line “fingerprint” that the start of the server printed; your operator has it. Install it only when both are the same.',
  fingerprint: 'SHA-256 fingerprint of the certificate',
  ownCertificate: 'This server uses a certificate of the body. Devices usually trust it already and need nothing more.',
  fingerprintFailed: 'The fingerprint could not be read. Please reload the page before you install the certificate.',
  yourDevice: 'Your device',
  otherDevices: 'Other devices',
  windows: 'Windows',
  windowsSteps:
    'Open the downloaded file.|Choose Install Certificate, then Local Machine.|Choose Place all certificates in the following store, press Browse and choose Trusted Root Certification Authorities.|Press Finish and start the browser again.',
  macos: 'macOS',
  macosSteps:
    'Open the downloaded file with Keychain Access, in the System keychain.|Double-click the certificate, open Trust and choose Always Trust.|Close the window, enter your password and start the browser again.',
  ios: 'iPhone, iPad',
  iosSteps:
    'Open this page in Safari, download the certificate and choose Allow.|Go to Settings › Profile Downloaded and choose Install.|Go to Settings › General › About › Certificate Trust Settings and switch it on.',
  android: 'Android',
  androidSteps:
    'Download the certificate.|Go to Settings › Security › Encryption and credentials › Install a certificate › CA certificate.|Choose the downloaded file and confirm.',
  linux: 'Chromium on Linux',
  linuxSteps:
    'Open chrome://certificate-manager.|Choose Local certificates › Custom › Installed by you.|Under Trusted Certificates press Import and choose the downloaded file.',
  firefox: 'Firefox',
  firefoxSteps:
    'Open Settings › Privacy & Security › Certificates › View Certificates.|In the tab Authorities press Import and choose the downloaded file.|Tick Trust this CA to identify websites.',
};
