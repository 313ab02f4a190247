/** The rule packs of this server: those that ship, and the body's own from a folder. All are checked when they are loaded. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorMeanings } from '#contract';
import type { QuorumRuleId } from '../domain/quorum.ts';
import type { RulePack } from '../domain/rule-pack.ts';
import { AppError } from '../errors.ts';
import { readPack } from './read-pack.ts';

const shippedFolder = join(import.meta.dirname, 'packs');
const maxFileBytes = 64 * 1024;

export class RulePacks {
  readonly #packs: ReadonlyMap<string, RulePack>;

  /** `ownFolder` null: only those that ship. Throws `CONFIG_INVALID` with every fault, one per line. */
  static load(ownFolder: string | null = null): RulePacks {
    const packs = new Map<string, RulePack>();
    const faults: string[] = [];
    for (const folder of ownFolder ? [shippedFolder, ownFolder] : [shippedFolder]) {
      for (const path of filesIn(folder, faults)) readFile(path, packs, faults);
    }
    if (faults.length > 0) {
      throw new AppError('CONFIG_INVALID', `These rule packs are not valid:\n  ${faults.join('\n  ')}`);
    }
    return new RulePacks(packs);
  }

  private constructor(packs: ReadonlyMap<string, RulePack>) {
    this.#packs = packs;
  }

  list(): RulePack[] {
    return [...this.#packs.values()];
  }

  /** Throws `UNKNOWN_RULE_PACK`. */
  get(id: string): RulePack {
    const pack = this.#packs.get(id);
    if (!pack) throw new AppError('UNKNOWN_RULE_PACK', errorMeanings.UNKNOWN_RULE_PACK, { field: 'rulePackId' });
    return pack;
  }

  /** What is usual where nobody chose: a people's council speaks by the rules of an assembly. */
  usualFor(quorumRuleId: QuorumRuleId): RulePack {
    return this.get(quorumRuleId === 'peoplesCouncil' ? 'assembly' : 'board');
  }
}

function filesIn(folder: string, faults: string[]): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
    return names.sort().map((name) => join(folder, name));
  } catch {
    faults.push(`--rules-dir: the folder ${folder} cannot be read`);
    return [];
  }
}

function readFile(path: string, packs: Map<string, RulePack>, faults: string[]): void {
  let text: string;
  try {
    if (statSync(path).size > maxFileBytes) {
      faults.push(`${path}: larger than ${maxFileBytes / 1024} KiB`);
      return;
    }
    text = readFileSync(path, 'utf8');
  } catch {
    faults.push(`${path}: cannot be read`);
    return;
  }
  const reading = readPack(text);
  if ('faults' in reading) {
    for (const { line, message } of reading.faults) faults.push(`${path}:${line}: ${message}`);
  } else if (packs.has(reading.pack.id)) {
    faults.push(`${path}:${reading.idLine}: id: another pack has the id ${reading.pack.id} already`);
  } else {
    packs.set(reading.pack.id, reading.pack);
  }
}
