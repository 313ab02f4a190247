/** HTTP: the pages, the few requests that come before a session, and the local CA's certificate. */
import { X509Certificate } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import { errorMeanings, type HttpRequestName, httpRequests, type ImportPreview, limits } from '#contract';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { invalidInput, toErrorReply } from './error-reply.ts';
import type { HttpHandlers } from './http-handlers.ts';
import { type OperationsPort, serveOperations } from './operations-http.ts';
import { isSameOrigin } from './same-origin.ts';
import { servePages } from './static-pages.ts';

const maxJsonBytes = 64 * 1024;

type Deps = {
  handlers: HttpHandlers;
  /** `readBody` is called only for somebody who may import. */
  previewImport(request: Request, readBody: () => Promise<Uint8Array>): Promise<ImportPreview>;
  sendMinutes(request: Request, response: Response): Promise<void>;
  uiFolder: string;
  /** Looks for files at each request instead of once at the start. */
  isUiWatched: boolean;
  caPem: string | null;
  operations: OperationsPort;
  logger: Logger;
};

export function createHttp({
  handlers,
  previewImport,
  sendMinutes,
  uiFolder,
  isUiWatched,
  caPem,
  operations,
  logger,
}: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(isUiWatched));
  serveOperations(app, operations);
  app.get('/trust/ca.crt', (_request, response) => sendCa(response, caPem));
  app.get('/trust/fingerprint', (_request, response) => void response.json({ sha256: fingerprintOf(caPem) }));
  app.use('/api', (request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    if (isSameOrigin(request)) next();
    else sendError(response, new AppError('WRONG_ORIGIN', errorMeanings.WRONG_ORIGIN), logger);
  });
  app.post('/api/import', (request, response) => {
    return reply(response, () => previewImport(request, () => readImport(request, response)), logger);
  });
  app.get('/api/minutes.docx', async (request, response) => {
    await sendMinutes(request, response).catch((error) => sendError(response, error, logger));
  });
  app.use('/api', express.json({ limit: maxJsonBytes }));
  for (const name of Object.keys(httpRequests) as HttpRequestName[]) {
    app.post(`/api/${name}`, (request, response) => answer(name, request, response, handlers, logger));
  }
  app.use(servePages(uiFolder, isUiWatched));
  app.use((_request, response) => sendError(response, new AppError('NOT_FOUND', errorMeanings.NOT_FOUND), logger));
  app.use((error: unknown, _request: Request, response: Response, _next: unknown) => {
    sendError(response, bodyError(error) ?? error, logger);
  });
  return app;
}

/** The gallery of parts shows itself in frames; nothing else does. */
function securityHeaders(hasGallery: boolean) {
  const self = ["'self'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: self,
        styleSrc: self,
        fontSrc: self,
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: self,
        workerSrc: self,
        manifestSrc: self,
        baseUri: ["'none'"],
        formAction: self,
        frameAncestors: hasGallery ? self : ["'none'"],
      },
    },
    // A local CA that a device does not trust yet must stay a warning that can be passed.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

async function answer(
  name: HttpRequestName,
  request: Request,
  response: Response,
  handlers: HttpHandlers,
  logger: Logger,
): Promise<void> {
  const input = httpRequests[name].input.safeParse(request.body);
  if (!input.success) {
    response.status(400).json({ error: invalidInput(input.error.issues) });
    return;
  }
  // Name and input come from one table; the compiler cannot keep the two together.
  const handler = handlers[name] as (input: unknown, request: Request, response: Response) => Promise<unknown>;
  await reply(response, () => handler(input.data, request, response), logger);
}

async function reply(response: Response, make: () => Promise<unknown>, logger: Logger): Promise<void> {
  try {
    response.json(await make());
  } catch (error) {
    sendError(response, error, logger);
  }
}

const rawImport = express.raw({ limit: limits.maxImportBytes, type: () => true });

/** The file as it is; empty when nothing was sent. */
function readImport(request: Request, response: Response): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  rawImport(request, response, (error?: unknown) => {
    if (error) reject(bodyError(error) ?? error);
    else resolve(Buffer.isBuffer(request.body) ? request.body : Buffer.of());
  });
  return promise;
}

function sendError(response: Response, error: unknown, logger: Logger): void {
  const reply = toErrorReply(error, logger);
  response.status(statusOf(reply.code)).json({ error: reply });
}

function statusOf(code: string): number {
  const statuses: Record<string, number> = {
    NOT_FOUND: 404,
    NOT_SIGNED_IN: 401,
    WRONG_PASSWORD: 401,
    WRONG_ORIGIN: 403,
    FORBIDDEN: 403,
    PASSWORD_CHANGE_NEEDED: 403,
    TOO_LARGE: 413,
    TOO_MANY_ATTEMPTS: 429,
    INTERNAL: 500,
    STORE_UNAVAILABLE: 503,
  };
  return statuses[code] ?? 400;
}

/** Faults of the body parser, in words of the protocol. */
function bodyError(error: unknown): AppError | null {
  if (!(error instanceof Error && 'type' in error)) return null;
  if (error.type === 'entity.too.large') {
    const limit = 'limit' in error && typeof error.limit === 'number' ? error.limit : maxJsonBytes;
    return new AppError('TOO_LARGE', `The request is larger than ${limit / 1024} KiB.`);
  }
  return new AppError('INVALID_INPUT', 'The request is not JSON.');
}

/** What a person compares with the line that the start printed; null when there is no local CA. */
export function fingerprintOf(caPem: string | null): string | null {
  return caPem ? new X509Certificate(caPem).fingerprint256 : null;
}

function sendCa(response: Response, caPem: string | null): void {
  if (!caPem) {
    response
      .status(404)
      .json({ error: { code: 'NOT_FOUND', message: 'This server uses the body’s own certificate.' } });
    return;
  }
  response.setHeader('content-type', 'application/x-x509-ca-cert');
  response.setHeader('content-disposition', 'attachment; filename="rostrum-ca.crt"');
  response.send(caPem);
}
