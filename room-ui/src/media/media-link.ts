/**
 * One attempt at picture and sound: a device, what goes out and what comes in. When something of it breaks it is closed
 * as a whole and the media session makes a new one. The local tracks are not its own and live on.
 */
import type { types } from 'mediasoup-client';
import type { SendCommand } from '../session/command-sender.ts';
import { type PageReport, reportOf } from './page-report.ts';
import { createReceiving, type Receiving } from './receiving.ts';
import { keepRelays } from './relays.ts';
import { createSending, type Sending } from './sending.ts';
import { once, patient } from './transport.ts';

export type MediaLink = { sending: Sending; receiving: Receiving; report(): Promise<PageReport>; close(): void };

export type OpenLink = (send: SendCommand, onFailed: () => void) => Promise<MediaLink>;

export async function openMediaLink(sendOnce: SendCommand, onFailed: () => void): Promise<MediaLink> {
  const send = patient(sendOnce);
  // The media code is the heaviest part of the page: it loads while the server makes the room ready.
  const [{ Device }, { rtpCapabilities, ...access }] = await Promise.all([
    import('mediasoup-client'),
    send('media.join', {}, once),
  ]);
  const relays = keepRelays(send, access);
  const loading = loadDevice(Device, rtpCapabilities as types.RtpCapabilities);
  const receiving = createReceiving(loading, send, onFailed, relays);
  const device = await loading.catch((error) => {
    relays.close();
    throw error;
  });
  const sending = createSending(device, send, onFailed, relays);
  return {
    sending,
    receiving,
    async report() {
      const [sent, received] = await Promise.all([sending.counters(), receiving.counters()]);
      return reportOf({ ...sent, ...received });
    },
    close() {
      relays.close();
      sending.close();
      receiving.close();
    },
  };
}

async function loadDevice(
  Device: typeof types.Device,
  routerRtpCapabilities: types.RtpCapabilities,
): Promise<types.Device> {
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities });
  return device;
}
