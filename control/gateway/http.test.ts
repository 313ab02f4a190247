import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ServedServer } from './served-harness.ts';

const html = `<!doctype html><title>Rostrum</title>${'<p>Chào</p>'.repeat(50)}`;
const script = `console.log(${JSON.stringify('x'.repeat(2_000))});`;
const files = {
  'index.html': html,
  'index.html.br': brotliCompressSync(html),
  'index.html.gz': gzipSync(html),
  'assets/app.js': script,
  'assets/app.js.br': brotliCompressSync(script),
  'assets/app.js.gz': gzipSync(script),
  'assets/letters.woff2': Buffer.from([1, 2, 3]),
};

function contentOf({ bytes, headers }: Answer<unknown>): string {
  const encoding = headers['content-encoding'];
  return (encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

describe('a file of the pages', () => {
  let served: ServedServer;
  beforeAll(async () => {
    served = await ServedServer.start(['--demo'], files);
  });
  afterAll(() => served.stop());
  const get = (path: string, encoding?: string, headers: Record<string, string> = {}) =>
    served.send('GET', path, '', encoding === undefined ? headers : { ...headers, 'accept-encoding': encoding });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    [undefined, undefined],
  ])('for a browser that takes %s comes as %s', async (accepted, encoding) => {
    for (const [path, content, type] of [
      ['/assets/app.js', script, 'text/javascript'],
      ['/s/abcdefgh/meetings/m-1', html, 'text/html'],
    ] as const) {
      const answer = await get(path, accepted);
      expect([answer.status, answer.headers['content-encoding']]).toEqual([200, encoding]);
      expect(answer.headers['content-type']).toContain(type);
      expect(answer.headers.vary).toBe('Accept-Encoding');
      expect(contentOf(answer)).toBe(content);
    }
  });

  it('that bears its version in its name is kept, and the page is asked for again', async () => {
    expect((await get('/assets/app.js')).headers['cache-control']).toContain('immutable');
    const page = await get('/', 'br');
    expect(page.headers['cache-control']).toBe('no-cache');
    const again = await get('/', 'br', { 'if-none-match': String(page.headers.etag) });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect((await get('/', 'gzip', { 'if-none-match': String(page.headers.etag) })).status).toBe(200);
  });

  it('that is compressed already comes as it is', async () => {
    const answer = await get('/assets/letters.woff2', 'br, gzip');
    expect([answer.headers['content-encoding'], answer.bytes.length]).toEqual([undefined, 3]);
  });

  it.each(['/', '/join', '/login', '/setup', '/welcome', '/trust', '/pair', '/s/abcdefgh', '/s/abcdefgh/a/b/c?x=1'])(
    'is the page at %s, under the policy for scripts',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, contentOf(answer)]).toEqual([200, html]);
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    },
  );

  it.each(['/gallery', '/s', '/pair/x', '/assets/none.js', '/index.php', '/assets/../../data/token.key'])(
    'is not at %s',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.body.error?.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('answers people who ask for an address that does not exist with the page that says so', async () => {
    const accept = { accept: 'text/html,application/xhtml+xml' };
    const answer = await get('/s', undefined, accept);
    expect([answer.status, contentOf(answer)]).toEqual([404, html]);
    expect((await get('/api/none', undefined, accept)).body.error?.code).toBe('NOT_FOUND');
  });
});

describe('a server in development', () => {
  it('has the gallery of parts, and reads the pages anew', async () => {
    const served = await ServedServer.start(['--no-demo', '--watch-ui'], { 'index.html': html });
    const answer = await served.send('GET', '/gallery');
    expect([answer.status, contentOf(answer)]).toEqual([200, html]);
    await served.stop();
  });
});

describe('the demo', () => {
  let served: ServedServer;
  beforeAll(async () => {
    served = await ServedServer.start(['--demo']);
  });
  afterAll(() => served.stop());
  const welcome = () => served.post('welcome', { key: served.server.welcomeUrl?.split('#')[1] ?? '' });

  it('gives an account to try the desk with, and takes it away with its password', async () => {
    const { account } = (await welcome()).body;
    expect(account).toEqual({ login: 'demo', password: expect.stringMatching(/^([0-9a-f]{4}-){3}[0-9a-f]{4}$/) });
    const { login = '', password = '' } = account ?? {};
    const desk = await served.connect(await served.signIn(login, password));
    expect((await desk.run('home.read', {})).account).toMatchObject({
      role: 'administrator',
      mustChangePassword: false,
    });
    await desk.run('account.changePassword', { currentPassword: password, newPassword: 'một mật khẩu khác' });
    expect((await welcome()).body.account).toBeNull();
  });

  it('shows in a link where the meeting is and what the line of the site bears', async () => {
    const [link] = (await welcome()).body.links;
    const { body } = await served.post('join/preview', { token: link?.url.split('#')[1] ?? '' });
    expect(body).toMatchObject({ meetingTitle: expect.any(String), place: expect.any(String), status: 'convened' });
    expect(body.bandwidthMbps).toBe(200);
  });
});

describe('an installation without the demo', () => {
  it('is set up once; what the demo left does not count', async () => {
    const served = await ServedServer.start(['--no-demo']);
    expect(served.server.welcomeUrl).toBeNull();
    const token = served.server.setupUrl?.split('#')[1] ?? '';
    await served.setUp();
    const again = { token, bodyName: 'Khác', name: 'Khác', login: 'khac', password: 'mật khẩu quản trị' };
    expect((await served.post('setup', again)).body.error).toMatchObject({ code: 'LINK_USED' });
    await served.stop();
  });
});
