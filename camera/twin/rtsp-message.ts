/** Requests and answers of RTSP 1.0 (RFC 2326) as they come over a TCP connection, with what is interleaved between them. */
import { createHash } from 'node:crypto';

export type RtspRequest = {
  method: string;
  url: string;
  version: string;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
};

export type Credentials = { userName: string; password: string };

const longestHeadBytes = 8_192;
const longestBodyBytes = 65_536;
const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  454: 'Session Not Found',
  455: 'Method Not Valid In This State',
  459: 'Aggregate Operation Not Allowed',
  461: 'Unsupported Transport',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'RTSP Version Not Supported',
};

/** What cannot be read any further: the connection has to end. */
export class RtspSyntaxError extends Error {}

export class RtspReader {
  #rest: Buffer = Buffer.alloc(0);

  /** The requests that are complete by now; throws `RtspSyntaxError`. */
  read(chunk: Buffer): RtspRequest[] {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const requests: RtspRequest[] = [];
    while (this.#rest.length > 0) {
      const taken = this.#rest[0] === 0x24 ? this.#skipInterleaved() : this.#takeRequest(requests);
      if (!taken) break;
    }
    return requests;
  }

  /** What clients report about reception moves nothing here. */
  #skipInterleaved(): boolean {
    if (this.#rest.length < 4) return false;
    const end = 4 + this.#rest.readUInt16BE(2);
    if (this.#rest.length < end) return false;
    this.#rest = this.#rest.subarray(end);
    return true;
  }

  #takeRequest(requests: RtspRequest[]): boolean {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end > longestHeadBytes || (end < 0 && this.#rest.length > longestHeadBytes)) {
      throw new RtspSyntaxError('The head of a request is too long.');
    }
    if (end < 0) return false;
    const request = parseHead(this.#rest.toString('utf8', 0, end));
    const bodyBytes = Number(request.headers.get('content-length') ?? 0);
    if (!Number.isInteger(bodyBytes) || bodyBytes < 0 || bodyBytes > longestBodyBytes) {
      throw new RtspSyntaxError('The body of a request has no usable length.');
    }
    if (this.#rest.length < end + 4 + bodyBytes) return false;
    this.#rest = this.#rest.subarray(end + 4 + bodyBytes);
    requests.push(request);
    return true;
  }
}

function parseHead(text: string): RtspRequest {
  const [first = '', ...lines] = text.replace(/^(\r\n)+/, '').split('\r\n');
  const [, method, url, version] = /^([A-Z_]+) (\S+) RTSP\/(\d\.\d)$/.exec(first) ?? [];
  if (!method || !url || !version) throw new RtspSyntaxError('That is no request of RTSP.');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new RtspSyntaxError('A header has no name.');
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { method, url, version, headers };
}

export function formatAnswer(
  status: number,
  sequence: string | undefined,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): string {
  const lines = [`RTSP/1.0 ${status} ${reasons[status] ?? 'Error'}`];
  // Without the number a client cannot tell which question was answered; a line break in it would forge a header.
  if (sequence !== undefined && /^\d{1,10}$/.test(sequence)) lines.push(`CSeq: ${sequence}`);
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Digest authentication as RFC 2069 has it, which every camera and client speaks. */
export function isAuthorized(
  { method, headers }: RtspRequest,
  { userName, password }: Credentials,
  { realm, nonce }: { realm: string; nonce: string },
): boolean {
  const given = headers.get('authorization') ?? '';
  if (!/^digest /i.test(given)) return false;
  const fields = new Map([...given.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  if (fields.get('username') !== userName || fields.get('nonce') !== nonce) return false;
  const whom = md5(`${userName}:${realm}:${password}`);
  return fields.get('response') === md5(`${whom}:${nonce}:${md5(`${method}:${fields.get('uri')}`)}`);
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
