import type * as vi from '../vi/join.ts';

export const join: typeof vi.join = {
  welcome: 'Welcome',
  youAre: 'Taking part as',
  at: 'Site',
  place: 'Place',
  cameraChoice: 'Camera',
  microphoneChoice: 'Microphone',
  line: 'Line',
  lineLimit: 'Limited to {{rate}} Mbit/s for the whole site; the speaker’s picture comes first',
  starts: 'Time',
  enter: 'Enter the meeting',
  entering: 'Entering…',
  listenOnly: 'Listen only',
  enterDisplay: 'Show the meeting',
  agentTitle: 'This link is for a room agent',
  agentText: 'Please enter it on the camera computer of the site; a browser has no use for it.',
  displayText: 'This device only shows the meeting; it needs no camera and no microphone.',
  checking: 'Reading the link…',
  asking: 'The browser asks for camera and microphone. Please choose “Allow”.',
  meter: 'Microphone level',
  meterHint: 'Say something: when the green bar moves, the microphone hears you.',
  ready: 'Camera and microphone are ready',
  microphoneClosed: 'Your microphone opens only when you are given the floor.',
  linkProblem: 'This link cannot be used',
  noCamera: 'No picture from the camera',
  noMicrophone: 'No microphone',
  canListen: 'You can still enter to listen and follow.',
  askAgain: 'Try camera and microphone again',
};

export const captureProblem: typeof vi.captureProblem = {
  denied: 'The browser is not allowed to use this device.',
  missing: 'The device was not found. Please check its cable.',
  busy: 'Another application uses the device. Please close it.',
  insecure: 'This page is not trusted yet, so the browser gives no camera and no microphone.',
  failed: 'The device could not be opened.',
};

export const allowHint: typeof vi.allowHint = {
  chromium: 'Click the icon left of the address, switch on Camera and Microphone, then press “Try again”.',
  chromiumMobile:
    'Tap the icon left of the address, choose Permissions, allow Camera and Microphone, then press “Try again”.',
  firefox: 'Click the crossed-out camera in the address bar, remove “Blocked”, then press “Try again”.',
  safari: 'Open Safari › Settings for this website, allow Camera and Microphone, then press “Try again”.',
  safariMobile:
    'Tap the icon left of the address, open Website Settings, allow Camera and Microphone, then press “Try again”.',
  other:
    'Open the permissions of this page in the browser settings, allow Camera and Microphone, then press “Try again”.',
};
