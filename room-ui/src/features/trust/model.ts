/** The kinds of devices that learn a certificate each in their own way. */
export type DeviceKind = 'windows' | 'macos' | 'ios' | 'android' | 'linux' | 'firefox';

export const deviceKinds: readonly DeviceKind[] = ['windows', 'macos', 'ios', 'android', 'linux', 'firefox'];

/** An iPad says that it is a Mac; only its touch points tell. Firefox has certificates of its own on every desktop. */
export function deviceKind(userAgent: string, touchPoints: number): DeviceKind {
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Windows/.test(userAgent)) return 'windows';
  if (/Macintosh/.test(userAgent)) return 'macos';
  return 'linux';
}

/** `AA:BB:…` in pieces of eight pairs, so that two people can read it to each other line by line. */
export function fingerprintParts(sha256: string): string[] {
  return sha256.match(/([0-9A-F]{2}:?){1,8}/gi) ?? [];
}
