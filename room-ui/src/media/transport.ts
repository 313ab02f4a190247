/** Opens one transport to the media server and watches whether it finds its way. */
import type { types } from 'mediasoup-client';
import type { SendCommand } from '../session/command-sender.ts';
import type { Relays } from './relays.ts';

/** Media commands are not sent twice: after a lost connection everything is compared anew anyhow. */
export const once = { patienceMs: 0 } as const;

/** A transport that found no way for so long is made anew; the browser itself would try for half a minute. */
const disconnectedMs = 6_000;

export async function openTransport(
  device: types.Device,
  direction: 'send' | 'receive',
  send: SendCommand,
  onFailed: () => void,
  relays: Relays,
): Promise<types.Transport> {
  const offer = await send('media.createTransport', { direction }, once);
  const options = { ...(offer as unknown as types.TransportOptions), iceServers: [...relays.iceServers] };
  const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  transport.on('connect', ({ dtlsParameters }, answer, fail) => {
    const input = { transportId: transport.id, dtlsParameters: dtlsParameters as Record<string, unknown> };
    send('media.connectTransport', input, once).then(answer, fail);
  });
  relays.renewOn(transport);
  let timer: ReturnType<typeof setTimeout> | undefined;
  transport.on('connectionstatechange', (state) => {
    clearTimeout(timer);
    if (state === 'failed') onFailed();
    if (state === 'disconnected') timer = setTimeout(onFailed, disconnectedMs);
  });
  transport.observer.on('close', () => clearTimeout(timer));
  return transport;
}
