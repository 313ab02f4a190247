/** Ports that are free for TCP and UDP at this moment, so that a server can be started again on the same ones. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** The first of `count` free ports in a row: a media worker and its spare need two. */
export async function freePort(count = 1): Promise<number> {
  for (;;) {
    const port = await openPort(0, (free) => free);
    const others = Array.from({ length: count - 1 }, (_, index) => port + 1 + index);
    const areFree = await Promise.all(
      others.map((other) => openPort(other, () => isUdpFree(other)).catch(() => false)),
    );
    if ((await isUdpFree(port)) && !areFree.includes(false)) return port;
  }
}

/** What `look` says of the port while it is held. */
async function openPort<T>(port: number, look: (port: number) => T | Promise<T>): Promise<T> {
  const server: Server = createServer();
  const listening = once(server, 'listening');
  server.listen(port, '127.0.0.1');
  await listening;
  try {
    return await look((server.address() as AddressInfo).port);
  } finally {
    server.close();
    await once(server, 'close');
  }
}

async function isUdpFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, '127.0.0.1', resolve);
    });
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
