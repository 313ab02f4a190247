import { createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TransportOffer } from './index.ts';
import { openObserved } from './plane-suite.ts';
import { realConfig } from './sample-config.ts';

const MAGIC_COOKIE = 0x2112_a442;
const BINDING_SUCCESS = 0x0101;

/** Own addresses besides loopback; a machine without a network has none. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .flatMap(({ family, internal, address }) => (family === 'IPv4' && !internal ? [address] : []));
}

describe('ICE candidates that share one port', () => {
  it('are all answered by the worker, each from the address that it was asked at', async () => {
    const addresses = [...ownAddresses().slice(0, 1), '127.0.0.1'];
    const { plane } = await openObserved({ ...realConfig, listenAddress: '0.0.0.0', announcedAddresses: addresses });
    try {
      const offer = await (await plane.openRoom('room')).joinPeer('hanoi').createTransport('send');
      expect(offer.iceCandidates).toHaveLength(addresses.length * 2);
      for (const { protocol, address, port } of offer.iceCandidates) {
        if (protocol === 'udp') {
          expect(await askByUdp(offer, address, port)).toEqual({ type: BINDING_SUCCESS, from: `${address}:${port}` });
        } else {
          expect(await reachByTcp(address, port)).toBe(true);
        }
      }
    } finally {
      await plane.close();
    }
  });
});

/** Sends the connectivity check of a browser (RFC 8445) and answers what came back and from where. */
function askByUdp(offer: TransportOffer, address: string, port: number): Promise<{ type: number; from: string }> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.on('message', (message, { address: host, port: from }) => {
      socket.close();
      resolve({ type: message.readUInt16BE(0), from: `${host}:${from}` });
    });
    socket.send(bindingRequest(offer), port, address);
  });
}

function reachByTcp(address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', reject);
  });
}

function bindingRequest({ iceParameters }: TransportOffer): Buffer {
  const controlling = attribute(0x802a, Buffer.alloc(8, 1));
  const priority = attribute(0x0024, Buffer.from([0x6e, 0, 0, 0xff]));
  const username = attribute(0x0006, Buffer.from(`${iceParameters.usernameFragment}:browser`));
  const signed = Buffer.concat([username, controlling, priority]);
  const withSignature = append(signed, 0x0008, 20, (bytes) =>
    createHmac('sha1', iceParameters.password).update(bytes).digest(),
  );
  return withHeader(append(withSignature, 0x8028, 4, fingerprint));
}

/** Adds an attribute that covers all before it, and a header whose length counts the attribute already. */
function append(attributes: Buffer, type: number, length: number, compute: (covered: Buffer) => Buffer): Buffer {
  const covered = Buffer.concat([header(attributes.length + 4 + length), attributes]);
  return Buffer.concat([attributes, attribute(type, compute(covered))]);
}

function fingerprint(covered: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE((crc32(covered) ^ 0x5354_554e) >>> 0);
  return bytes;
}

function withHeader(attributes: Buffer): Buffer {
  return Buffer.concat([header(attributes.length), attributes]);
}

function header(length: number): Buffer {
  const bytes = Buffer.alloc(20, 7);
  bytes.writeUInt16BE(0x0001, 0);
  bytes.writeUInt16BE(length, 2);
  bytes.writeUInt32BE(MAGIC_COOKIE, 4);
  return bytes;
}

function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}
