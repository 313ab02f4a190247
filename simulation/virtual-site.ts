/**
 * One virtual site. It joins by its link like a room system, sends picture and sound, and its persons ask for the floor,
 * take it, and give it back.
 */
import type { CommandInput, CommandName } from '#contract';
import type { DtlsParameters, TransportOffer } from '#sfu';
import { randomOf } from './babble.ts';
import { Camera } from './camera.ts';
import type { Picture, Voice } from './footage.ts';
import { Microphone } from './microphone.ts';
import { isRtcp } from './rtp.ts';
import { type Behaviour, nextStep } from './site-behaviour.ts';
import { type ServerAddress, SiteConnection } from './site-connection.ts';
import { WebRtcLine } from './webrtc-line.ts';

const stepEveryMs = 1_000;
const retryAfterMs = 2_000;

export type SiteOrder = { number: number; name: string; token: string; personIds: string[] };

export class VirtualSite {
  readonly #order: SiteOrder;
  readonly #behaviour: Behaviour;
  readonly #random: () => number;
  readonly #camera: Camera;
  readonly #microphone: Microphone;
  readonly #log: (text: string) => void;
  #connection: SiteConnection | null = null;
  #line: WebRtcLine | null = null;
  #cameraId: string | null = null;
  #joining: Promise<void> | null = null;
  #steps: NodeJS.Timeout | null = null;
  #isCut = false;
  #isEnded = false;

  constructor(
    order: SiteOrder,
    {
      picture,
      voice,
      behaviour,
      log,
    }: { picture: Picture; voice: Voice; behaviour: Behaviour; log(text: string): void },
  ) {
    this.#order = order;
    this.#behaviour = behaviour;
    this.#log = log;
    this.#random = randomOf(order.number * 7_919);
    const send = (packet: Buffer) => this.#line?.send(packet);
    const firstSsrc = 100_000 + order.number * 10;
    this.#camera = new Camera(picture, firstSsrc, send);
    this.#microphone = new Microphone(voice, firstSsrc + 5, send);
  }

  async start(server: ServerAddress): Promise<void> {
    this.#connection = await SiteConnection.open(server, this.#order.token, {
      onConnected: () => this.#build(),
      onMediaLost: () => this.#build(),
      onSlices: () => this.#obey(),
      onReportAsked: () => this.#report(),
      onEnded: () => this.stop(),
    });
    this.#steps = setInterval(() => this.#step(), stepEveryMs);
  }

  stop(): void {
    this.#isEnded = true;
    if (this.#steps) clearInterval(this.#steps);
    this.#dropMedia();
    this.#connection?.close();
  }

  /** Media from the beginning, one attempt after the other until one holds. */
  #build(): void {
    this.#joining ??= this.#joinUntilItHolds().finally(() => {
      this.#joining = null;
    });
  }

  async #joinUntilItHolds(): Promise<void> {
    while (!this.#isEnded && !this.#isCut) {
      try {
        this.#dropMedia();
        await this.#seatPersons();
        await this.#joinMedia();
        return;
      } catch (error) {
        this.#log(`${this.#order.name}: ${error instanceof Error ? error.message : String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      }
    }
  }

  /** The persons in front of this camera; after a reconnect they sit there already. */
  async #seatPersons(): Promise<void> {
    const { endpointId, personIds: seated } = this.#connection?.slices.me?.head ?? {};
    if (!endpointId) return;
    for (const personId of this.#order.personIds.filter((id) => !seated?.includes(id as never))) {
      await this.#command('endpoint.attachPerson', { endpointId, personId });
      await this.#command('attendance.mark', { personId, mark: { status: 'present', mode: 'online' } });
    }
  }

  async #joinMedia(): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    await connection.send('media.join', {});
    const offer = (await connection.send('media.createTransport', { direction: 'send' })) as unknown as TransportOffer;
    const connect = (dtlsParameters: DtlsParameters) =>
      connection.send('media.connectTransport', { transportId: offer.id, dtlsParameters });
    const line = await WebRtcLine.open(offer, connect, {
      onPacket: (packet) => {
        if (!isRtcp(packet)) return;
        this.#camera.handleRtcp(packet);
        this.#microphone.handleRtcp(packet);
      },
    });
    line.onLost(() => this.#line === line && this.#build());
    this.#line = line;
    const common = { transportId: offer.id };
    const cname = `site-${this.#order.number}`;
    const camera = { source: 'camera', kind: 'video', rtpParameters: this.#camera.rtpParameters(cname) } as const;
    this.#cameraId = (await connection.send('media.produce', { ...common, ...camera })).producerId;
    this.#camera.start();
    const sound = {
      source: 'microphone',
      kind: 'audio',
      rtpParameters: this.#microphone.rtpParameters(cname),
    } as const;
    await connection.send('media.produce', { ...common, ...sound });
    this.#obey();
  }

  /** It receives nothing and goes straight to the server. */
  #report(): void {
    if (!this.#line || !this.#cameraId) return;
    const sent = [{ producerId: this.#cameraId, framesPerSecond: this.#camera.measureRate() }];
    const received = { framesDecoded: 0, soundEnergy: 0 };
    void this.#command('media.report', { sent, lines: [{ direction: 'send', relayProtocol: null }], received });
  }

  #dropMedia(): void {
    this.#camera.stop();
    this.#microphone.setOpen(false);
    this.#line?.close();
    this.#line = null;
  }

  #obey(): void {
    const isOpen = this.#connection?.slices.me?.head.isMicrophoneOpen === true;
    this.#microphone.setOpen(isOpen && this.#line !== null);
  }

  #step(): void {
    const { meeting, floor, me } = this.#connection?.slices ?? {};
    if (this.#isCut || !meeting || !floor || !me) return;
    const { personIds } = me.head;
    const situation = { status: meeting.head.status, floor, personIds, now: Date.now() };
    const step = nextStep(situation, this.#behaviour, this.#random);
    if (step === null) return;
    if (step.kind === 'loseConnection') this.#loseConnection(step.forMs);
    else this.#command(step.command, step.input).catch(() => undefined);
  }

  #loseConnection(forMs: number): void {
    this.#isCut = true;
    this.#dropMedia();
    this.#connection?.cut();
    setTimeout(() => {
      this.#isCut = false;
      if (!this.#isEnded) this.#connection?.mend();
    }, forMs);
  }

  /** What a rule of the meeting refuses is no fault here: somebody else was quicker. */
  async #command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
    try {
      await this.#connection?.send(name, input);
    } catch (error) {
      this.#log(`${this.#order.name}: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
