import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

it.each([
  ['a page of this server', 'https://hop.example:8443', 'hop.example:8443', true],
  ['a page of this server on the usual port', 'https://hop.example', 'hop.example', true],
  ['a program without an origin', undefined, 'hop.example:8443', true],
  ['another host', 'https://evil.example:8443', 'hop.example:8443', false],
  ['another port of this host', 'https://hop.example:9000', 'hop.example:8443', false],
  ['a host whose name begins alike', 'https://hop.example.evil.example', 'hop.example', false],
  ['a page in a sandbox', 'null', 'hop.example:8443', false],
  ['no address at all', 'hop.example:8443', 'hop.example:8443', false],
  ['a request without a host', 'https://hop.example', undefined, false],
])('a request from %s is taken for one of our own pages or not', (_what, origin, host, isOwn) => {
  expect(isSameOrigin({ headers: { origin, host } } as IncomingMessage)).toBe(isOwn);
});
