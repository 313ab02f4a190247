/**
 * `node download.js <url> <file> <limit in ms>`: one file over HTTPS. A process of its own because only a Node 24
 * that is started with NODE_USE_ENV_PROXY goes through the proxy that a closed network may have.
 */
import { writeFileSync } from 'node:fs';

const [url = '', file = '', limitMs = ''] = process.argv.slice(2);
const response = await fetch(url, { signal: AbortSignal.timeout(Number(limitMs)) });
if (!response.ok) throw new Error(`${url} answered ${response.status}`);
writeFileSync(file, new Uint8Array(await response.arrayBuffer()));
