import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limitMsOf, simplePack } from '../domain/rule-pack.ts';
import { parseDuration } from './pack-schema.ts';
import { type PackFault, readPack } from './read-pack.ts';

const shipped = (name: string) => readFileSync(join(import.meta.dirname, 'packs', `${name}.yaml`), 'utf8');
const assembly = shipped('assembly');
const minuteMs = 60_000;

function packIn(text: string) {
  const reading = readPack(text);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.pack;
}

function faultsIn(text: string): PackFault[] {
  const reading = readPack(text);
  return 'faults' in reading ? reading.faults : [];
}

/** The line of the assembly pack that begins so, from 1. */
function lineOf(beginning: string, text = assembly): number {
  return 1 + text.split('\n').findIndex((line) => line.trim().startsWith(beginning));
}

describe('the packs that ship', () => {
  it('give the assembly its 7, 3, 3 and 10 minutes', () => {
    const pack = packIn(assembly);
    expect(limitMsOf(pack, 'contribution', 1)).toBe(7 * minuteMs);
    expect(limitMsOf(pack, 'contribution', 2)).toBe(3 * minuteMs);
    expect(limitMsOf(pack, 'contribution', 9)).toBe(3 * minuteMs);
    expect(limitMsOf(pack, 'reply', 4)).toBe(3 * minuteMs);
    expect(limitMsOf(pack, 'explanation', 1)).toBe(10 * minuteMs);
    expect(limitMsOf(pack, 'pointOfOrder', 1)).toBe(2 * minuteMs);
    expect(pack).toMatchObject({ id: 'assembly', atLimit: 'cut', graceMs: 15_000, leaseMs: 20_000, lossMs: 5_000 });
  });

  it('name their sources and ask for a review by a lawyer', () => {
    expect(packIn(assembly).sources.join(' ')).toContain('71/2022/QH15');
    for (const text of [assembly, shipped('board')]) expect(text).toMatch(/lawyer/);
  });

  it('hold in the simple one what the domain takes for meetings of old records', () => {
    expect(packIn(shipped('board'))).toEqual(simplePack);
  });
});

describe('a pack with a fault is refused with its line', () => {
  const twoLimits = ['- { kind: contribution, from: 1', '- { kind: contribution, from: 2'] as const;
  const cases: [what: string, from: string, to: string, at: string, says: RegExp][] = [
    ['a gap', 'from: 2, limit: 3m', 'from: 4, limit: 3m', twoLimits[1], /contribution has a gap.*speeches 2 to 3/],
    ['a gap at the beginning', 'reply, from: 1', 'reply, from: 2', '- { kind: reply', /reply has a gap.*speech 1$/],
    [
      'a gap at the end',
      'from: 2, limit: 3m',
      'from: 2, to: 5, limit: 3m',
      twoLimits[1],
      /gap: no limit from speech 6/,
    ],
    ['an overlap', 'to: 1, limit: 7m', 'to: 2, limit: 7m', twoLimits[1], /two limits overlap/],
    ['an overlap with one without end', 'to: 1, limit: 7m', 'limit: 7m', twoLimits[1], /overlap/],
    ['a range backwards', 'from: 1, to: 1', 'from: 3, to: 1', twoLimits[0], /back to 1/],
    [
      'a kind of which nothing is said',
      '  - { kind: reply, from: 1, limit: 3m }\n',
      '',
      'limits:',
      /nothing is said of reply/,
    ],
    ['an unknown kind', 'kind: reply', 'kind: heckling', '- { kind: reply', /"heckling" is not one of/],
    [
      'an unknown mode',
      'defaultMode: chairInvites',
      'defaultMode: shouting',
      'defaultMode',
      /"shouting" is not one of/,
    ],
    [
      'a mode that needs a presenter',
      'defaultMode: chairInvites',
      'defaultMode: presentation',
      'defaultMode',
      /presenter/,
    ],
    ['an unknown delegation', '[agenda, floor, displays]', '[agenda, voting]', 'operator', /"voting" is not one of/],
    ['a delegation twice', '[agenda, floor, displays]', '[agenda, agenda]', 'operator', /named twice/],
    ['an unknown action', 'atLimit: cut', 'atLimit: shout', 'atLimit', /"shout" is not one of: nothing, chime, cut/],
    ['a number without unit', 'warning: 60s', 'warning: 60', 'warning', /a duration with its unit/],
    ['a wrong unit', 'warning: 60s', 'warning: 60 phút', 'warning', /is not a duration with its unit/],
    ['a negative time', 'grace: 15s', 'grace: -15s', 'grace', /is not a duration/],
    ['an absurd limit', 'limit: 10m', 'limit: 900h', '- { kind: explanation', /duration/],
    ['an extension that is too long', '[1m, 2m, 5m]', '[1m, 2m, 5h]', 'extensions', /from 10s to 10m/],
    ['no microphone', 'openLimit: 4', 'openLimit: 0', 'openLimit', /a whole number from 1 to 20/],
    ['an unknown key', 'lease: 20s', 'laese: 20s\nlease: 20s', 'lease', /laese: this is not known/],
    [
      'an unknown key in a limit',
      'from: 1, limit: 10m',
      'from: 1, limits: 9m, limit: 10m',
      '- { kind: explanation',
      /not known/,
    ],
    ['a text for yes or no', 'maySeatChair: true', 'maySeatChair: sometimes', 'maySeatChair', /true or false/],
    ['a key twice', 'grace: 15s', 'grace: 15s\ngrace: 20s', 'grace', /unique/i],
    ['broken YAML', 'extensions: [1m, 2m, 5m]', 'extensions: [1m, 2m, 5m}', 'extensions', /./],
  ];

  it.each(cases)('%s', (_what, from, to, at, says) => {
    expect(assembly).toContain(from);
    const faults = faultsIn(assembly.replace(from, to));
    expect(faults.map(({ message }) => message).join('\n')).toMatch(says);
    const wanted = lineOf(at);
    // What the parser itself finds it names where it gives up: at the line, or at the one after.
    expect(faults.some(({ line }) => line === wanted || line === wanted + 1)).toBe(true);
  });

  it('a missing source, named at the list, and a missing key, named at the file', () => {
    const [, sources = ''] = assembly.match(/sources:\n((?: {2}- .*\n)+)/) ?? [];
    expect(faultsIn(assembly.replace(`sources:\n${sources}`, 'sources: []\n'))).toEqual([
      { line: lineOf('sources'), message: expect.stringContaining('legal source is missing') },
    ]);
    expect(faultsIn(assembly.replace(`sources:\n${sources}`, ''))).toEqual([
      { line: lineOf('id:'), message: expect.stringContaining('sources: is missing') },
    ]);
  });

  it('all faults at once, in the order of their lines', () => {
    const faults = faultsIn(assembly.replace('grace: 15s', 'grace: soon').replace('lease: 20s', 'lease: never'));
    expect(faults.map(({ line }) => line)).toEqual([lineOf('grace'), lineOf('lease')]);
  });

  it('an alias, a list, nothing at all', () => {
    expect(faultsIn(assembly.replace('lease: 20s', 'lease: &l 20s').replace('loss: 5s', 'loss: *l'))).toHaveLength(1);
    expect(faultsIn('- a\n- b\n')[0]).toMatchObject({ line: 1 });
    expect(faultsIn('')[0]).toMatchObject({ line: 1 });
  });
});

it('reads durations', () => {
  expect(['15s', '1m30s', '2h', '', '1m 30s', '7', 's', '1d'].map(parseDuration)).toEqual([
    15_000,
    90_000,
    7_200_000,
    ...[null, null, null, null, null],
  ]);
});
