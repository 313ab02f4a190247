/**
 * Opens one transport to the media server and keeps it on its way: when the network changes it finds a new one without
 * losing what it carries (ICE restart); only what cannot be saved is given up.
 */
import type { types } from 'mediasoup-client';
import { CommandError } from '../session/command-error.ts';
import type { SendCommand } from '../session/command-sender.ts';
import type { Relays } from './relays.ts';

/** Media commands are not sent twice: after a lost connection everything is compared anew anyhow. */
export const once = { patienceMs: 0 } as const;

/** A hiccup shorter than this mends itself. */
const hiccupMs = 1_200;
/** A transport that found no way for so long after a restart is made anew. */
const restartMs = 5_000;

/** Media commands come in bursts, as when thirty sites are received at once: what the server puts off is sent again. */
export function patient(send: SendCommand): SendCommand {
  return async (name, input, options) => {
    for (;;) {
      try {
        return await send(name, input, options);
      } catch (error) {
        if (!(error instanceof CommandError) || error.code !== 'RATE_LIMITED') throw error;
        const waitMs = (error.reply?.retryAfterMs ?? 0) + Math.random() * 100;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  };
}

/** The server makes its end while the device gets ready. */
export async function openTransport(
  loading: types.Device | Promise<types.Device>,
  direction: 'send' | 'receive',
  send: SendCommand,
  onFailed: () => void,
  relays: Relays,
): Promise<types.Transport> {
  const [offer, device] = await Promise.all([send('media.createTransport', { direction }, once), loading]);
  const options = { ...(offer as unknown as types.TransportOptions), iceServers: [...relays.iceServers] };
  const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  transport.on('connect', ({ dtlsParameters }, answer, fail) => {
    const input = { transportId: transport.id, dtlsParameters: dtlsParameters as Record<string, unknown> };
    send('media.connectTransport', input, once).then(answer, fail);
  });
  relays.renewOn(transport);
  keepOnItsWay(transport, send, onFailed);
  return transport;
}

function keepOnItsWay(transport: types.Transport, send: SendCommand, onFailed: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(onFailed, restartMs);
    restartIce(transport, send).catch((error) => {
      // The server does not know it any more. Without a connection the time above decides.
      if (error instanceof CommandError && error.code !== 'LOST') onFailed();
    });
  };
  const onNetworkChange = () => {
    if (transport.connectionState === 'connected' || transport.connectionState === 'disconnected') restart();
  };
  transport.on('connectionstatechange', (state) => {
    clearTimeout(timer);
    if (state === 'disconnected') timer = setTimeout(restart, hiccupMs);
    if (state === 'failed') restart();
  });
  addEventListener('online', onNetworkChange);
  transport.observer.on('close', () => {
    clearTimeout(timer);
    removeEventListener('online', onNetworkChange);
  });
}

async function restartIce(transport: types.Transport, send: SendCommand): Promise<void> {
  const { iceParameters } = await send('media.restartIce', { transportId: transport.id }, once);
  if (!transport.closed) await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
}
