/** WS-Discovery of a camera: says hello and goodbye on the network, and answers who looks for it. */
import { randomUUID } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { escapeXml, findElement, readXml, textOf } from '../../xml.ts';
import { scopesOf } from './device-service.ts';
import type { TwinCamera } from './twin-camera.ts';

const group = '239.255.255.250';
const port = 3702;
const everybody = 'urn:schemas-xmlsoap-org:ws:2005:04:discovery';
const actions = 'http://schemas.xmlsoap.org/ws/2005/04/discovery';
const namespaces = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"',
  `xmlns:d="${actions}"`,
  'xmlns:dn="http://www.onvif.org/ver10/network/wsdl"',
].join(' ');

export class DiscoveryAnswers {
  readonly #socket: Socket;
  readonly #camera: TwinCamera;
  readonly #deviceAddress: string;

  private constructor(socket: Socket, camera: TwinCamera, deviceAddress: string) {
    this.#socket = socket;
    this.#camera = camera;
    this.#deviceAddress = deviceAddress;
    socket.on('message', (message, from) => this.#hear(message, from));
    // A network that goes away must not take the camera with it.
    socket.on('error', () => undefined);
  }

  /** On the network that `host` is an address of. */
  static async start(camera: TwinCamera, deviceAddress: string, host: string): Promise<DiscoveryAnswers> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    socket.bind(port);
    await once(socket, 'listening');
    socket.addMembership(group, host);
    socket.setMulticastInterface(host);
    const answers = new DiscoveryAnswers(socket, camera, deviceAddress);
    await answers.#tellAll('Hello', answers.#description());
    return answers;
  }

  async close(): Promise<void> {
    await this.#tellAll('Bye', this.#endpoint());
    this.#socket.close();
  }

  #hear(message: Buffer, from: RemoteInfo): void {
    if (this.#camera.faultNow()) return;
    try {
      const probe = readXml(message.toString('utf8'));
      if (!textOf(probe, 'Action')?.endsWith('/Probe')) return;
      const types = textOf(findElement(probe, 'Body') ?? probe, 'Types') ?? '';
      if (types !== '' && !/NetworkVideoTransmitter|Device\b/.test(types)) return;
      const match = `<d:ProbeMatches><d:ProbeMatch>${this.#description()}</d:ProbeMatch></d:ProbeMatches>`;
      const relates = `<a:RelatesTo>${escapeXml(textOf(probe, 'MessageID') ?? '')}</a:RelatesTo>`;
      const to = 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous';
      this.#socket.send(this.#message('ProbeMatches', to, match, relates), from.port, from.address);
    } catch {
      // Whatever that was, it was no question.
    }
  }

  #tellAll(action: 'Hello' | 'Bye', body: string): Promise<void> {
    const message = this.#message(action, everybody, `<d:${action}>${body}</d:${action}>`);
    return new Promise((resolve) => this.#socket.send(message, port, group, () => resolve()));
  }

  #endpoint(): string {
    return `<a:EndpointReference><a:Address>urn:uuid:${this.#camera.serialNumber}</a:Address></a:EndpointReference>`;
  }

  #description(): string {
    const scopes = scopesOf(this.#camera).join(' ');
    return `${this.#endpoint()}<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>${escapeXml(scopes)}</d:Scopes>
      <d:XAddrs>${escapeXml(this.#deviceAddress)}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>`;
  }

  #message(action: string, to: string, body: string, more = ''): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${namespaces}><s:Header>
      <a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>${more}<a:To>${to}</a:To>
      <a:Action>${actions}/${action}</a:Action></s:Header><s:Body>${body}</s:Body></s:Envelope>`;
  }
}
