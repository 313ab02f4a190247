import type * as vi from '../vi/pages.ts';

export const welcome: typeof vi.welcome = {
  title: 'Sample meeting',
  intro: 'Open each role in a tab of its own, or scan its QR code with a phone in the same network.',
  open: 'Open in a new tab',
  scan: 'Scan with a phone',
  problem: 'The sample meeting cannot be shown',
  problemText: 'Please use the address that the server printed when it started.',
  trust: 'Does the phone say that the page is not trusted? Install the server’s certificate',
};

export const setup: typeof vi.setup = {
  title: 'First set-up',
  intro: 'Name the body and the first administrator of this server.',
  bodyName: 'Name of the body',
  name: 'Full name of the administrator',
  login: 'Sign-in name',
  loginHint: '3 to 64 characters: letters a–z, digits and . _ @ -',
  password: 'Password',
  passwordHint: '12 characters at least. A long sentence that you remember is best.',
  submit: 'Finish set-up',
  noToken: 'This page opens only with the set-up address that the server printed when it started.',
};

export const login: typeof vi.login = {
  title: 'Sign in',
  intro: 'For clerks and administrators. Delegates enter with their join link.',
  login: 'Sign-in name',
  password: 'Password',
  submit: 'Sign in',
  trust: 'Does the browser warn about this page? Install the server’s certificate',
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
