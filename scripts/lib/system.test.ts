import { expect, test } from 'vitest';
import { distribution } from './system.js';

test.each([
  ['debian12', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n'],
  ['ubuntu24.04', 'ID=ubuntu\nVERSION_ID="24.04"\nID_LIKE=debian\n'],
  ['linux', ''],
])('the system is called %s', (name, osRelease) => {
  expect(distribution(osRelease)).toBe(name);
});
