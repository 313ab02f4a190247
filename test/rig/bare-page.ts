/** The page of `bare-meeting.ts`: the shortest way to the other's picture that also sends one's own. Runs in the browser. */
import { Device, type types } from 'mediasoup-client';
import { io } from 'socket.io-client';
import { producerOptions } from '../../room-ui/src/media/send-profiles.ts';

type Ask = (name: string, data?: object) => Promise<Record<string, unknown>>;

const own = document.querySelector<HTMLVideoElement>('#own');
const remote = document.querySelector<HTMLVideoElement>('#remote');
const stream = await navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
});
if (own) own.srcObject = stream;
document.querySelector('button')?.addEventListener('click', () => void joinMeeting());

async function joinMeeting(): Promise<void> {
  const socket = io({ transports: ['websocket'] });
  const ask: Ask = (name, data = {}) => socket.emitWithAck(name, data);
  const { rtpCapabilities } = await ask('join');
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: rtpCapabilities as types.RtpCapabilities });
  await Promise.all([receive(device, ask), send(device, ask)]);
}

async function receive(device: types.Device, ask: Ask): Promise<void> {
  const transport = device.createRecvTransport((await ask('createTransport')) as unknown as types.TransportOptions);
  followConnect(transport, ask);
  const { recvRtpCapabilities: rtpCapabilities } = device;
  const offer = await ask('consume', { transportId: transport.id, rtpCapabilities });
  const consumer = await transport.consume(offer as unknown as types.ConsumerOptions);
  if (remote) remote.srcObject = new MediaStream([consumer.track]);
  await ask('resume', { consumerId: consumer.id });
}

async function send(device: types.Device, ask: Ask): Promise<void> {
  const transport = device.createSendTransport((await ask('createTransport')) as unknown as types.TransportOptions);
  followConnect(transport, ask);
  transport.on('produce', ({ kind, rtpParameters }, answer, fail) => {
    ask('produce', { transportId: transport.id, kind, rtpParameters }).then(
      ({ id }) => answer({ id: String(id) }),
      fail,
    );
  });
  for (const track of [...stream.getVideoTracks(), ...stream.getAudioTracks()]) {
    await transport.produce(producerOptions(device, track.kind === 'video' ? 'camera' : 'microphone', track));
  }
}

function followConnect(transport: types.Transport, ask: Ask): void {
  transport.on('connect', ({ dtlsParameters }, answer, fail) => {
    ask('connectTransport', { transportId: transport.id, dtlsParameters }).then(() => answer(), fail);
  });
}
