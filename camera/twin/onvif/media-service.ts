/** The pictures of a camera: one source, one profile that carries it, and where it streams to. */
import { escapeXml } from '../../xml.ts';
import { isFixed } from '../profiles.ts';
import { ptzConfiguration } from './ptz-description.ts';
import { SoapFault, type SoapQuestion } from './soap.ts';
import type { TwinCamera } from './twin-camera.ts';

export const profileToken = 'profile_1';

const sourceConfiguration = `<tt:VideoSourceConfiguration token="source_config"><tt:Name>source_config</tt:Name>
  <tt:UseCount>1</tt:UseCount><tt:SourceToken>source_1</tt:SourceToken>
  <tt:Bounds x="0" y="0" width="1920" height="1080"/></tt:VideoSourceConfiguration>`;

const encoderConfiguration = `<tt:VideoEncoderConfiguration token="encoder_1"><tt:Name>encoder_1</tt:Name>
  <tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>
  <tt:Resolution><tt:Width>1280</tt:Width><tt:Height>720</tt:Height></tt:Resolution><tt:Quality>5</tt:Quality>
  <tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval>
  <tt:BitrateLimit>4000</tt:BitrateLimit></tt:RateControl>
  <tt:H264><tt:GovLength>50</tt:GovLength><tt:H264Profile>Baseline</tt:H264Profile></tt:H264>
  <tt:SessionTimeout>PT60S</tt:SessionTimeout></tt:VideoEncoderConfiguration>`;

const mediaProfile = (element: string, { profile }: TwinCamera) =>
  `<trt:${element} token="${profileToken}" fixed="true"><tt:Name>main</tt:Name>${sourceConfiguration}
   ${encoderConfiguration}${isFixed(profile) ? '' : ptzConfiguration('tt:PTZConfiguration', profile)}</trt:${element}>`;

const mediaUri = (uri: string) =>
  `<trt:MediaUri><tt:Uri>${escapeXml(uri)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>
   <tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>`;

export const mediaService: Record<string, (camera: TwinCamera, question: SoapQuestion) => string> = {
  GetProfiles: (camera) => mediaProfile('Profiles', camera),
  GetProfile: (camera) => mediaProfile('Profile', camera),
  GetVideoSources: () =>
    `<trt:VideoSources token="source_1"><tt:Framerate>25</tt:Framerate>
     <tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution></trt:VideoSources>`,
  GetVideoSourceConfigurations: () =>
    sourceConfiguration.replaceAll('tt:VideoSourceConfiguration', 'trt:Configurations'),
  GetVideoEncoderConfigurations: () =>
    encoderConfiguration.replaceAll('tt:VideoEncoderConfiguration', 'trt:Configurations'),
  GetVideoEncoderConfiguration: () =>
    encoderConfiguration.replaceAll('tt:VideoEncoderConfiguration', 'trt:Configuration'),
  GetVideoEncoderConfigurationOptions: () =>
    `<trt:Options><tt:QualityRange><tt:Min>1</tt:Min><tt:Max>10</tt:Max></tt:QualityRange><tt:H264>
     <tt:ResolutionsAvailable><tt:Width>1280</tt:Width><tt:Height>720</tt:Height></tt:ResolutionsAvailable>
     <tt:GovLengthRange><tt:Min>1</tt:Min><tt:Max>100</tt:Max></tt:GovLengthRange>
     <tt:FrameRateRange><tt:Min>1</tt:Min><tt:Max>25</tt:Max></tt:FrameRateRange>
     <tt:EncodingIntervalRange><tt:Min>1</tt:Min><tt:Max>1</tt:Max></tt:EncodingIntervalRange>
     <tt:H264ProfilesSupported>Baseline</tt:H264ProfilesSupported></tt:H264></trt:Options>`,
  GetStreamUri: ({ streamUri }) => {
    if (!streamUri) throw new SoapFault('ter:ActionNotSupported', 'This camera has no stream.');
    return mediaUri(streamUri);
  },
  GetSnapshotUri: ({ snapshotUri }) => {
    if (!snapshotUri) throw new SoapFault('ter:ActionNotSupported', 'This camera has no snapshots.');
    return mediaUri(snapshotUri);
  },
  SetSynchronizationPoint: (camera) => {
    camera.onSynchronizationPoint();
    return '';
  },
};
