/** What an ONVIF camera announces: its profile, its spaces, whether it says where it looks, where its picture is. */
import { type PtzCapabilities, PtzError } from '../ptz-driver.ts';
import { escapeXml, findElement, findElements, textOf, type XmlElement } from '../xml.ts';
import type { OnvifClient } from './onvif-client.ts';
import { type Optics, PtzSpaces, readSpaces } from './onvif-spaces.ts';

export type Announcement = {
  /** As it goes into XML. */
  profileToken: string;
  spaces: PtzSpaces;
  capabilities: PtzCapabilities;
  streamUri: string | null;
  device: CameraDevice;
};

/** Two cameras that say the same are one. */
export type CameraDevice = { manufacturer: string; model: string; serialNumber: string };

export async function announcementOf(client: OnvifClient, optics: Optics): Promise<Announcement> {
  if (!client.hasMotors) throw new PtzError('NOT_SUPPORTED', 'This camera does not turn: it announces no motors.');
  const profiles = findElements(await client.ask((camera, done) => camera.getProfiles(done)), 'Profiles');
  const profile = profiles.find((each) => ptzConfigurationOf(each)) ?? profiles[0];
  const token = profile?.attributes.token;
  if (!profile || !token) throw new PtzError('NOT_SUPPORTED', 'The camera announces no picture to work with.');
  const profileToken = escapeXml(token);
  const configurationToken = ptzConfigurationOf(profile) ?? (await firstConfiguration(client));
  // A slow camera takes a second for each: they are asked at once.
  const [options, nodes, status, stream, device] = await Promise.all([
    client.ask((camera, done) => camera.getConfigurationOptions(escapeXml(configurationToken), done)),
    optional(client.ask((camera, done) => camera.getNodes(done))),
    optional(client.ask((camera, done) => camera.getStatus({ profileToken }, done))),
    optional(client.ask((camera, done) => camera.getStreamUri({ profileToken, protocol: 'RTSP' }, done))),
    optional(client.ask((camera, done) => camera.getDeviceInformation(done))),
  ]);
  const spaces = new PtzSpaces(readSpaces(options), optics);
  return {
    profileToken,
    spaces,
    streamUri: (stream && textOf(stream, 'Uri')) || null,
    device: {
      manufacturer: (device && textOf(device, 'Manufacturer')) ?? '',
      model: (device && textOf(device, 'Model')) ?? '',
      serialNumber: (device && textOf(device, 'SerialNumber')) ?? '',
    },
    capabilities: {
      ...spaces.announced,
      presets: Number((nodes && textOf(nodes, 'MaximumNumberOfPresets')) ?? 0) > 0,
      home: (nodes && textOf(nodes, 'HomeSupported')) === 'true',
      hasPosition: status !== null && spaces.poseIn(status) !== null,
      hasMoveStatus: status !== null && findElement(status, 'MoveStatus') !== undefined,
    },
  };
}

function ptzConfigurationOf(profile: XmlElement): string | undefined {
  return (findElement(profile, 'PTZConfiguration') ?? findElement(profile, 'PTZ'))?.attributes.token;
}

async function firstConfiguration(client: OnvifClient): Promise<string> {
  const body = await client.ask((camera, done) => camera.getConfigurations(done));
  const token = findElement(body, 'PTZConfiguration')?.attributes.token;
  if (!token) throw new PtzError('NOT_SUPPORTED', 'This camera does not turn: it has no configuration of motors.');
  return token;
}

/** What a camera does not do is left out; that it cannot be asked is an error. */
async function optional(answer: Promise<XmlElement>): Promise<XmlElement | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof PtzError && ['REFUSED', 'NOT_SUPPORTED'].includes(error.reason)) return null;
    throw error;
  }
}
