/**
 * Leaves out parts of libraries that a page would load and can never use: the media library's ways for browsers older than
 * this build's own target, and the connection's ways beside the WebSocket, which is the only one that the server offers.
 */
import type { Plugin } from 'vite';

const unused = [
  /[\\/]mediasoup-client[\\/]lib[\\/]handlers[\\/](Chrome74|ReactNative106|FakeHandler)\.js$/,
  /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/](polling-xhr|polling-fetch|webtransport)\.js$/,
];
const exportsOf: Record<string, string> = { 'polling-xhr': 'XHR', 'polling-fetch': 'Fetch', webtransport: 'WT' };

export function leaveOut(): Plugin {
  return {
    name: 'leave-out',
    load: (id) => {
      const name = unused.map((part) => part.exec(id)?.[1]).find(Boolean);
      if (!name) return null;
      // A library that chooses one all the same fails with words; `createFactory` is how the media library chooses.
      const refuse = `() => { throw new Error('${name} is not part of this build.'); }`;
      return `const refuse = ${refuse};
export class ${exportsOf[name] ?? name} { static createFactory() { refuse(); } constructor() { refuse(); } }`;
    },
  };
}
