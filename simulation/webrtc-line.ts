/**
 * One direction of picture and sound to a media worker, without a browser: ICE, DTLS and SRTP by libdatachannel, and whole
 * RTP and RTCP packets in and out. Each line has one media section only, which lets every SSRC pass in both directions.
 */
import { PeerConnection, type Track, Video } from 'node-datachannel';
import type { DtlsParameters, TransportOffer } from '#sfu';
import { type RelayAccess, relaysFrom } from './relays.ts';

/** Whatever is not referenced is collected, and its stream stops without a word. */
const openLines = new Set<WebRtcLine>();
let lineCount = 0;

export type LineSettings = {
  onPacket(packet: Buffer): void;
  /** Used where no way leads straight to the worker. */
  relays?: readonly RelayAccess[];
};

export class WebRtcLine {
  readonly #connection: PeerConnection;
  readonly #track: Track;
  readonly #onState = new Set<(state: string) => void>();
  #isOpen = false;

  /** `connect` takes the DTLS parameters to the server; resolves when packets can pass. */
  static async open(
    offer: TransportOffer,
    connect: (dtlsParameters: DtlsParameters) => Promise<unknown>,
    settings: LineSettings,
    timeoutMs = 10_000,
  ): Promise<WebRtcLine> {
    const line = new WebRtcLine(settings, offer);
    try {
      await line.#negotiate(offer, connect, timeoutMs);
      return line;
    } catch (error) {
      line.close();
      throw error;
    }
  }

  private constructor({ onPacket, relays = [] }: LineSettings, { iceCandidates }: TransportOffer) {
    lineCount += 1;
    const isHere = ({ address }: { address: string }) => address === '127.0.0.1';
    // From there no relay can be reached.
    const isLoopback = relays.length > 0 ? iceCandidates.every(isHere) : iceCandidates.some(isHere);
    this.#connection = new PeerConnection(`line-${lineCount}`, {
      iceServers: relaysFrom(relays),
      // There is exactly one offer, and it is made here.
      disableAutoNegotiation: true,
      forceMediaTransport: true,
      // By itself the library leaves loopback out.
      ...(isLoopback ? { bindAddress: '127.0.0.1' } : {}),
    });
    const video = new Video('0', 'SendRecv');
    video.addVP8Codec(96);
    video.addSSRC(1, 'line');
    this.#track = this.#connection.addTrack(video);
    this.#track.onMessage(onPacket);
    this.#track.onOpen(() => {
      this.#isOpen = true;
      this.#tell('open');
    });
    this.#connection.onStateChange((state) => this.#tell(state));
    openLines.add(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Its packets go by a relay. */
  get isRelayed(): boolean {
    return this.#connection.getSelectedCandidatePair()?.local.type === 'relay';
  }

  onLost(listener: () => void): void {
    this.#onState.add((state) => {
      if (state === 'failed' || state === 'closed' || state === 'disconnected') listener();
    });
  }

  /** A whole RTP or RTCP packet, before SRTP. */
  send(packet: Buffer): void {
    if (this.#isOpen) this.#track.sendMessageBinary(packet);
  }

  close(): void {
    if (!openLines.delete(this)) return;
    this.#isOpen = false;
    this.#onState.clear();
    this.#track.close();
    this.#connection.close();
  }

  async #negotiate(
    offer: TransportOffer,
    connect: (dtlsParameters: DtlsParameters) => Promise<unknown>,
    timeoutMs: number,
  ): Promise<void> {
    const opened = Promise.withResolvers<void>();
    const listener = (state: string) => {
      if (state === 'open') opened.resolve();
      if (state === 'failed' || state === 'closed') opened.reject(new Error(`The WebRTC line is ${state}.`));
    };
    this.#onState.add(listener);
    const timer = setTimeout(() => opened.reject(new Error(`No WebRTC line within ${timeoutMs} ms.`)), timeoutMs);
    this.#connection.setLocalDescription('offer');
    const sdp = this.#connection.localDescription()?.sdp ?? '';
    const value = /a=fingerprint:sha-256 (\S+)/i.exec(sdp)?.[1] ?? '';
    // The server must know the fingerprint before the first DTLS message: a lost first flight costs a second.
    await connect({ role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] });
    this.#connection.setRemoteDescription(answerFor(offer), 'answer');
    try {
      await opened.promise;
    } finally {
      clearTimeout(timer);
      this.#onState.delete(listener);
    }
  }

  #tell(state: string): void {
    for (const listener of [...this.#onState]) listener(state);
  }
}

function answerFor({ iceParameters, iceCandidates, dtlsParameters }: TransportOffer): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const candidates = iceCandidates
    .filter(({ protocol }) => protocol === 'udp')
    .map(
      ({ foundation, priority, address, port }) =>
        `a=candidate:${foundation} 1 udp ${priority} ${address} ${port} typ host`,
    );
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:96 VP8/90000',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value ?? ''}`,
    'a=setup:passive',
    ...candidates,
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}
