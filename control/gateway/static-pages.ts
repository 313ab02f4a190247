/** The built pages: files with their precompressed forms, and the one page that every address of the application gets. */
import express, { type Request, type Router } from 'express';
import sirv from 'sirv';

/** Addresses of the single-page application; everything else is a file or does not exist. */
const pages = ['/', '/join', '/welcome', '/setup', '/login', '/trust', '/pair', '/s/:sessionKey{/*rest}'];
/** The gallery of parts is for those who build them. */
const workshopPages = ['/gallery'];

/** `isWatched`: looks for files at each request instead of once at the start. */
export function servePages(uiFolder: string, isWatched: boolean): Router {
  const files = sirv(uiFolder, {
    dev: isWatched,
    etag: true,
    maxAge: 31_536_000,
    immutable: true,
    extensions: [],
    gzip: true,
    brotli: true,
    setHeaders: revalidatePages,
  });
  const router = express.Router();
  router.use((request, _response, next) => {
    request.headers['accept-encoding'] = wantedEncoding(request);
    next();
  });
  router.use(files);
  router.get(isWatched ? [...pages, ...workshopPages] : pages, (request, response, next) => {
    request.url = '/index.html';
    files(request, response, next);
  });
  router.get('/{*rest}', (request, response, next) => {
    if (isForPeople(request)) response.status(404).sendFile('index.html', { root: uiFolder, cacheControl: false });
    else next();
  });
  return router;
}

/** An address that does not exist answers programs with a code and people with the page that says so. */
function isForPeople({ path, headers }: Request): boolean {
  return !path.startsWith('/api/') && !path.startsWith('/assets/') && Boolean(headers.accept?.includes('text/html'));
}

/** sirv looks for the names only; `br;q=0` means that the page cannot read it. */
function wantedEncoding(request: Request): string {
  return request.acceptsEncodings('br') || request.acceptsEncodings('gzip') || '';
}

function revalidatePages(response: { setHeader(name: string, value: string): void }, pathname: string): void {
  if (!pathname.startsWith('/assets/')) response.setHeader('cache-control', 'no-cache');
}
