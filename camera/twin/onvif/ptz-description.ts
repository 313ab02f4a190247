/** What a camera announces of its motors: spaces with their ranges, one node, one configuration; and degrees in them. */
import type { AxisValues, CameraBody } from '../camera-model.ts';
import type { CameraProfile } from '../profiles.ts';

const ptzSpaces = 'http://www.onvif.org/ver10/tptz/PanTiltSpaces';
const zoomSpaces = 'http://www.onvif.org/ver10/tptz/ZoomSpaces';

export const fovSpace = `${ptzSpaces}/TranslationSpaceFov`;
export const nodeToken = 'node_1';
export const configurationToken = 'ptz_config';
const degreesSpace = `${ptzSpaces}/SphericalPositionSpaceDegrees`;
const genericSpace = `${ptzSpaces}/PositionGenericSpace`;
const panDegreesOfTurn = 360;

type Range = readonly [least: number, greatest: number];
const range = (axis: 'X' | 'Y', [least, greatest]: Range) =>
  `<tt:${axis}Range><tt:Min>${least}</tt:Min><tt:Max>${greatest}</tt:Max></tt:${axis}Range>`;

function space(name: string, uri: string, x: Range, y?: Range): string {
  return `<tt:${name}><tt:URI>${uri}</tt:URI>${range('X', x)}${y ? range('Y', y) : ''}</tt:${name}>`;
}

/** Where the camera's own numbers of pan and tilt begin and end. */
function positionRanges({ wire, body }: CameraProfile): { uri: string; pan: Range; tilt: Range } {
  return wire.panSpace === 'degrees0To360'
    ? { uri: degreesSpace, pan: [0, panDegreesOfTurn], tilt: body.range.tilt }
    : { uri: genericSpace, pan: [-1, 1], tilt: [-1, 1] };
}

export function positionSpace(profile: CameraProfile): string {
  return positionRanges(profile).uri;
}

export function fovRangeOf({ wire }: CameraProfile): number {
  return wire.fovRange ?? 1;
}

/** The wire's numbers for where the motors stand. */
export function toWire({ wire, body }: CameraProfile, { pan, tilt, zoom }: AxisValues): AxisValues {
  if (wire.panSpace === 'degrees0To360') return { pan: (pan + panDegreesOfTurn) % panDegreesOfTurn, tilt, zoom };
  return { pan: normalised(pan, body.range.pan), tilt: normalised(tilt, body.range.tilt), zoom };
}

export function fromWire(
  { wire, body }: CameraProfile,
  at: { pan: number; tilt: number },
): { pan: number; tilt: number } {
  if (wire.panSpace === 'degrees0To360') {
    return { pan: at.pan > panDegreesOfTurn / 2 ? at.pan - panDegreesOfTurn : at.pan, tilt: at.tilt };
  }
  return { pan: spread(at.pan, body.range.pan), tilt: spread(at.tilt, body.range.tilt) };
}

function normalised(value: number, [least, greatest]: CameraBody['range']['pan']): number {
  return ((value - least) / (greatest - least)) * 2 - 1;
}

function spread(value: number, [least, greatest]: CameraBody['range']['pan']): number {
  return least + ((value + 1) / 2) * (greatest - least);
}

export function spacesOf(profile: CameraProfile): string {
  const { absolute, relativeFov, continuous } = profile.capabilities;
  const { uri, pan, tilt } = positionRanges(profile);
  const fov = fovRangeOf(profile);
  const parts: string[] = [];
  if (absolute) {
    parts.push(space('AbsolutePanTiltPositionSpace', uri, pan, tilt));
    parts.push(space('AbsoluteZoomPositionSpace', `${zoomSpaces}/PositionGenericSpace`, [0, 1]));
  }
  if (relativeFov) {
    parts.push(space('RelativePanTiltTranslationSpace', `${ptzSpaces}/TranslationGenericSpace`, [-1, 1], [-1, 1]));
    parts.push(space('RelativePanTiltTranslationSpace', fovSpace, [-fov, fov], [-fov, fov]));
    parts.push(space('RelativeZoomTranslationSpace', `${zoomSpaces}/TranslationGenericSpace`, [-1, 1]));
  }
  if (continuous) {
    parts.push(space('ContinuousPanTiltVelocitySpace', `${ptzSpaces}/VelocityGenericSpace`, [-1, 1], [-1, 1]));
    parts.push(space('ContinuousZoomVelocitySpace', `${zoomSpaces}/VelocityGenericSpace`, [-1, 1]));
  }
  parts.push(space('PanTiltSpeedSpace', `${ptzSpaces}/GenericSpeedSpace`, [0, 1]));
  return parts.join('');
}

export function ptzNode(element: string, profile: CameraProfile): string {
  const { home, presets } = profile.capabilities;
  return `<${element} token="${nodeToken}"><tt:Name>motors</tt:Name>
    <tt:SupportedPTZSpaces>${spacesOf(profile)}</tt:SupportedPTZSpaces>
    <tt:MaximumNumberOfPresets>${presets ? 64 : 0}</tt:MaximumNumberOfPresets>
    <tt:HomeSupported>${home}</tt:HomeSupported></${element}>`;
}

export function ptzConfiguration(element: string, profile: CameraProfile): string {
  return `<${element} token="${configurationToken}"><tt:Name>${configurationToken}</tt:Name><tt:UseCount>1</tt:UseCount>
    <tt:NodeToken>${nodeToken}</tt:NodeToken>
    <tt:DefaultAbsolutePantTiltPositionSpace>${positionSpace(profile)}</tt:DefaultAbsolutePantTiltPositionSpace>
    <tt:DefaultPTZTimeout>PT5S</tt:DefaultPTZTimeout></${element}>`;
}
