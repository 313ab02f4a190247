import nodeDataChannel from 'node-datachannel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TurnServers } from '../control/operations/turn.ts';
import { Coturn } from './harness/coturn.ts';
import { freePort } from './harness/ports.ts';

const secret = 'the secret of this relay';
const sixHoursMs = 6 * 3_600_000;

describe("passwords for Debian's coturn", () => {
  let coturn: Coturn;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    coturn = await Coturn.start({ address: '127.0.0.1', port, secret });
  });
  afterAll(() => coturn?.stop());

  it('open a place on the relay', async () => {
    expect(await findsRelay(port, secret, Date.now())).toBe(true);
  });

  it('are refused when they have expired or are of another secret', async () => {
    expect(await findsRelay(port, secret, Date.now() - sixHoursMs - 60_000)).toBe(false);
    expect(await findsRelay(port, 'a secret of somebody else', Date.now())).toBe(false);
  });
});

/** Whether a client that may use nothing but the relay gets a candidate there. */
async function findsRelay(port: number, sharedSecret: string, nowMs: number): Promise<boolean> {
  const access = new TurnServers([`turn:127.0.0.1:${port}`], sharedSecret).accessFor('test', nowMs);
  const [server] = access.iceServers;
  const connection = new nodeDataChannel.PeerConnection('relayed', {
    iceServers: [
      {
        hostname: '127.0.0.1',
        port,
        username: server?.username ?? '',
        password: server?.credential ?? '',
        relayType: 'TurnUdp',
      },
    ],
    iceTransportPolicy: 'relay',
  });
  try {
    return await new Promise<boolean>((resolve) => {
      connection.onLocalCandidate((candidate) => {
        if (candidate.includes('typ relay')) resolve(true);
      });
      connection.onGatheringStateChange((state) => {
        if (state === 'complete') resolve(false);
      });
      setTimeout(() => resolve(false), 8_000);
      connection.createDataChannel('x');
    });
  } finally {
    connection.close();
  }
}
