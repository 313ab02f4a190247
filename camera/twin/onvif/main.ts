/**
 * A camera without hardware on the network, for trials with any ONVIF client:
 * `node camera/twin/onvif/main.ts --host 127.0.0.1 --port 8080 --profile standard --stream rtsp://…`
 */
import { parseArgs } from 'node:util';
import { WallClock } from '../../wall-clock.ts';
import { CameraModel } from '../camera-model.ts';
import { cameraProfiles, fixedCamera, wireProfiles } from '../profiles.ts';
import { SeededRandom } from '../random.ts';
import { OnvifTwin } from './onvif-twin.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    profile: { type: 'string', default: 'standard' },
    stream: { type: 'string' },
    username: { type: 'string' },
    password: { type: 'string', default: '' },
  },
});

const profiles = [...cameraProfiles, ...wireProfiles, fixedCamera];
const profile = profiles.find(({ name }) => name === values.profile);
if (!profile) {
  console.error(`There is no profile "${values.profile}". There are: ${profiles.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const twin = await OnvifTwin.start({
  clock: new WallClock(),
  model: new CameraModel(profile.body),
  profile,
  random: new SeededRandom(1),
  credentials: values.username === undefined ? null : { username: values.username, password: values.password },
  host: values.host,
  port: Number(values.port),
  isDiscoverable: true,
  ...(values.stream !== undefined && { streamUri: values.stream }),
});
console.log(`Camera "${profile.name}" at ${twin.deviceAddress}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void twin.close());
