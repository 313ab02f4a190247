/**
 * Cameras of the twin as data: what they announce, how their body moves, what they do wrong and when they fail. `wire`
 * holds what can only be seen in SOAP; the twin over SOAP plays it, the one in virtual time cannot.
 */
import type { PtzCapabilities } from '../ptz-driver.ts';
import type { CameraBody } from './camera-model.ts';

export type CameraQuirks = {
  /** The status says MOVING whatever happens. */
  isMovingForEver: boolean;
  /** A motion at a speed goes on until Stop. */
  isTimeoutIgnored: boolean;
  /** Every motion at a speed is one at full speed. */
  isSpeedIgnored: boolean;
  /** Moves by parts of the picture reckon with a lens that is not there. */
  fixedLensDegrees: readonly [width: number, height: number] | null;
  /** Announced, and refused when it is asked for. */
  refuses: readonly ('moveTo' | 'moveByFov' | 'velocity')[];
};

export type CameraFault = {
  /** Silent: calls hang. Reboot: it also forgets its order, and comes back at its home. Unauthorized: every call is refused. */
  kind: 'silent' | 'reboot' | 'unauthorized';
  atMs: number;
  forMs: number;
};

export type CameraProfile = {
  name: string;
  body: CameraBody;
  capabilities: PtzCapabilities;
  quirks: CameraQuirks;
  /** From question to answer. */
  callMs: number;
  /** Of all calls, those that are never answered and never carried out. */
  droppedShare: number;
  /** Of all calls, those that arrive late, and are carried out and answered then. */
  lateShare: number;
  faults: readonly CameraFault[];
  wire: {
    /** The announced greatest part of a move by the picture: 1 or 100. */
    fovRange?: number;
    panSpace?: 'normalised' | 'degrees0To360';
    authentication?: 'usernameToken' | 'digest' | 'both';
    clockSkewMs?: number;
    isZoomSentWithFovMove?: boolean;
  };
};

/** By so much at most a call is late that is. */
export const greatestLateMs = 2_000;
export const leastLateMs = 200;

const degreesPerS2 = 180;

function bodyOf(degreesPerS: number): CameraBody {
  return {
    limits: {
      pan: { speedPerS: degreesPerS, accelerationPerS2: degreesPerS2 },
      tilt: { speedPerS: degreesPerS, accelerationPerS2: degreesPerS2 },
      // From wide to narrow in about two and a half seconds.
      zoom: { speedPerS: 0.45, accelerationPerS2: 2 },
    },
    range: { pan: [-170, 170], tilt: [-30, 90], zoom: [0, 1] },
    backlashDegrees: 0.2,
    commandDelayMs: 80,
    statusLagMs: 40,
  };
}

const everything: PtzCapabilities = {
  canPanTilt: true,
  canZoom: true,
  absolute: true,
  relativeFov: true,
  continuous: true,
  presets: true,
  home: true,
  hasPosition: true,
  hasMoveStatus: true,
  limits: { panDegrees: [-170, 170], tiltDegrees: [-30, 90], horizontalFovDegrees: [6, 65] },
};

const none: CameraQuirks = {
  isMovingForEver: false,
  isTimeoutIgnored: false,
  isSpeedIgnored: false,
  fixedLensDegrees: null,
  refuses: [],
};

/** 60 degrees a second, no quirks: the camera that the goals are stated for. */
export const standardCamera: CameraProfile = {
  name: 'standard',
  body: bodyOf(60),
  capabilities: everything,
  quirks: none,
  callMs: 20,
  droppedShare: 0,
  lateShare: 0,
  faults: [],
  wire: {},
};

/** It hangs where it hangs: no motors, nothing of ONVIF's services for them. */
export const fixedCamera: CameraProfile = {
  ...standardCamera,
  name: 'fixed',
  capabilities: {
    ...everything,
    ...{ canPanTilt: false, canZoom: false, absolute: false, relativeFov: false, continuous: false },
    ...{ presets: false, home: false, hasPosition: false, hasMoveStatus: false },
  },
};

export function isFixed({ capabilities: { canPanTilt, canZoom, presets } }: CameraProfile): boolean {
  return !canPanTilt && !canZoom && !presets;
}

function profile(name: string, changes: Partial<CameraProfile>): CameraProfile {
  return { ...standardCamera, name, ...changes };
}

const can = (changes: Partial<PtzCapabilities>) => ({ ...everything, ...changes });
const withQuirk = (changes: Partial<CameraQuirks>) => ({ ...none, ...changes });

/** What the twin in virtual time plays. Capabilities are those that the self-test left standing. */
export const cameraProfiles: readonly CameraProfile[] = [
  standardCamera,
  profile('fast', { body: bodyOf(120) }),
  profile('noPosition', { capabilities: can({ hasPosition: false, hasMoveStatus: false }) }),
  profile('movingForEver', {
    capabilities: can({ hasMoveStatus: false }),
    quirks: withQuirk({ isMovingForEver: true }),
  }),
  profile('timeoutIgnored', { quirks: withQuirk({ isTimeoutIgnored: true }) }),
  profile('relativeRefused', { quirks: withQuirk({ refuses: ['moveByFov'] }) }),
  profile('relativeOnly', { capabilities: can({ absolute: false }) }),
  profile('relativeOnlyFixedLens', {
    capabilities: can({ absolute: false }),
    quirks: withQuirk({ fixedLensDegrees: [63, 37] }),
  }),
  profile('continuousOnly', {
    capabilities: can({ absolute: false, relativeFov: false, hasPosition: false, hasMoveStatus: false }),
    quirks: withQuirk({ isSpeedIgnored: true }),
  }),
  profile('presetsOnly', {
    capabilities: can({
      absolute: false,
      relativeFov: false,
      continuous: false,
      hasPosition: false,
      hasMoveStatus: false,
    }),
  }),
  profile('call300', { callMs: 300 }),
  profile('call1000', { callMs: 1_000 }),
  profile('dropsCalls', { droppedShare: 0.03 }),
  profile('answersLate', { lateShare: 0.03 }),
];

/** Seen in SOAP only: the twin over SOAP plays these. */
export const wireProfiles: readonly CameraProfile[] = [
  profile('fovRange1', { wire: { fovRange: 1 } }),
  profile('fovRange100', { wire: { fovRange: 100 } }),
  profile('degrees0To360', { wire: { panSpace: 'degrees0To360' } }),
  profile('digestOnly', { wire: { authentication: 'digest' } }),
  profile('clock10hAhead', { wire: { clockSkewMs: 36_000_000 } }),
  profile('fovMovesZoom', { wire: { isZoomSentWithFovMove: true } }),
];

/** The same camera with something happening to it. */
export function withFault(base: CameraProfile, fault: CameraFault): CameraProfile {
  return { ...base, name: `${base.name}, ${fault.kind}`, faults: [...base.faults, fault] };
}
