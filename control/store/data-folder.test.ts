import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataFolder, openDataFolder } from './data-folder.ts';

describe('a data folder', () => {
  let parent: string;
  let path: string;
  const opened: DataFolder[] = [];
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'rostrum-folder-'));
    path = join(parent, 'deep', 'data');
  });
  afterEach(() => {
    for (const folder of opened.splice(0)) folder.close();
    rmSync(parent, { recursive: true });
  });

  it('is made when it is not there, for its owner only', () => {
    expect(open().path).toBe(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('is refused to a second server, which is told who has it', () => {
    open();
    const words = `belongs to another server (process ${process.pid}, since 20`;
    expect(open).toThrow(refused('DATA_FOLDER_IN_USE', words));
  });

  it('is refused also when the note of its owner is not there or damaged', () => {
    open();
    writeFileSync(join(path, 'owner.json'), '{');
    expect(open).toThrow(refused('DATA_FOLDER_IN_USE', 'process unknown'));
    rmSync(join(path, 'owner.json'));
    expect(open).toThrow(refused('DATA_FOLDER_IN_USE', 'process unknown'));
  });

  it('is free again when it is closed, and a second close does no harm', () => {
    const first = open();
    first.close();
    const second = open();
    first.close();
    expect(open).toThrow(refused('DATA_FOLDER_IN_USE', ''));
    second.close();
    expect(open).not.toThrow();
  });

  it('of one process is refused to another, and free when that one was killed', async () => {
    const owner = await openInAnotherProcess();
    expect(open).toThrow(refused('DATA_FOLDER_IN_USE', `process ${owner.pid},`));
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(open).not.toThrow();
  });

  it('that cannot be written is refused with words, and nothing is left locked', () => {
    const file = join(parent, 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(join(file, 'data'))).toThrow(
      refused('DATA_FOLDER_NOT_WRITABLE', 'Choose another with --data'),
    );
    expect(() => openDataFolder(file)).toThrow(refused('DATA_FOLDER_NOT_WRITABLE', file));
  });

  function open(): DataFolder {
    const folder = openDataFolder(path);
    opened.push(folder);
    return folder;
  }

  async function openInAnotherProcess() {
    const module = new URL('./data-folder.ts', import.meta.url);
    const code = `import { openDataFolder } from ${JSON.stringify(module.href)};
      globalThis.folder = openDataFolder(${JSON.stringify(path)});
      process.stdout.write('open');
      setInterval(() => {}, 1_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }
});

function refused(code: string, words: string) {
  return expect.objectContaining({ code, message: expect.stringContaining(words) });
}
