/** Reads the text of one rule pack and names every fault in it with its line. */
import { isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type RequestKind, type RulePack, requestKinds } from '../domain/rule-pack.ts';
import { type PackFile, packFile } from './pack-schema.ts';

/** `line` counts from 1. */
export type PackFault = { line: number; message: string };
/** `idLine`: where the pack says its id, for faults that concern several packs. */
export type PackReading = { pack: RulePack; idLine: number } | { faults: PackFault[] };

type Path = readonly (string | number)[];

export function readPack(text: string): PackReading {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line);
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return { faults: broken.map(({ pos, message }) => ({ line: lineAt(pos[0]), message })) };
  }
  let content: unknown;
  try {
    // An alias can make a small file a huge one.
    content = document.toJS({ maxAliasCount: 0 });
  } catch {
    return { faults: [{ line: 1, message: 'aliases (&name and *name) cannot be used here' }] };
  }
  const lineOf = (path: Path) => lineAt(offsetOf(document.contents, path));
  const parsed = packFile.safeParse(content, { reportInput: true });
  const faults = parsed.success ? limitFaults(parsed.data, lineOf) : parsed.error.issues.flatMap(faultsOf(lineOf));
  if (!parsed.success || faults.length > 0) return { faults: faults.sort((one, other) => one.line - other.line) };
  return { pack: packOf(parsed.data), idLine: lineOf(['id']) };
}

/** Where a value stands, or, when it is not there, what it should stand in. A key's own place comes before its value. */
function offsetOf(contents: unknown, path: Path): number {
  let node: Node | null = isNode(contents) ? contents : null;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const next: unknown = pair ?? (node && 'items' in node ? (node.items as unknown[])[Number(step)] : undefined);
    const value: unknown = isPair(next) ? next.value : next;
    const place: unknown = isPair(next) ? next.key : next;
    if (isNode(place)) offset = place.range?.[0] ?? offset;
    node = isNode(value) ? value : null;
    if (!node) break;
  }
  return offset;
}

type LineOf = (path: Path) => number;

function faultsOf(lineOf: LineOf): (issue: z.core.$ZodIssue) => PackFault[] {
  return (issue) => {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const name = [...path, key].join('.');
        return { line: lineOf([...path, key]), message: `${name}: this is not known; is it written differently?` };
      });
    }
    const name = path.join('.') || 'the file';
    const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
    return [{ line: lineOf(path), message: `${name}: ${isMissing ? 'is missing; ' : ''}${issue.message}` }];
  };
}

/** The limits of a kind follow one another from the first speech on without end: no gap, no overlap. */
function limitFaults({ limits }: PackFile, lineOf: LineOf): PackFault[] {
  if (limits.length === 0) return [];
  return requestKinds.flatMap((kind) => {
    const own = limits
      .map((limit, index) => ({ ...limit, line: lineOf(['limits', index]) }))
      .filter((limit) => limit.kind === kind)
      .sort((one, other) => one.from - other.from || one.line - other.line);
    if (own.length === 0) {
      const message = `limits: nothing is said of ${kind}; write "limit: none" for no limit`;
      return [{ line: lineOf(['limits']), message }];
    }
    return seamFaults(kind, own);
  });
}

function seamFaults(kind: RequestKind, own: readonly (PackFile['limits'][number] & { line: number })[]): PackFault[] {
  const faults: PackFault[] = [];
  /** The first speech for which there is no limit yet; null: there is none. */
  let next: number | null = 1;
  for (const { from, to, line } of own) {
    if (to !== undefined && to < from) {
      faults.push({ line, message: `limits: ${kind} goes from speech ${from} back to ${to}` });
      continue;
    }
    if (next === null || from < next) {
      faults.push({ line, message: `limits: ${kind}, speech ${from}, has a limit already: two limits overlap` });
    } else if (from > next) {
      const missing = from - 1 > next ? `speeches ${next} to ${from - 1}` : `speech ${next}`;
      faults.push({ line, message: `limits: ${kind} has a gap: no limit for ${missing}` });
    }
    next = next === null || to === undefined ? null : Math.max(next, to + 1);
  }
  const last = own.at(-1);
  if (next !== null && last) {
    const message = `limits: ${kind} has a gap: no limit from speech ${next} on; leave out "to" in the last one`;
    faults.push({ line: last.line, message });
  }
  return faults;
}

function packOf(file: PackFile): RulePack {
  const { id, version, name, sources, atLimit, openLimit, maySeatChair, delegated } = file;
  return {
    ...{ id, version, name, sources, atLimit, openLimit, maySeatChair, delegated },
    limits: file.limits.map(({ kind, from, to, limit }) => ({
      kind,
      fromSpeech: from,
      toSpeech: to ?? null,
      limitMs: limit,
    })),
    warningMs: file.warning,
    graceMs: file.grace,
    chimeEveryMs: file.chimeEvery,
    extensionsMs: file.extensions,
    defaultMode: file.defaultMode as RulePack['defaultMode'],
    invitationMs: file.invitation,
    returnMs: file.return,
    leaseMs: file.lease,
    lossMs: file.loss,
  };
}
