import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HttpInput } from '#contract';
import type { PersonId } from '../domain/ids.ts';
import { ConnectionTests, testRoomMs } from '../operations/connection-tests.ts';
import { readHealth } from '../operations/health.ts';
import { openSurroundings } from '../service/live-meeting-harness.ts';
import { type Credentials, ServedServer } from './served-harness.ts';

const result: HttpInput<'connection-test/end'>['result'] = {
  verdict: 'good',
  sendBps: 4_000_000,
  receiveBps: 4_000_000,
  roundTripMs: 20,
  lossRatio: 0,
  path: 'udp',
  isRelayReachable: null,
  reconnectMs: 300,
};
const token = 'a token for the metrics';

describe('what watches over the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-metrics-'));
  const tokenPath = join(folder, 'token');
  let open: ServedServer;
  let guarded: ServedServer;
  let account: Credentials;

  beforeAll(async () => {
    writeFileSync(tokenPath, `${token}\n`);
    open = await ServedServer.start();
    guarded = await ServedServer.start(['--no-demo', '--metrics-token-file', tokenPath]);
    account = await open.setUp();
  });
  afterAll(async () => {
    await Promise.all([open.stop(), guarded.stop()]);
    rmSync(folder, { recursive: true });
  });

  it('is told that the server lives and is ready, in sentences', async () => {
    expect(await open.send('GET', '/livez')).toMatchObject({ status: 200, body: { status: 'alive' } });
    const ready = await open.send<{ status: string; checks: { name: string; message: string }[] }>('GET', '/readyz');
    expect(ready).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(ready.body.checks.map(({ name }) => name)).toEqual(['media', 'journal', 'disk']);
    for (const { message } of ready.body.checks) expect(message).toMatch(/^[A-Z].*\.$/);
  });

  it('reads figures in the form of Prometheus, in base units and without names', async () => {
    const { status, headers, bytes } = await open.send('GET', '/metrics');
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const families = parse(bytes.toString());
    expect(families.get('rostrum_ready')).toEqual([1]);
    expect(families.get('rostrum_cpu_seconds_total')?.[0]).toBeGreaterThan(0);
    expect(families.get('rostrum_resident_memory_bytes')?.[0]).toBeGreaterThan(10_000_000);
    expect(families.get('rostrum_commands_total')).toHaveLength(3);
    expect(families.has('rostrum_media_workers')).toBe(true);
    expect(bytes.toString()).not.toMatch(/Mẫu|quantri/);
  });

  it('needs the token where there is one, and is refused behind a proxy where there is none', async () => {
    expect((await guarded.send('GET', '/metrics')).status).toBe(401);
    expect((await guarded.send('GET', '/metrics', '', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await guarded.send('GET', '/metrics', '', { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await open.send('GET', '/metrics', '', { 'x-forwarded-for': '192.0.2.1' })).status).toBe(401);
  });

  it('lets an account test its line and counts the verdict', async () => {
    const { cookie, sessionKey } = account;
    const started = await open.post('connection-test/start', { sessionKey }, { cookie });
    expect(started.body).toMatchObject({ iceServers: [], send: { id: expect.any(String) } });
    const { testId } = started.body;
    expect((await open.post('connection-test/end', { testId, result })).status).toBe(200);
    const again = await open.post('connection-test/end', { testId, result });
    expect(again.body.error?.code).toBe('MEDIA_REFUSED');
    const families = parse((await open.send('GET', '/metrics')).bytes.toString());
    expect(families.get('rostrum_connection_tests_total')).toEqual([1, 0, 0, 0]);
  });

  it('refuses a test without a session or a link, and one after the other', async () => {
    const { cookie, sessionKey } = account;
    expect((await open.post('connection-test/start', { sessionKey })).body.error?.code).toBe('NOT_SIGNED_IN');
    const foreign = await open.post('connection-test/start', { token: 'not-a-link-of-this-server' });
    expect(foreign.body.error?.code).toBe('BAD_LINK');
    let code: string | undefined;
    for (let count = 0; count < 6; count += 1) {
      code = (await open.post('connection-test/start', { sessionKey }, { cookie })).body.error?.code;
    }
    expect(code).toBe('TOO_MANY_ATTEMPTS');
  });
});

describe('a test room', () => {
  afterEach(() => void vi.useRealTimers());

  it('leaves a verdict that a restart keeps, and a month does not', async () => {
    const { plane, journal } = await openSurroundings();
    const subject = { personId: 'an' as PersonId, siteId: null };
    const tests = await ConnectionTests.load(plane, journal);
    const { testId } = await tests.start(subject, 'one');
    await tests.end(testId, result, 1_000);
    tests.close();
    const again = await ConnectionTests.load(plane, journal);
    expect(again.lastOf(subject, 2_000)).toEqual({ ...result, at: 1_000 });
    expect(again.lastOf({ ...subject, personId: null }, 2_000)).toBeNull();
    expect(again.lastOf(subject, 40 * 24 * 3_600_000)).toBeNull();
    await plane.close();
  });

  it('closes by itself, and there are only so many', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { plane, journal } = await openSurroundings();
    const tests = await ConnectionTests.load(plane, journal);
    const subject = { personId: null, siteId: null };
    const started = await tests.start(subject, 'one');
    expect(plane.room(`test-${started.testId}`)?.isClosed).toBe(false);
    for (let count = 1; count < 40; count += 1) await tests.start(subject, `link ${count}`);
    await expect(tests.start(subject, 'one too many')).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
    vi.advanceTimersByTime(testRoomMs);
    expect(tests.runningCount).toBe(0);
    expect(plane.room(`test-${started.testId}`)).toBeUndefined();
    tests.close();
    await plane.close();
  });
});

describe('readiness', () => {
  it('says what is not ready and what to do', async () => {
    const { plane } = await openSurroundings();
    await plane.close();
    const { isReady, checks } = await readHealth({
      plane,
      probeJournal: () => Promise.reject(new Error('disk failed')),
      dataFolder: '/no/such/folder',
    });
    expect(isReady).toBe(false);
    expect(checks.map((check) => check.isReady)).toEqual([false, false, false]);
    expect(checks[1]?.message).toMatch(/Check the disk/);
    expect(JSON.stringify(checks)).not.toContain('disk failed');
  });
});

/** Reads the text as a scraper would; every sample must belong to a family that was declared. */
function parse(text: string): Map<string, number[]> {
  const families = new Map<string, number[]>();
  for (const line of text.trimEnd().split('\n')) {
    const type = /^# TYPE (rostrum_[a-z_]+) (counter|gauge)$/.exec(line);
    if (type) {
      families.set(type[1] ?? '', []);
      expect(line.endsWith('counter')).toBe(type[1]?.endsWith('_total'));
      continue;
    }
    if (/^# HELP rostrum_[a-z_]+ \S/.test(line)) continue;
    const sample = /^(rostrum_[a-z_]+)(\{[a-z]+="[^"]*"\})? (-?[\d.e+-]+|NaN)$/.exec(line);
    expect(sample, line).not.toBeNull();
    families.get(sample?.[1] ?? '')?.push(Number(sample?.[3]));
  }
  return families;
}
