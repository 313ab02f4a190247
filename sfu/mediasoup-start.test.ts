import { createSocket } from 'node:dgram';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as mediasoup from 'mediasoup';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaPlaneConfig } from './index.ts';
import { openObserved } from './plane-suite.ts';
import { realConfig } from './sample-config.ts';

/** Opens a plane that should not open, and answers why it did not. */
async function refusal(changes: Partial<MediaPlaneConfig>): Promise<{ reason?: string; message?: string }> {
  try {
    const { plane } = await openObserved({ ...realConfig, ...changes });
    await plane.close();
    return {};
  } catch (error) {
    const { reason, message } = error as { reason: string; message: string };
    return { reason, message };
  }
}

describe('mediasoup plane: a worker that cannot be used', () => {
  let folder: string;
  let workerPath: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'media-worker-'));
    workerPath = join(folder, 'mediasoup-worker');
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function placeWorker(script: string, note: string): Promise<void> {
    await writeFile(workerPath, script, { mode: 0o755 });
    await writeFile(join(folder, 'media-worker.json'), note);
  }

  const rightNote = JSON.stringify({ mediasoupVersion: mediasoup.version });

  it('says that it is missing and which command brings it', async () => {
    const { reason, message } = await refusal({ workerPath });
    expect(reason).toBe('WORKER_MISSING');
    expect(message).toContain(workerPath);
    expect(message).toContain('npm run setup');
  });

  it('says that it may not be executed, or is a folder', async () => {
    await placeWorker('', rightNote);
    await chmod(workerPath, 0o644);
    // Root may execute nothing either that has no execute bit at all.
    expect(await refusal({ workerPath })).toMatchObject({ reason: 'WORKER_MISSING' });
    expect(await refusal({ workerPath: folder })).toMatchObject({ reason: 'WORKER_MISSING' });
  });

  it('names both versions when it was made for another one', async () => {
    await symlink(realConfig.workerPath, workerPath);
    await writeFile(join(folder, 'media-worker.json'), JSON.stringify({ mediasoupVersion: '3.1.0' }));
    const { reason, message } = await refusal({ workerPath });
    expect(reason).toBe('WORKER_WRONG_VERSION');
    expect(message).toContain('3.1.0');
    expect(message).toContain(mediasoup.version);
  });

  it('takes no worker of which nobody knows the version', async () => {
    await placeWorker('#!/bin/sh\n', '{ not json');
    expect(await refusal({ workerPath })).toMatchObject({ reason: 'WORKER_WRONG_VERSION' });
    await writeFile(join(folder, 'media-worker.json'), 'null');
    expect(await refusal({ workerPath })).toMatchObject({ reason: 'WORKER_WRONG_VERSION' });
    await rm(join(folder, 'media-worker.json'));
    expect(await refusal({ workerPath })).toMatchObject({ reason: 'WORKER_WRONG_VERSION' });
  });

  it('says that it stopped at once, or is no program for this machine', async () => {
    await placeWorker('#!/bin/sh\nexit 7\n', rightNote);
    const { reason, message } = await refusal({ workerPath });
    expect(reason).toBe('WORKER_FAILED');
    expect(message).toContain('code:7');
    await placeWorker('\u007fELF nothing that runs', rightNote);
    expect(await refusal({ workerPath })).toMatchObject({ reason: 'WORKER_FAILED' });
  });
});

describe('mediasoup plane: a port that cannot be used', () => {
  it('names the port and the option when UDP or TCP is taken, and leaves no worker running', async () => {
    const started: mediasoup.types.Worker[] = [];
    const note = (worker: mediasoup.types.Worker) => void started.push(worker);
    mediasoup.observer.on('newworker', note);
    for (const take of [takeUdp, takeTcp]) {
      const { port, release } = await take();
      // The second worker meets the taken port; the first one has to go as well.
      const { reason, message } = await refusal({ workerCount: 2, rtcPort: port - 1 });
      await release();
      expect(reason).toBe('PORT_IN_USE');
      expect(message).toContain(`${port} on 127.0.0.1`);
      expect(message).toContain('--rtc-port');
    }
    mediasoup.observer.off('newworker', note);
    expect(started.map((worker) => worker.subprocessClosed)).toEqual([true, true, true, true]);
  });

  it('says that an address is not of this machine', async () => {
    expect(await refusal({ listenAddress: '198.51.100.9', rtcPort: 40_100 })).toMatchObject({
      reason: 'CANNOT_LISTEN',
      message: expect.stringContaining('198.51.100.9'),
    });
  });

  it('wants an address that browsers can reach, and ports that exist', async () => {
    expect(await refusal({ listenAddress: '0.0.0.0' })).toMatchObject({
      reason: 'WRONG_PARAMETERS',
      message: expect.stringContaining('--public-host'),
    });
    expect(await refusal({ rtcPort: 65_535, workerCount: 2 })).toMatchObject({ reason: 'WRONG_PARAMETERS' });
    expect(await refusal({ workerCount: 0 })).toMatchObject({ reason: 'WRONG_PARAMETERS' });
  });
});

function takeUdp(): Promise<{ port: number; release(): Promise<void> }> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () =>
      resolve({ port: socket.address().port, release: () => new Promise((done) => socket.close(() => done())) }),
    );
  });
}

function takeTcp(): Promise<{ port: number; release(): Promise<void> }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ port, release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}
