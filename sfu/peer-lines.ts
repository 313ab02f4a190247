/** The transports of one peer, one for each direction, and the ceilings that they keep. */
import type { EngineRouter, EngineTransport, TransportDirection } from './engine.ts';
import type { DtlsParameters, IceParameters, LineStats, TransportOffer } from './index.ts';
import { MediaError, textOf } from './media-error.ts';
import type { PeerLife } from './peer-life.ts';
import { type Ceilings, readCeilings, readDtlsParameters } from './wire-parameters.ts';

const NO_CEILING = 0;

/** A camera in three layers (2.2 Mbit/s), a shared screen and sound; a client that sends more is told to slow down. */
const MAX_SEND_BPS = 3_500_000;
const MAX_SEND_BPS_PER_FURTHER_CAMERA = 2_200_000;

export class PeerLines {
  readonly #life: PeerLife;
  readonly #router: () => Promise<EngineRouter>;
  readonly #transports = new Map<TransportDirection, EngineTransport>();
  readonly #connected = new WeakSet<EngineTransport>();
  #ceilings: Ceilings = { sendBps: null, receiveBps: null };
  #maxSendBps = MAX_SEND_BPS;

  constructor(life: PeerLife, router: () => Promise<EngineRouter>) {
    this.#life = life;
    this.#router = router;
  }

  /** A client that comes back makes its transport anew, so the one that it had in this direction ends. */
  async create(direction: TransportDirection): Promise<TransportOffer> {
    this.#life.assertOpen();
    const { transport, offer } = await this.#life.ask('WORKER_FAILED', 'open a transport', async () =>
      (await this.#router()).openTransport(direction),
    );
    this.#life.assertStillOpen(transport);
    const former = this.#transports.get(direction);
    this.#transports.set(direction, transport);
    former?.close();
    transport.observer.once('close', () => {
      if (this.#transports.get(direction) === transport) {
        this.#transports.delete(direction);
      }
    });
    if (this.#ceilingBps(direction) !== NO_CEILING) {
      await this.#keepCeiling(direction, transport);
      this.#life.assertStillOpen(transport);
    }
    return offer;
  }

  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    this.#life.assertOpen();
    const transport = this.transport(transportId);
    const parameters = readDtlsParameters(dtlsParameters);
    if (this.#connected.has(transport)) {
      throw new MediaError(
        'ALREADY_CONNECTED',
        `Transport ${transportId} is connected already. To start over, create a new transport.`,
      );
    }
    this.#connected.add(transport);
    await this.#life.ask('WRONG_PARAMETERS', 'connect the transport', () =>
      transport.connect({ dtlsParameters: parameters }),
    );
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    this.#life.assertOpen();
    const transport = this.transport(transportId);
    return this.#life.ask('WORKER_FAILED', 'restart ICE', () => transport.restartIce());
  }

  async setCeilings(ceilings: Ceilings): Promise<void> {
    this.#life.assertOpen();
    const wanted = readCeilings(ceilings);
    await this.#change(() => {
      this.#ceilings = wanted;
    });
  }

  /** More cameras may send more. */
  async setCameraCount(count: number): Promise<void> {
    await this.#change(() => {
      this.#maxSendBps = MAX_SEND_BPS + MAX_SEND_BPS_PER_FURTHER_CAMERA * Math.max(0, count - 1);
    });
  }

  async stats(): Promise<Omit<LineStats, 'roundTripMs'>[]> {
    const all = await Promise.all(
      [...this.#transports].map(async ([direction, transport]) => {
        const [stat] = await transport.getStats().catch((cause: unknown) => {
          if (transport.closed) {
            return [];
          }
          throw cause;
        });
        return stat ? [lineStatsOf(direction, stat)] : [];
      }),
    );
    return all.flat();
  }

  /** Throws `UNKNOWN_TRANSPORT` unless it is of this peer, and of this direction when one is named. */
  transport(transportId: string, direction?: TransportDirection): EngineTransport {
    for (const [ownDirection, transport] of this.#transports) {
      if (transport.id === transportId && (direction === undefined || direction === ownDirection)) {
        return transport;
      }
    }
    throw new MediaError(
      'UNKNOWN_TRANSPORT',
      `This peer has no ${direction ?? ''} transport ${transportId}. Create one first.`.replace('  ', ' '),
    );
  }

  receiveTransport(): EngineTransport {
    const transport = this.#transports.get('receive');
    if (transport === undefined) {
      throw new MediaError('UNKNOWN_TRANSPORT', 'This peer has no receive transport. Create one before consuming.');
    }
    return transport;
  }

  close(): void {
    for (const transport of [...this.#transports.values()]) {
      transport.close();
    }
  }

  async #change(change: () => void): Promise<void> {
    const before = [this.#ceilingBps('send'), this.#ceilingBps('receive')];
    change();
    const orders = (['send', 'receive'] as const).map(async (direction, index) => {
      const transport = this.#transports.get(direction);
      if (transport && before[index] !== this.#ceilingBps(direction)) {
        await this.#keepCeiling(direction, transport);
      }
    });
    await Promise.all(orders);
  }

  #ceilingBps(direction: TransportDirection): number {
    const { sendBps, receiveBps } = this.#ceilings;
    return direction === 'send'
      ? Math.min(sendBps ?? Number.POSITIVE_INFINITY, this.#maxSendBps)
      : (receiveBps ?? NO_CEILING);
  }

  /** A transport that keeps no ceiling would take the site's whole line, so it ends and the client hears of it. */
  async #keepCeiling(direction: TransportDirection, transport: EngineTransport): Promise<void> {
    const bitrateBps = this.#ceilingBps(direction);
    try {
      await (direction === 'send'
        ? transport.setMaxIncomingBitrate(bitrateBps)
        : transport.setMaxOutgoingBitrate(bitrateBps));
    } catch (cause) {
      if (transport.closed) {
        return;
      }
      transport.close();
      throw new MediaError('WORKER_FAILED', `The media worker did not keep the ceiling (${textOf(cause)}).`, { cause });
    }
  }
}

type TransportStat = Awaited<ReturnType<EngineTransport['getStats']>>[number];

function lineStatsOf(direction: TransportDirection, stat: TransportStat): Omit<LineStats, 'roundTripMs'> {
  const isSend = direction === 'send';
  const lossRatio = isSend ? stat.rtpPacketLossReceived : stat.rtpPacketLossSent;
  return {
    direction,
    protocol: stat.iceSelectedTuple?.protocol ?? null,
    iceState: stat.iceState,
    bitrateBps: isSend ? stat.recvBitrate : stat.sendBitrate,
    availableBps: isSend ? null : (stat.availableOutgoingBitrate ?? null),
    lossRatio: lossRatio === undefined ? null : Math.min(Math.max(lossRatio, 0), 1),
  };
}

/** The longest round trip that is known; 0 is what the worker says before it knows one. */
export function longest(roundTripsMs: readonly (number | undefined)[]): number | null {
  return Math.max(0, ...roundTripsMs.filter((roundTripMs) => roundTripMs !== undefined)) || null;
}
