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
  const profiles = findElements(await client.ask((camera, done) => camera.getProfiles(done)), 'Profiles');
  const profile = profiles.find((each) => ptzConfigurationOf(each)) ?? profiles[0];
  const token = profile?.attributes.token;
  if (!profile || !token) throw new PtzError('NOT_SUPPORTED', 'The camera announces no picture to work with.');
  const profileToken = escapeXml(token);
  const configurationToken = client.hasMotors
    ? (ptzConfigurationOf(profile) ?? (await firstConfiguration(client)))
    : null;
  // A slow camera takes a second for each: they are asked at once.
  const [motors, stream, device] = await Promise.all([
    configurationToken === null ? motorless(optics) : motorsOf(client, profileToken, configurationToken, optics),
    optional(client.ask((camera, done) => camera.getStreamUri({ profileToken, protocol: 'RTSP' }, done))),
    optional(client.ask((camera, done) => camera.getDeviceInformation(done))),
  ]);
  const streamUri = (stream && textOf(stream, 'Uri')) || null;
  if (configurationToken === null && streamUri === null)
    throw new PtzError('NOT_SUPPORTED', 'This camera neither turns nor says where its picture is.');
  return {
    profileToken,
    ...motors,
    streamUri,
    device: {
      manufacturer: (device && textOf(device, 'Manufacturer')) ?? '',
      model: (device && textOf(device, 'Model')) ?? '',
      serialNumber: (device && textOf(device, 'SerialNumber')) ?? '',
    },
  };
}

type Motors = Pick<Announcement, 'spaces' | 'capabilities'>;

async function motorsOf(
  client: OnvifClient,
  profileToken: string,
  configurationToken: string,
  optics: Optics,
): Promise<Motors> {
  const [options, nodes, status] = await Promise.all([
    client.ask((camera, done) => camera.getConfigurationOptions(escapeXml(configurationToken), done)),
    optional(client.ask((camera, done) => camera.getNodes(done))),
    optional(client.ask((camera, done) => camera.getStatus({ profileToken }, done))),
  ]);
  const spaces = new PtzSpaces(readSpaces(options), optics);
  return {
    spaces,
    capabilities: {
      ...spaces.announced,
      presets: Number((nodes && textOf(nodes, 'MaximumNumberOfPresets')) ?? 0) > 0,
      home: (nodes && textOf(nodes, 'HomeSupported')) === 'true',
      hasPosition: status !== null && spaces.poseIn(status) !== null,
      hasMoveStatus: status !== null && findElement(status, 'MoveStatus') !== undefined,
    },
  };
}

/** A camera that hangs where it hangs. */
function motorless(optics: Optics): Motors {
  const spaces = new PtzSpaces([], optics);
  const none = { presets: false, home: false, hasPosition: false, hasMoveStatus: false };
  return { spaces, capabilities: { ...spaces.announced, ...none } };
}

function ptzConfigurationOf(profile: XmlElement): string | undefined {
  return (findElement(profile, 'PTZConfiguration') ?? findElement(profile, 'PTZ'))?.attributes.token;
}

/** Null: it announces motors and has none, as a fixed camera does whose maker also builds others. */
async function firstConfiguration(client: OnvifClient): Promise<string | null> {
  const body = await optional(client.ask((camera, done) => camera.getConfigurations(done)));
  return (body && findElement(body, 'PTZConfiguration')?.attributes.token) ?? null;
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
