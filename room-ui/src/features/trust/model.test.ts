import { expect, it } from 'vitest';
import { deviceKind, fingerprintParts } from './model.ts';

it('tells an iPad from a Mac by its touch points', () => {
  const userAgent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';
  expect(deviceKind(userAgent, 5)).toBe('ios');
  expect(deviceKind(userAgent, 0)).toBe('macos');
});

it('shows Firefox its own way on a desktop and the system’s way on a phone', () => {
  expect(deviceKind('Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 0)).toBe('firefox');
  expect(deviceKind('Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 5)).toBe('android');
});

it('breaks a fingerprint into lines without losing a character', () => {
  const sha256 = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0').toUpperCase()).join(':');
  const parts = fingerprintParts(sha256);
  expect(parts).toHaveLength(4);
  expect(parts.join('')).toBe(sha256);
});
