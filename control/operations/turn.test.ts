import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TurnServers } from './turn.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-turn-'));
const secretPath = join(folder, 'secret');

afterAll(() => rmSync(folder, { recursive: true }));

describe('access to the relays', () => {
  it('is none where no relay is configured', () => {
    expect(TurnServers.open([], null).accessFor('e1', 0)).toEqual({ iceServers: [], renewAfterMs: null });
  });

  it('ends by itself and is signed with the shared secret', () => {
    writeFileSync(secretPath, 'a secret of the relay\nand a second line\n');
    const { iceServers, renewAfterMs } = TurnServers.open(['turn:relay.example:3478'], secretPath).accessFor(
      'e1',
      1_000_000,
    );
    const username = '22600:e1';
    const credential = createHmac('sha1', 'a secret of the relay').update(username).digest('base64');
    expect(iceServers).toEqual([{ urls: ['turn:relay.example:3478'], username, credential }]);
    expect(renewAfterMs).toBeLessThan(6 * 3_600_000);
  });

  it('is refused at the start when the secret is missing or too short', () => {
    const open = (path: string) => () => TurnServers.open(['turn:relay.example'], path);
    expect(open(join(folder, 'nothing'))).toThrow(/cannot be read/);
    writeFileSync(secretPath, 'short\n');
    expect(open(secretPath)).toThrow(/at least 16 characters/);
  });
});
