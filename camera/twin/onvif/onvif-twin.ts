/**
 * The twin on the wire: a camera that speaks ONVIF by SOAP over HTTP, with authentication, discovery and the quirks and
 * faults of its profile, over the same body as the twin in virtual time.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { greatestLateMs, isFixed, leastLateMs } from '../profiles.ts';
import type { SeededRandom } from '../random.ts';
import { Authentication, type Credentials } from './authentication.ts';
import { deviceService } from './device-service.ts';
import { DiscoveryAnswers } from './discovery-answers.ts';
import { mediaService } from './media-service.ts';
import { ptzService } from './ptz-service.ts';
import { envelope, faultEnvelope, readQuestion, SoapFault, type SoapQuestion } from './soap.ts';
import { TwinCamera, type TwinCameraParts } from './twin-camera.ts';

export type OnvifTwinOptions = TwinCameraParts & {
  random: SeededRandom;
  /** Null: whoever comes may order it about. */
  credentials: Credentials | null;
  host?: string;
  /** 0: a free one. */
  port?: number;
  /** Answers who looks for cameras on the network of `host`. */
  isDiscoverable?: boolean;
};

type Operation = (camera: TwinCamera, question: SoapQuestion, origin: string) => string;

const ptzPath = '/onvif/ptz_service';
const services: Record<string, { prefix: string; operations: Record<string, Operation> }> = {
  '/onvif/device_service': { prefix: 'tds', operations: deviceService },
  '/onvif/media_service': { prefix: 'trt', operations: mediaService },
  [ptzPath]: { prefix: 'tptz', operations: ptzService },
};

/** A client has to know the time before it can sign anything. */
const openOperations: readonly string[] = [
  'GetSystemDateAndTime',
  'GetServices',
  'GetCapabilities',
  'GetScopes',
  'GetHostname',
];
const greatestBodyBytes = 200_000;

export class OnvifTwin {
  readonly camera: TwinCamera;
  readonly #random: SeededRandom;
  readonly #authentication: Authentication | null;
  readonly #options: OnvifTwinOptions;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #discovery: DiscoveryAnswers | null = null;
  /** How many questions came in, and over how many connections. */
  calls = 0;
  connections = 0;

  private constructor(options: OnvifTwinOptions) {
    const kind = options.profile.wire.authentication ?? 'both';
    this.#options = options;
    this.#server.on('connection', () => {
      this.connections += 1;
    });
    this.camera = new TwinCamera(options);
    this.#random = options.random;
    this.#authentication = options.credentials && new Authentication(options.credentials, kind);
  }

  static async start(options: OnvifTwinOptions): Promise<OnvifTwin> {
    const twin = new OnvifTwin(options);
    twin.#server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
    await once(twin.#server, 'listening');
    if (options.isDiscoverable) {
      twin.#discovery = await DiscoveryAnswers.start(twin.camera, twin.deviceAddress, options.host ?? '127.0.0.1');
    }
    return twin;
  }

  get host(): string {
    return this.#options.host ?? '127.0.0.1';
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get deviceAddress(): string {
    return `http://${this.host}:${this.port}/onvif/device_service`;
  }

  async close(): Promise<void> {
    await this.#discovery?.close();
    this.camera.end();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#answer(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      const fault =
        error instanceof SoapFault ? error : new SoapFault('ter:InvalidArgs', 'The question cannot be read.');
      this.#send(response, fault.httpStatus, faultEnvelope(fault));
    }
  }

  /** The camera acts in the middle of the call. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.calls += 1;
    const { profile } = this.camera;
    if (this.camera.faultNow()?.kind === 'reboot') {
      request.socket.destroy();
      return;
    }
    const body = await bodyOf(request);
    const isLate = profile.lateShare > 0 && this.#random.isTrueIn(profile.lateShare);
    await this.camera.delay(profile.callMs / 2 + (isLate ? this.#random.between(leastLateMs, greatestLateMs) : 0));
    const fault = this.camera.faultNow();
    // Left hanging: the client has to give up by itself.
    if (fault?.kind === 'silent' || this.#random.isTrueIn(profile.droppedShare)) return;
    const uri = request.url ?? '/';
    const question = readQuestion(body, request.headers, uri);
    if (fault?.kind === 'unauthorized' || !this.#isAllowed(question)) {
      this.#refuse(response);
      return;
    }
    const { localAddress = this.host, localPort = this.port } = request.socket;
    const answer = this.#carryOut(question, `http://${localAddress}:${localPort}`);
    await this.camera.delay(profile.callMs / 2);
    this.#send(response, 200, answer);
  }

  #isAllowed(question: SoapQuestion): boolean {
    if (!this.#authentication || openOperations.includes(question.operation.name)) return true;
    return this.#authentication.isMet(question, this.camera.timeOfDayMs());
  }

  #refuse(response: ServerResponse): void {
    const challenge = this.#authentication?.challenge();
    if (challenge) response.setHeader('WWW-Authenticate', challenge);
    const fault = new SoapFault('ter:NotAuthorized', 'Sender not Authorized', challenge ? 401 : 400);
    this.#send(response, fault.httpStatus, faultEnvelope(fault));
  }

  #carryOut(question: SoapQuestion, origin: string): string {
    const { name } = question.operation;
    const path = question.uri.split('?')[0] ?? '';
    const service = path === ptzPath && isFixed(this.camera.profile) ? undefined : services[path];
    const operation = service && Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (!service || !operation)
      throw new SoapFault('ter:ActionNotSupported', 'This camera does not know this operation.');
    const answer = operation(this.camera, question, origin);
    return envelope(`<${service.prefix}:${name}Response>${answer}</${service.prefix}:${name}Response>`);
  }

  #send(response: ServerResponse, status: number, text: string): void {
    response.writeHead(status, {
      'Content-Type': 'application/soap+xml; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > greatestBodyBytes) throw new SoapFault('ter:InvalidArgs', 'The question is too long.', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
