import { expect, it } from 'vitest';
import { cameraAddress, textOfAddress } from './camera-address.ts';

const usual = { port: 80, path: '/onvif/device_service' };

it.each([
  ['192.0.2.7', { ...usual, host: '192.0.2.7' }, '192.0.2.7'],
  ['Camera-1.local:8080', { ...usual, host: 'camera-1.local', port: 8080 }, 'camera-1.local:8080'],
  ['http://192.0.2.7/', { ...usual, host: '192.0.2.7' }, '192.0.2.7'],
  [
    'http://192.0.2.7:80/onvif/other',
    { host: '192.0.2.7', port: 80, path: '/onvif/other' },
    'http://192.0.2.7:80/onvif/other',
  ],
  ['[2001:db8::7]', { ...usual, host: '2001:db8::7' }, '[2001:db8::7]'],
])('reads %s', (text, address, shown) => {
  expect(cameraAddress(text)).toEqual(address);
  expect(textOfAddress(address)).toBe(shown);
  expect(cameraAddress(shown)).toEqual(address);
});

it.each(['', 'a b', 'rtsp://192.0.2.7', 'http://'])('finds no address in "%s"', (text) => {
  expect(cameraAddress(text)).toBeNull();
});
