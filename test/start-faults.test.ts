/** A start that cannot succeed says why and how to mend it, leaves with code 1, and leaves nothing behind. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client, demoTokens, enter, join as joinByLink } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

const main = join(import.meta.dirname, '../control/main.ts');
const verifyMain = join(import.meta.dirname, '../control/store/verify-main.ts');
const fakeMedia = { ROSTRUM_MEDIA_DRIVER: 'fake' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-faults-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a start', () => {
  it('lists all settings that are not valid at once', async () => {
    const { stderr, status } = run(['--port', '99999', '--certificate', 'x.pem', '--rtc-port', 'many']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^CONFIG_INVALID/);
    expect(stderr).toContain('--port');
    expect(stderr).toContain('--rtc-port');
    expect(run(['--prot', '1']).stderr).toContain('--prot');
  });

  it('prints its options', () => {
    const { stdout, status } = run(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('--public-host');
  });

  it('says that another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { stderr, status } = run(['--port', String(port)]);
    other.close();
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^PORT_IN_USE: .*--port/)]);
  });

  it('says that the data folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const { stderr, status } = run(['--data', join(folder, 'file', 'below')]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^DATA_FOLDER_NOT_WRITABLE: .*--data/)]);
  });

  it('says which server has the data folder', async () => {
    const server = await ServerProcess.start();
    const { stderr, status } = run(['--data', server.dataFolder]);
    expect([status, stderr]).toEqual([1, expect.stringContaining('DATA_FOLDER_IN_USE')]);
    expect(stderr).toContain(`process ${server.pid}`);
    await server.stop();
  });

  it('names the line of a rule pack with a gap', async () => {
    const shipped = readFileSync(join(import.meta.dirname, '../control/rules/packs/assembly.yaml'), 'utf8');
    const pack = shipped.replace('id: assembly', 'id: own').replace('contribution, from: 2', 'contribution, from: 3');
    await writeFile(join(folder, 'own.yaml'), pack);
    const line = 1 + pack.split('\n').findIndex((content) => content.includes('contribution, from: 3'));
    const { stderr, status } = run(['--rules-dir', folder]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^CONFIG_INVALID/)]);
    expect(stderr).toContain(`own.yaml:${line}: limits: contribution has a gap: no limit for speech 2`);
  });

  it('says what is wrong with a certificate', async () => {
    await writeFile(join(folder, 'wrong.pem'), 'no certificate');
    const { stderr, status } = run([
      '--certificate',
      join(folder, 'wrong.pem'),
      '--certificate-key',
      join(folder, 'wrong.pem'),
    ]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^CERTIFICATE_INVALID: .*wrong\.pem/)]);
    const missing = run(['--certificate', join(folder, 'none.pem'), '--certificate-key', join(folder, 'none.pem')]);
    expect(missing.stderr).toMatch(/^CERTIFICATE_INVALID: .*cannot be read/);
  });

  it('says that the media worker is missing, or of another version', async () => {
    const missing = run(['--media-driver', 'mediasoup', '--media-worker', join(folder, 'none')]);
    expect([missing.status, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/^MEDIA_WORKER_MISSING: .*npm run setup/),
    ]);
    await mkdir(join(folder, 'old'));
    await writeFile(join(folder, 'old', 'mediasoup-worker'), '#!/bin/sh\n', { mode: 0o755 });
    await writeFile(join(folder, 'old', 'media-worker.json'), '{"mediasoupVersion":"3.0.0"}');
    const old = run(['--media-driver', 'mediasoup', '--media-worker', join(folder, 'old', 'mediasoup-worker')]);
    expect([old.status, old.stderr]).toEqual([1, expect.stringMatching(/^MEDIA_WORKER_WRONG_VERSION: .*3\.0\.0/)]);
  });
});

it('keeps a damaged meeting read only, names the record, and runs the others', async () => {
  const server = await ServerProcess.start();
  const tokens = await demoTokens(server);
  const chairSession = await joinByLink(server, tokens.get('chair Chủ tọa Mẫu') ?? '');
  const chair = await Client.connect(server, chairSession);
  await chair.until(({ me }) => me);
  expect(await chair.send('meeting.open', {})).toMatchObject({ ok: true });
  chair.close();
  await server.kill('SIGKILL');
  const database = new DatabaseSync(join(server.dataFolder, 'rostrum.db'));
  database.exec(
    `UPDATE records SET text = replace(text, 'MeetingConvened', 'MeetingClosed') WHERE stream LIKE 'meeting/%'`,
  );
  database.close();

  const verify = spawnSync(process.execPath, [verifyMain, '--data', server.dataFolder]);
  expect(verify.stdout.toString()).toMatch(/meeting\/\S+ {2}DAMAGED at record \d+: the record does not match its hash/);
  expect(verify.status).toBe(1);

  await server.restart();
  expect(server.output).toMatch(/"version":\d+,"reason":"the record does not match its hash"/);
  const again = await Client.connect(server, chairSession);
  await again.until(({ agenda, attendance }) => agenda && attendance);
  expect(Object.keys(again.slices.agenda?.rows ?? {})).not.toHaveLength(0);
  const itemId = Object.keys(again.slices.agenda?.rows ?? {})[0] ?? '';
  const refused = await again.send('agenda.select', { itemId });
  expect(refused).toMatchObject({ ok: false, error: { code: 'MEETING_QUARANTINED' } });
  again.close();
  // The demo makes itself another meeting, which works.
  const fresh = await enter(server, (await demoTokens(server)).get('chair Chủ tọa Mẫu'));
  await fresh.until(({ me }) => me);
  expect(await fresh.send('meeting.open', {})).toMatchObject({ ok: true });
  fresh.close();
  await server.stop();
});

it('ends cleanly on Ctrl-C and leaves no process behind', async () => {
  const server = await ServerProcess.start({ args: ['--media-driver', 'mediasoup'] });
  const children = childrenOf(server.pid);
  expect(children.length).toBeGreaterThan(0);
  expect(await server.kill('SIGINT')).toBe(0);
  for (const pid of children) expect(isRunning(pid)).toBe(false);
  await server.stop();
});

function run(args: string[]) {
  const data = args.includes('--data') ? [] : ['--data', join(folder, 'data')];
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const env = { ...process.env, ...fakeMedia, ROSTRUM_LOG_LEVEL: 'error' };
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...args, ...data, ...port], {
    env,
    timeout: 15_000,
  });
  return { stdout: stdout.toString(), stderr: stderr.toString(), status };
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
