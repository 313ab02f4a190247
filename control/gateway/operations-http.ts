/** `/livez`, `/readyz` and `/metrics`: for whoever watches over the machine, not for pages. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { errorMeanings } from '#contract';
import type { Operations } from '../operations/operations.ts';

export type OperationsPort = Pick<Operations, 'health' | 'metricsText' | 'metricsToken'>;

export function serveOperations(app: Express, operations: OperationsPort): void {
  app.get('/livez', (_request, response) => {
    response.json({ status: 'alive', message: 'The server answers.' });
  });
  app.get('/readyz', async (_request, response) => {
    const { isReady, checks } = await operations.health();
    response.setHeader('cache-control', 'no-store');
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'notReady', checks });
  });
  app.get('/metrics', (request, response) => sendMetrics(request, response, operations));
}

async function sendMetrics(request: Request, response: Response, operations: OperationsPort): Promise<void> {
  if (!mayRead(request, operations.metricsToken)) {
    response.setHeader('www-authenticate', 'Bearer');
    response.status(401).json({ error: { code: 'NOT_SIGNED_IN', message: errorMeanings.NOT_SIGNED_IN } });
    return;
  }
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
  response.send(await operations.metricsText());
}

/** With a token: who has it. Without one: this machine itself, and nobody for whom something on it asks. */
function mayRead({ headers, socket }: Request, token: string | null): boolean {
  if (token !== null) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  const isForwarded = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  return !isForwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '');
}

function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
