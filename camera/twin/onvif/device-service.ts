/** What a camera says of itself, and where its services are. */
import { escapeXml } from '../../xml.ts';
import { isFixed } from '../profiles.ts';
import type { SoapQuestion } from './soap.ts';
import type { TwinCamera } from './twin-camera.ts';

const wsdl = 'http://www.onvif.org';
const services = [
  { name: 'Device', namespace: `${wsdl}/ver10/device/wsdl`, path: '/onvif/device_service' },
  { name: 'Media', namespace: `${wsdl}/ver10/media/wsdl`, path: '/onvif/media_service' },
  { name: 'PTZ', namespace: `${wsdl}/ver20/ptz/wsdl`, path: '/onvif/ptz_service' },
] as const;

const servicesOf = ({ profile }: TwinCamera) => services.filter(({ name }) => name !== 'PTZ' || !isFixed(profile));

export function scopesOf({ profile }: TwinCamera): string[] {
  const name = encodeURIComponent(`Rostrum twin ${profile.name}`);
  const motors = isFixed(profile) ? [] : ['type/ptz'];
  return ['type/video_encoder', ...motors, 'Profile/Streaming', 'hardware/Twin', `name/${name}`].map(
    (scope) => `onvif://www.onvif.org/${scope}`,
  );
}

/** `origin` is the address that the client used, so that what it is told can be reached by it. */
export const deviceService: Record<string, (camera: TwinCamera, question: SoapQuestion, origin: string) => string> = {
  GetSystemDateAndTime: (camera) => {
    const time = new Date(camera.timeOfDayMs());
    const [hour, minute, second] = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()];
    const clock = `<tt:Hour>${hour}</tt:Hour><tt:Minute>${minute}</tt:Minute><tt:Second>${second}</tt:Second>`;
    const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate()];
    const date = `<tt:Year>${year}</tt:Year><tt:Month>${month}</tt:Month><tt:Day>${day}</tt:Day>`;
    return `<tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>
      <tt:TimeZone><tt:TZ>UTC0</tt:TZ></tt:TimeZone>
      <tt:UTCDateTime><tt:Time>${clock}</tt:Time><tt:Date>${date}</tt:Date></tt:UTCDateTime>
      <tt:LocalDateTime><tt:Time>${clock}</tt:Time><tt:Date>${date}</tt:Date></tt:LocalDateTime></tds:SystemDateAndTime>`;
  },
  GetServices: (camera, _question, origin) =>
    servicesOf(camera)
      .map(
        ({ namespace, path }) => `<tds:Service><tds:Namespace>${namespace}</tds:Namespace>
          <tds:XAddr>${origin}${path}</tds:XAddr>
          <tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>`,
      )
      .join(''),
  GetCapabilities: (camera, _question, origin) => {
    const parts = servicesOf(camera).map(({ name, path }) => {
      const streaming =
        name === 'Media'
          ? '<tt:StreamingCapabilities><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities>'
          : '';
      return `<tt:${name}><tt:XAddr>${origin}${path}</tt:XAddr>${streaming}</tt:${name}>`;
    });
    return `<tds:Capabilities>${parts.join('')}</tds:Capabilities>`;
  },
  GetServiceCapabilities: () => '<tds:Capabilities/>',
  GetDeviceInformation: ({ profile, serialNumber }) =>
    `<tds:Manufacturer>Rostrum</tds:Manufacturer><tds:Model>Twin ${escapeXml(profile.name)}</tds:Model>
     <tds:FirmwareVersion>1</tds:FirmwareVersion><tds:SerialNumber>${escapeXml(serialNumber)}</tds:SerialNumber>
     <tds:HardwareId>twin</tds:HardwareId>`,
  GetScopes: (camera) =>
    scopesOf(camera)
      .map((item) => `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${item}</tt:ScopeItem></tds:Scopes>`)
      .join(''),
  GetHostname: () =>
    '<tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>twin</tt:Name></tds:HostnameInformation>',
  GetNetworkInterfaces: (_camera, _question, origin) =>
    `<tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled>
     <tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>02:00:00:00:00:01</tt:HwAddress></tt:Info>
     <tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>${new URL(origin).hostname}</tt:Address>
     <tt:PrefixLength>24</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4></tds:NetworkInterfaces>`,
};
