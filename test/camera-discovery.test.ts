/**
 * Cameras found on a network by their discovery protocol: Debian's `onvif-util`, an independent client, works with the
 * twin; the project's own search survives whatever else answers. Each runs in a network namespace of its own.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FoundCamera } from '../camera/drivers/discovery.ts';
import { TestNetwork } from './harness/network.ts';

const root = join(import.meta.dirname, '..');
const network = new TestNetwork();
const cameraAddress = '10.77.0.1';
const streamUri = `rtsp://${cameraAddress}:8554/live`;
let operators: string;
let cameras: string;

/** Answers every search with what no camera says, and once with another camera's address. */
const rogue = `
  const socket = require('node:dgram').createSocket({ type: 'udp4', reuseAddr: true });
  const answer = (id, body) => '<s:Envelope xmlns:s="x" xmlns:a="y" xmlns:d="z"><s:Header><a:RelatesTo>' + id +
    '</a:RelatesTo></s:Header><s:Body><d:ProbeMatches>' + body + '</d:ProbeMatches></s:Body></s:Envelope>';
  const match = (address) => '<d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:rogue</a:Address>' +
    '</a:EndpointReference><d:XAddrs>' + address + '</d:XAddrs></d:ProbeMatch>';
  socket.on('message', (message, from) => {
    const [, id] = /MessageID>([^<]*)</.exec(message.toString()) ?? [];
    const answers = ['', 'Xin chào', Buffer.alloc(1200, 0xff), '<a><b></a>', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
      '<a>'.repeat(300), answer(id, ''), answer(id, '<d:ProbeMatch/>'), answer(id, match('')), answer(id, match('::')),
      answer(id, match('http://203.0.113.9/onvif/device_service')), answer('urn:uuid:other', match('http://${cameraAddress}:1/')),
      answer(id, match('http://${cameraAddress}:8080/onvif/device_service'))];
    for (const each of answers) socket.send(each, from.port, from.address);
  });
  socket.bind(3702, () => {
    socket.addMembership('239.255.255.250', '${cameraAddress}');
    console.log('ready');
  });`;

beforeAll(async () => {
  cameras = network.addNamespace('cameras');
  operators = network.addNamespace('operators');
  network.connect([cameras, cameraAddress], [operators, '10.77.0.2']);
  for (const namespace of [cameras, operators]) {
    execFileSync('ip', [
      '-n',
      namespace,
      'route',
      'add',
      '239.0.0.0/8',
      'dev',
      namespace === cameras ? 'cable1a' : 'cable1b',
    ]);
  }
  const args = ['--host', cameraAddress, '--port', '8080', '--stream', streamUri];
  const login = ['--username', 'operator', '--password', 'mat-khau-1'];
  await untilReady(
    network.spawn(cameras, process.execPath, [join(root, 'camera/twin/onvif/main.ts'), ...args, ...login]),
  );
});

afterAll(() => network.close());

async function untilReady(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The process ended with ${code}.`);
  });
  ended.catch(() => undefined);
  if (child.stdout) await Promise.race([once(child.stdout, 'data'), ended]);
}

/** What a program writes, in the operators' network unless told. */
async function run(
  program: string,
  args: readonly string[],
  { input = '', namespace = operators }: { input?: string; namespace?: string } = {},
): Promise<string> {
  const child = spawn('ip', ['netns', 'exec', namespace, program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const kill = setTimeout(() => child.kill('SIGKILL'), 15_000);
  child.stdin.end(input);
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  clearTimeout(kill);
  return output;
}

async function discover(namespace = operators): Promise<FoundCamera[]> {
  const door = JSON.stringify(join(root, 'camera/drivers/discovery.ts'));
  const script = `const { discoverCameras } = await import(${door});
    console.log(JSON.stringify(await discoverCameras({ forMs: 1200 })));`;
  return JSON.parse(await run(process.execPath, ['--input-type=module', '-e', script], { namespace }));
}

it('lets a client of others find the camera and read its profiles, its stream and its time', async () => {
  expect(existsSync('/usr/bin/onvif-util'), 'This test needs onvif-util (Debian package onvif-tools).').toBe(true);
  expect(await run('onvif-util', ['-a'])).toContain(`Found 1 cameras\n${cameraAddress}`);
  const session = ['get profiles', 'get rtsp', 'get video', 'get time', 'quit', ''].join('\n');
  const login = ['-u', 'operator', '-p', 'mat-khau-1', cameraAddress];
  const output = await run('onvif-util', login, { input: session });
  expect(output).toContain('successfully connected to host');
  expect(output).toContain('Token 0: profile_1');
  expect(output).toContain(streamUri);
  expect(output).toContain('1280 x 720');
  expect(output).toMatch(/Time Offset: -?[01] seconds/);
  const refused = await run('onvif-util', ['-u', 'operator', '-p', 'khac', cameraAddress], { input: session });
  expect(refused).toContain('NotAuthorized');
  expect(refused).not.toContain(streamUri);
});

it('finds the camera among answers that no camera gives, and says that two claim one address', async () => {
  const [found, ...others] = await discover();
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    name: 'Rostrum twin standard',
    model: 'Twin',
    host: cameraAddress,
    port: 8080,
    path: '/onvif/device_service',
    isAddressShared: false,
  });
  await untilReady(network.spawn(cameras, process.execPath, ['-e', rogue]));
  const all = await discover();
  expect(all.map(({ id, port, isAddressShared }) => ({ id, port, isAddressShared }))).toEqual(
    expect.arrayContaining([
      { id: found?.id, port: 8080, isAddressShared: true },
      { id: 'urn:uuid:rogue', port: 8080, isAddressShared: true },
    ]),
  );
  expect(all).toHaveLength(2);
});

it('finds nothing where no camera is, and where there is no network at all', async () => {
  const [elsewhere, nowhere] = [network.addNamespace('elsewhere'), network.addNamespace('nowhere')];
  network.connect([elsewhere, '10.77.1.1'], [network.addNamespace('others'), '10.77.1.2']);
  expect(await discover(elsewhere)).toEqual([]);
  execFileSync('ip', ['-n', nowhere, 'link', 'set', 'lo', 'down']);
  expect(await discover(nowhere)).toEqual([]);
});
