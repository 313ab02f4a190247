import { expect, test } from 'vitest';
import { canStart, releaseUrl } from './worker-release.js';

test('a release has the place and name that mediasoup gives it', () => {
  const mediasoupPackage = { version: '3.27.1', repository: { url: 'git+https://host.example/mediasoup.git' } };
  expect(releaseUrl(mediasoupPackage, { arch: 'x64', kernelRelease: '6.1.0-13-amd64' })).toBe(
    'https://host.example/mediasoup/releases/download/3.27.1/mediasoup-worker-3.27.1-linux-x64-kernel6.tgz',
  );
});

test('a file that is no worker, or is not there, cannot start', () => {
  expect(canStart('/bin/true')).toBe(false);
  expect(canStart('/nowhere/mediasoup-worker')).toBe(false);
});
