import { expect, it } from 'vitest';
import { relaysFrom } from './relays.ts';

const access = { username: '1800000000:an-id', credential: 'p:a/s=s' };
const relay = { username: access.username, password: access.credential, relayType: 'TurnUdp' };

it('takes relays over UDP, with the usual port, and leaves the others out', () => {
  const urls = [
    'turn:relay.example',
    'turn:192.0.2.7:5000?transport=udp',
    'turn:[2001:db8::1]:3479',
    'turn:relay.example?transport=tcp',
    'turns:relay.example:5349',
    'stun:relay.example',
    'nonsense',
  ];
  expect(relaysFrom([{ urls, ...access }])).toEqual([
    { ...relay, hostname: 'relay.example', port: 3_478 },
    { ...relay, hostname: '192.0.2.7', port: 5_000 },
    { ...relay, hostname: '2001:db8::1', port: 3_479 },
  ]);
  expect(relaysFrom([])).toEqual([]);
});
