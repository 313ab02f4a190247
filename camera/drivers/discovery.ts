/**
 * Finds ONVIF cameras on the networks of this machine by WS-Discovery. Anybody on the network may answer anything: what
 * does not make sense is passed over, and nothing is believed but an address to ask.
 */
import { randomUUID } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import type { CameraClock } from '../ptz-driver.ts';
import { WallClock } from '../wall-clock.ts';
import { findElement, findElements, readXml, textOf, type XmlElement } from '../xml.ts';

export type FoundCamera = {
  /** The same at every search. */
  id: string;
  /** Another one claims the same address: which of them answers there is chance. */
  isAddressShared: boolean;
  name: string;
  model: string;
  host: string;
  port: number;
  path: string;
};

export type DiscoveryOptions = {
  forMs?: number;
  /** Addresses of this machine to search from; left out: all of them. */
  from?: readonly string[];
  clock?: CameraClock;
};

type Find = Omit<FoundCamera, 'isAddressShared'>;

const group = '239.255.255.250';
const port = 3702;
const greatestFinds = 200;
const againMs = 400;

export async function discoverCameras(options: DiscoveryOptions = {}): Promise<FoundCamera[]> {
  const { forMs = 2_000, from = ownAddresses(), clock = new WallClock() } = options;
  const finds = new Map<string, Find>();
  const question = { id: `urn:uuid:${randomUUID()}` };
  const hear = (message: Buffer, sender: string) => {
    for (const camera of readMatches(message, question.id, sender)) {
      const key = `${camera.id} ${addressOf(camera)}`;
      if (finds.size < greatestFinds) finds.set(key, finds.get(key) ?? camera);
    }
  };
  const sockets = await Promise.all(from.map((address) => openSocket(address, hear)));
  const open = sockets.filter((socket) => socket !== null);
  try {
    // A datagram may be lost; cameras answer each once.
    for (const waitMs of [Math.min(againMs, forMs / 2), Math.max(forMs / 2, forMs - againMs)]) {
      for (const socket of open) socket.send(probe(question.id), port, group, () => undefined);
      await clock.delay(waitMs);
    }
  } finally {
    for (const socket of open) socket.close();
  }
  const all = [...finds.values()];
  return all.map((camera) => ({
    ...camera,
    isAddressShared: all.some((other) => other.id !== camera.id && addressOf(other) === addressOf(camera)),
  }));
}

async function openSocket(address: string, hear: (message: Buffer, sender: string) => void): Promise<Socket | null> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  try {
    socket.bind(0, address);
    await once(socket, 'listening');
    socket.setMulticastInterface(address);
  } catch {
    // This network cannot be searched; others may.
    socket.close();
    return null;
  }
  socket.on('message', (message, sender) => hear(message, sender.address));
  socket.on('error', () => undefined);
  return socket;
}

function readMatches(message: Buffer, questionId: string, sender: string): Find[] {
  try {
    const answer = readXml(message.toString('utf8'));
    if (textOf(answer, 'RelatesTo') !== questionId) return [];
    return findElements(answer, 'ProbeMatch').flatMap((match) => readMatch(match, sender) ?? []);
  } catch {
    return [];
  }
}

function readMatch(match: XmlElement, sender: string): Find | null {
  const addresses = (textOf(match, 'XAddrs') ?? '').split(/\s+/).filter((text) => URL.canParse(text));
  const urls = addresses.map((text) => new URL(text)).filter(({ protocol }) => protocol === 'http:');
  // A camera speaks for itself: an address of somebody else would be asked with this camera's password.
  const url = urls.find(({ hostname }) => hostname === sender);
  const id = textOf(findElement(match, 'EndpointReference') ?? match, 'Address');
  if (!url || !id) return null;
  const scopes = (textOf(match, 'Scopes') ?? '').split(/\s+/);
  return {
    id: id.slice(0, 200),
    name: scopeIn(scopes, 'name') || sender,
    model: scopeIn(scopes, 'hardware'),
    host: url.hostname,
    port: Number(url.port || 80),
    path: url.pathname,
  };
}

function addressOf({ host, port, path }: Find): string {
  return `${host}:${port}${path}`;
}

function scopeIn(scopes: readonly string[], kind: string): string {
  const start = `onvif://www.onvif.org/${kind}/`;
  const scope = scopes.find((each) => each.startsWith(start))?.slice(start.length) ?? '';
  try {
    return decodeURIComponent(scope).slice(0, 100);
  } catch {
    return scope.slice(0, 100);
  }
}

function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
}

function probe(id: string): string {
  const addressing = 'http://schemas.xmlsoap.org/ws/2004/08/addressing';
  const discovery = 'http://schemas.xmlsoap.org/ws/2005/04/discovery';
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="${addressing}">
<s:Header><a:MessageID>${id}</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>
<a:Action>${discovery}/Probe</a:Action></s:Header>
<s:Body><d:Probe xmlns:d="${discovery}" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">
<d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></s:Body></s:Envelope>`;
}
