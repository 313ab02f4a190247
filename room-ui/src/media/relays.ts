/** The relays of one link (TURN): their password ends by itself, so a new one is asked for in time. */
import type { types } from 'mediasoup-client';
import type { CommandOutput } from '#contract';
import type { SendCommand } from '../session/command-sender.ts';

export type Relays = {
  readonly iceServers: readonly RTCIceServer[];
  /** From now on the transport learns each new password; what runs on it goes on. */
  renewOn(transport: Pick<types.Transport, 'closed' | 'updateIceServers'>): void;
  close(): void;
};

/** After a failure: the old password is good for as long again. */
const retryMs = 60_000;

export function keepRelays(
  send: SendCommand,
  { iceServers, renewRelaysAfterMs }: CommandOutput<'media.renewRelays'>,
): Relays {
  const transports = new Set<Parameters<Relays['renewOn']>[0]>();
  let current = iceServers;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  function renewIn(waitMs: number | null): void {
    if (waitMs !== null && !isClosed) timer = setTimeout(() => void renew(), waitMs);
  }

  async function renew(): Promise<void> {
    try {
      const renewed = await send('media.renewRelays', {}, { patienceMs: 0 });
      current = renewed.iceServers;
      const running = [...transports].filter(({ closed }) => !closed);
      await Promise.all(running.map((transport) => transport.updateIceServers({ iceServers: [...current] })));
      renewIn(renewed.renewRelaysAfterMs);
    } catch {
      renewIn(retryMs);
    }
  }

  renewIn(renewRelaysAfterMs);
  return {
    get iceServers() {
      return current;
    },
    renewOn: (transport) => void transports.add(transport),
    close() {
      isClosed = true;
      clearTimeout(timer);
      transports.clear();
    },
  };
}
