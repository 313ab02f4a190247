/** Which system this is, as far as programs built for it care. */
import { readFileSync } from 'node:fs';

/** @returns {{ distribution: string, libc: string }} such as `debian12` and `glibc2.36` */
export function systemName() {
  return { distribution: distribution(readOsRelease()), libc: libc() };
}

/**
 * @param {string} osRelease content of /etc/os-release
 */
export function distribution(osRelease) {
  /** @param {string} key */
  const value = (key) => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  return `${value('ID') || 'linux'}${value('VERSION_ID')}`;
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

function libc() {
  // Without this the report also looks up names on the network.
  Object.assign(process.report, { excludeNetwork: true });
  /** @type {{ header?: { glibcVersionRuntime?: string } }} */
  const report = process.report.getReport();
  const version = report.header?.glibcVersionRuntime;
  return version ? `glibc${version}` : 'other-libc';
}
