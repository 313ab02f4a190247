import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemActor } from '../domain/roles.ts';
import { firstHash, nextHash, openChain, recordTexts, type StoredRecord } from './hash-chain.ts';
import type { StreamName } from './journal.ts';

const stream: StreamName = 'meeting/m1';
const records = chainOf(stream, 6);
const head = headOf(records);

describe('the hash chain of a stream', () => {
  it('is sound as it was written', () => {
    const { records: read, fault } = openChain(stream, records, head);
    expect(fault).toBeNull();
    expect(read.map(({ version, event }) => [version, event])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, `fact ${n}`]));
  });

  it('begins with the name of its stream: records of another stream do not fit', () => {
    expect(openChain('meeting/m2', records, head).fault).toMatchObject({ version: 1 });
  });

  it('names the first record that does not fit, and gives back those before it', () => {
    const index = fc.nat({ max: records.length - 1 });
    const anyChange = fc.tuple(index, fc.nat(), fc.constantFrom('text', 'hash', 'version', 'remove', 'repeat', 'swap'));
    fc.assert(
      fc.property(anyChange, ([at, place, kind]) => {
        const changed = change(at, place, kind);
        const { records: read, fault } = openChain(stream, changed, head);
        expect(fault).not.toBeNull();
        expect(fault?.version).toBeLessThanOrEqual(at + 2);
        expect(read).toEqual(openChain(stream, records, head).records.slice(0, read.length));
        expect(read.length).toBeLessThanOrEqual(at + 1);
      }),
    );
  });

  it('shows a record that was made again with a hash that fits, by the next one or by the head', () => {
    fc.assert(
      fc.property(fc.nat({ max: records.length - 1 }), (at) => {
        const forged = records.map((record) => ({ ...record }));
        const record = forged[at];
        if (!record) return;
        record.text = record.text.replace('fact', 'fake');
        record.hash = nextHash(forged[at - 1]?.hash ?? firstHash(stream), record.text);
        expect(openChain(stream, forged, head).fault).not.toBeNull();
      }),
    );
  });

  it('shows that its end was cut off, or that something was put behind it', () => {
    expect(openChain(stream, records.slice(0, 4), head).fault).toEqual({ version: 5, reason: 'the record is missing' });
    expect(openChain(stream, [], head).fault).toMatchObject({ version: 1 });
    expect(openChain(stream, chainOf(stream, 7), head).fault).not.toBeNull();
    expect(openChain(stream, records, null).fault).not.toBeNull();
    expect(openChain(stream, records, { ...head, hash: '00' }).fault).toMatchObject({ version: 6 });
  });

  it('is sound and empty for a stream that is not there', () => {
    expect(openChain(stream, [], null)).toEqual({ records: [], fault: null });
  });

  it('shows a record whose hash fits but whose text is no record', () => {
    const text = 'not JSON';
    const broken = { version: 1, text, hash: nextHash(firstHash(stream), text) };
    expect(openChain(stream, [broken], headOf([broken])).fault).toEqual({
      version: 1,
      reason: 'the record cannot be read',
    });
  });
});

function change(at: number, place: number, kind: string): StoredRecord[] {
  const changed = records.map((record) => ({ ...record }));
  const record = changed[at];
  if (!record) return changed;
  if (kind === 'text') record.text = alter(record.text, place);
  if (kind === 'hash') record.hash = alter(record.hash, place);
  if (kind === 'version') record.version += 1 + (place % 3);
  if (kind === 'remove') changed.splice(at, 1);
  if (kind === 'repeat') changed.splice(at, 0, record);
  if (kind === 'swap')
    changed.splice(Math.max(0, at - 1), 2, ...changed.slice(Math.max(0, at - 1), Math.max(0, at - 1) + 2).reverse());
  return changed;
}

/** Another character in one place. */
function alter(text: string, place: number): string {
  const at = place % text.length;
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
}

function chainOf(name: StreamName, length: number): StoredRecord[] {
  const facts = Array.from({ length }, (_, index) => ({ at: index, actor: systemActor, event: `fact ${index + 1}` }));
  let hash = firstHash(name);
  return recordTexts({ stream: name, expectedVersion: 0, facts, reply: null, isFinal: false }).map((text, index) => {
    hash = nextHash(hash, text);
    return { version: index + 1, text, hash };
  });
}

function headOf(of: readonly StoredRecord[]): { version: number; hash: string } {
  const last = of.at(-1);
  return { version: last?.version ?? 0, hash: last?.hash ?? '' };
}
