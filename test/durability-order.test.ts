/**
 * An acknowledgement means that the fact is on the disk. The whole server runs under strace: for each command, its record
 * must be written to the write-ahead log and synced before the first byte goes out to the page.
 */
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, demoTokens, join, usualItem } from './harness/client.ts';
import { ServerProcess } from './harness/server-process.ts';

const traceFile = joinPath(tmpdir(), `rostrum-trace-${process.pid}.txt`);
const calls = 'trace=pwrite64,write,writev,sendmsg,sendto,fsync,fdatasync';
const commandCount = 20;

let server: ServerProcess;
beforeAll(async () => {
  const wrap = ['strace', '-D', '-f', '-y', '-s', '4096', '-e', calls, '-o', traceFile];
  server = await ServerProcess.start({ wrap });
});
afterAll(async () => {
  await server.stop();
  await rm(traceFile, { force: true });
});

it('syncs the record of each command before anything of it leaves the server', async () => {
  const client = await Client.connect(
    server,
    await join(server, (await demoTokens(server)).get('clerk Thư ký Mẫu') ?? ''),
  );
  await client.until(({ agenda, me, media }) => agenda && me && media);
  for (let index = 0; index < commandCount; index += 1) {
    const input = { ...usualItem, itemId: `order-${index}-end`, title: 'Thứ tự' };
    expect(await client.send('agenda.add', input)).toMatchObject({ ok: true });
    // Its views too must be out before the next command, or they would be taken for the answer to that one.
    await client.until(({ agenda }) => agenda?.rows[input.itemId]);
  }
  client.close();
  await server.kill('SIGTERM');
  await expect.poll(() => readFile(traceFile, 'utf8')).toMatch(/exited with \d+ \+\+\+\s*$/);
  const trace = (await readFile(traceFile, 'utf8')).split('\n');
  for (let index = 0; index < commandCount; index += 1) {
    const written = trace.findIndex((line) => /pwrite64\(.*-wal>/.test(line) && line.includes(`order-${index}-end`));
    const synced = syncedAfter(trace, written);
    const sent = trace.findIndex(
      (line, at) => at > written && /^\d+ +(write|writev|sendmsg|sendto)\(\d+<(TCP|socket)/.test(line),
    );
    expect(written, `record ${index} in the log`).toBeGreaterThanOrEqual(0);
    expect(synced, `sync of record ${index}`).toBeGreaterThan(written);
    expect(sent, `answer ${index}`).toBeGreaterThan(synced);
  }
});

/** The line at which a sync of the log that began after `written` had returned 0. */
function syncedAfter(trace: readonly string[], written: number): number {
  const whole = /^\d+ +f(data)?sync\(\d+<[^>]*-wal>\) += 0/;
  const begun = /^(\d+) +f(data)?sync\(\d+<[^>]*-wal> <unfinished/;
  for (let at = written + 1; at < trace.length; at += 1) {
    const line = trace[at] ?? '';
    if (whole.test(line)) return at;
    const thread = begun.exec(line)?.[1];
    if (thread)
      return trace.findIndex(
        (end, later) => later > at && new RegExp(`^${thread} +<... f(data)?sync resumed>.*= 0`).test(end),
      );
  }
  return -1;
}
