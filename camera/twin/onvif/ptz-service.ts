/** Orders to the motors, as they come in by SOAP: carried out on the body, or refused as a camera of this profile would. */
import { escapeXml, findElement, textOf, type XmlElement } from '../../xml.ts';
import type { AxisValues, CameraCommand } from '../camera-model.ts';
import type { CameraQuirks } from '../profiles.ts';
import { profileToken } from './media-service.ts';
import {
  configurationToken,
  fovRangeOf,
  fovSpace,
  fromWire,
  nodeToken,
  positionSpace,
  ptzConfiguration,
  ptzNode,
  spacesOf,
  toWire,
} from './ptz-description.ts';
import { SoapFault, type SoapQuestion } from './soap.ts';
import type { TwinCamera } from './twin-camera.ts';

const zoomSpace = 'http://www.onvif.org/ver10/tptz/ZoomSpaces/PositionGenericSpace';
const greatestPartOfFov = 0.5;

export const ptzService: Record<string, (camera: TwinCamera, question: SoapQuestion) => string> = {
  GetServiceCapabilities: () => '<tptz:Capabilities MoveStatus="true" StatusPosition="true"/>',
  GetNodes: ({ profile }) => ptzNode('tptz:PTZNode', profile),
  GetNode: ({ profile }, { operation }) => {
    if (textOf(operation, 'NodeToken') !== nodeToken) throw new SoapFault('ter:NoEntity', 'There is no such node.');
    return ptzNode('tptz:PTZNode', profile);
  },
  GetConfigurations: ({ profile }) => ptzConfiguration('tptz:PTZConfiguration', profile),
  GetConfiguration: ({ profile }) => ptzConfiguration('tptz:PTZConfiguration', profile),
  GetConfigurationOptions: ({ profile }, { operation }) => {
    if (textOf(operation, 'ConfigurationToken') !== configurationToken) {
      throw new SoapFault('ter:NoConfig', 'There is no such configuration.');
    }
    return `<tptz:PTZConfigurationOptions><tt:Spaces>${spacesOf(profile)}</tt:Spaces>
      <tt:PTZTimeout><tt:Min>PT0S</tt:Min><tt:Max>PT60S</tt:Max></tt:PTZTimeout></tptz:PTZConfigurationOptions>`;
  },
  GetStatus: (camera, question) => {
    needProfile(question);
    return status(camera);
  },
  AbsoluteMove: (camera, question) => {
    needProfile(question);
    const { profile } = camera;
    needAble(profile.capabilities.absolute, profile.quirks, 'moveTo');
    const panTilt = vector(findElement(question.operation, 'PanTilt'));
    const zoom = findElement(question.operation, 'Zoom')?.attributes.x;
    const to: Partial<AxisValues> = panTilt ? fromWire(profile, { pan: panTilt.x, tilt: panTilt.y }) : {};
    if (zoom !== undefined) to.zoom = number(zoom);
    camera.apply({ type: 'move', to });
    return '';
  },
  RelativeMove: (camera, question) => {
    needProfile(question);
    needAble(camera.profile.capabilities.relativeFov, camera.profile.quirks, 'moveByFov');
    relativeMove(camera, question.operation);
    return '';
  },
  ContinuousMove: (camera, question) => {
    needProfile(question);
    needAble(camera.profile.capabilities.continuous, camera.profile.quirks, 'velocity');
    camera.apply(runOf(camera, question.operation));
    return '';
  },
  Stop: (camera, question) => {
    needProfile(question);
    camera.apply({ type: 'stop' });
    return '';
  },
  GetPresets: ({ model }) =>
    model
      .presets()
      .map(
        ({ token, name }) =>
          `<tptz:Preset token="${escapeXml(token)}"><tt:Name>${escapeXml(name)}</tt:Name></tptz:Preset>`,
      )
      .join(''),
  SetPreset: (camera, { operation }) => {
    needPresets(camera);
    const name = textOf(operation, 'PresetName') ?? '';
    const token = textOf(operation, 'PresetToken') ?? camera.freePresetToken();
    camera.model.storePreset(token, name, camera.nowMs());
    return `<tptz:PresetToken>${escapeXml(token)}</tptz:PresetToken>`;
  },
  RemovePreset: ({ model }, { operation }) => {
    if (!model.removePreset(textOf(operation, 'PresetToken') ?? '')) throw noPreset();
    return '';
  },
  GotoPreset: (camera, { operation }) => {
    const to = camera.model.preset(textOf(operation, 'PresetToken') ?? '');
    if (!to) throw noPreset();
    camera.apply({ type: 'move', to });
    return '';
  },
  SetHomePosition: (camera) => {
    camera.home = camera.model.stateAt(camera.nowMs()).motors;
    return '';
  },
  GotoHomePosition: (camera) => {
    if (!camera.profile.capabilities.home) throw new SoapFault('ter:NoHomePosition', 'This camera has no home.');
    camera.apply({ type: 'move', to: camera.home });
    return '';
  },
};

function status({ profile, model, nowMs, timeOfDayMs }: TwinCamera): string {
  const { capabilities, quirks } = profile;
  const { motors, isMoving } = model.reportedMotorsAt(nowMs());
  const parts: string[] = [];
  if (capabilities.hasPosition) {
    const { pan, tilt, zoom } = toWire(profile, motors);
    parts.push(`<tt:Position><tt:PanTilt x="${pan}" y="${tilt}" space="${positionSpace(profile)}"/>
      <tt:Zoom x="${zoom}" space="${zoomSpace}"/></tt:Position>`);
  }
  if (capabilities.hasMoveStatus || quirks.isMovingForEver) {
    const word = isMoving || quirks.isMovingForEver ? 'MOVING' : 'IDLE';
    parts.push(`<tt:MoveStatus><tt:PanTilt>${word}</tt:PanTilt><tt:Zoom>${word}</tt:Zoom></tt:MoveStatus>`);
  }
  const time = new Date(timeOfDayMs()).toISOString();
  return `<tptz:PTZStatus>${parts.join('')}<tt:UtcTime>${time}</tt:UtcTime></tptz:PTZStatus>`;
}

function relativeMove(camera: TwinCamera, operation: XmlElement): void {
  const element = findElement(operation, 'PanTilt');
  const by = vector(element);
  const { profile } = camera;
  if (!by || element?.attributes.space !== fovSpace) {
    throw new SoapFault('ter:SpaceNotSupported', 'Relative moves go by parts of the picture only.');
  }
  // What stands out of the announced range is cut off, as cameras do.
  const part = (value: number) => Math.max(-1, Math.min(1, value / fovRangeOf(profile))) * greatestPartOfFov;
  const { fixedLensDegrees } = profile.quirks;
  camera.apply({
    type: 'moveByFov',
    right: part(by.x),
    up: part(by.y),
    ...(fixedLensDegrees && { lensDegrees: fixedLensDegrees }),
  });
  if (profile.wire.isZoomSentWithFovMove && findElement(operation, 'Zoom')) {
    camera.apply({ type: 'move', to: { zoom: 0 } });
  }
}

function runOf({ profile }: TwinCamera, operation: XmlElement): CameraCommand {
  const panTilt = vector(findElement(operation, 'PanTilt')) ?? { x: 0, y: 0 };
  const zoom = number(findElement(operation, 'Zoom')?.attributes.x ?? '0');
  const { isSpeedIgnored, isTimeoutIgnored } = profile.quirks;
  const speed = (share: number) => (isSpeedIgnored ? Math.sign(share) : share);
  const [, seconds] = /^PT([\d.]+)S$/.exec(textOf(operation, 'Timeout') ?? '') ?? [];
  const forMs = isTimeoutIgnored || seconds === undefined ? null : Number(seconds) * 1_000;
  return { type: 'velocity', speed: { pan: speed(panTilt.x), tilt: speed(panTilt.y), zoom: speed(zoom) }, forMs };
}

function vector(element: XmlElement | undefined): { x: number; y: number } | undefined {
  return element && { x: number(element.attributes.x), y: number(element.attributes.y) };
}

function number(text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isFinite(value)) {
    throw new SoapFault('ter:InvalidArgVal', 'A number is missing or none.');
  }
  return value;
}

function needProfile({ operation }: SoapQuestion): void {
  if (textOf(operation, 'ProfileToken') !== profileToken)
    throw new SoapFault('ter:NoProfile', 'There is no such profile.');
}

function needAble(isAble: boolean, { refuses }: CameraQuirks, what: CameraQuirks['refuses'][number]): void {
  if (!isAble) throw new SoapFault('ter:ActionNotSupported', 'This camera does not move so.');
  if (refuses.includes(what)) throw new SoapFault('ter:InvalidTranslation', 'This camera refuses to move so.');
}

function needPresets({ profile }: TwinCamera): void {
  if (!profile.capabilities.presets) throw new SoapFault('ter:TooManyPresets', 'This camera keeps no presets.');
}

function noPreset(): SoapFault {
  return new SoapFault('ter:NoToken', 'There is no such preset.');
}
