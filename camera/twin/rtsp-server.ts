/** An RTSP server for the twin's video: RTP over the connection itself, several clients at once. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type ConnectionSettings, RtspConnection, type StreamFault } from './rtsp-connection.ts';
import type { Credentials } from './rtsp-message.ts';
import { RtspStream, type StreamSource } from './rtsp-stream.ts';

export type RtspServerSettings = {
  /** Loopback unless told. */
  host?: string;
  /** 0: any that is free. */
  port?: number;
  /** By their paths, such as `/main`. */
  sources: Readonly<Record<string, StreamSource>>;
  credentials?: Credentials;
  fault?: StreamFault;
};

export class RtspServer {
  readonly port: number;
  readonly #server: Server;
  readonly #host: string;
  readonly #streams: ReadonlyMap<string, RtspStream>;
  readonly #connections = new Map<Socket, RtspConnection>();
  #fault: StreamFault | null;
  #closed: Promise<void> | null = null;

  /** Rejects when the port is taken. */
  static async open(settings: RtspServerSettings): Promise<RtspServer> {
    const server = createServer();
    const { host = '127.0.0.1', port = 0 } = settings;
    server.listen(port, host);
    await once(server, 'listening');
    return new RtspServer(server, host, settings);
  }

  private constructor(server: Server, host: string, { sources, credentials, fault }: RtspServerSettings) {
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.#host = host;
    this.#fault = fault ?? null;
    this.#streams = new Map(Object.entries(sources).map(([path, source]) => [path, new RtspStream(source)]));
    const connection: ConnectionSettings = {
      streamAt: (path) => this.#streams.get(path),
      fault: () => this.#fault,
      credentials: credentials ?? null,
    };
    server.on('connection', (socket) => {
      this.#connections.set(socket, new RtspConnection(socket, connection));
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  url(path: string): string {
    return `rtsp://${this.#host}:${this.port}${path}`;
  }

  /** A fault that holds from now on; null: all is well again. */
  setFault(fault: StreamFault | null): void {
    this.#fault = fault;
  }

  /** The next picture of a stream becomes a key frame, as for ONVIF's SetSynchronizationPoint. */
  requestKeyFrame(path: string): void {
    this.#streams.get(path)?.requestKeyFrame();
  }

  /** Breaks every connection, as a camera does that restarts. */
  disconnectAll(): void {
    for (const connection of this.#connections.values()) connection.close();
  }

  /** Resolves when no connection and no encoder is left. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const ended = once(this.#server, 'close');
    this.#server.close();
    this.disconnectAll();
    await Promise.all([...this.#streams.values()].map((stream) => stream.close()));
    await ended;
  }
}
