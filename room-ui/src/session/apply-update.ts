/**
 * Puts slice updates onto the slices that the page holds. A patch fits every version from its base on until its own, since
 * their content is equal; when it does not fit, the slice stays as it is and the page asks for it again. Unchanged rows
 * and slices keep their identity.
 */
import type { SliceName, Slices, SliceUpdate } from '#contract';

export type HeldSlices = {
  readonly [Name in SliceName]?: { version: number; head: Slices[Name]['head']; rows: Slices[Name]['rows'] };
};

type AnySlice = { version: number; head: object; rows: Record<string, unknown> };

export function applyUpdates(
  held: HeldSlices,
  updates: readonly SliceUpdate[],
): { held: HeldSlices; isOutOfStep: boolean } {
  let next: HeldSlices = held;
  let isOutOfStep = false;
  for (const update of updates) {
    const slice = applyUpdate(next[update.name] as AnySlice | undefined, update);
    if (slice) next = { ...next, [update.name]: slice };
    else isOutOfStep = true;
  }
  return { held: next, isOutOfStep };
}

export function versionsOf(held: HeldSlices): Record<string, number> {
  return Object.fromEntries(Object.entries(held).map(([name, slice]) => [name, slice.version]));
}

function applyUpdate(held: AnySlice | undefined, update: SliceUpdate): AnySlice | undefined {
  const { version, base } = update;
  const rows = update.rows as Record<string, unknown> | undefined;
  if (base === null) return { version, head: update.head ?? {}, rows: rows ?? {} };
  // A repeat of what is already here, as after a reconnect, is not a gap.
  if (held && version <= held.version) return held;
  if (!held || held.version < base) return undefined;
  return { version, head: update.head ?? held.head, rows: rows ? withChanges(held.rows, rows) : held.rows };
}

/** One copy, however many rows there are; a change holds the fields that differ, null is a row that is gone. */
function withChanges(rows: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const next = { ...rows };
  for (const [id, row] of Object.entries(changes)) {
    if (row === null) delete next[id];
    else next[id] = { ...(next[id] as object | undefined), ...(row as object) };
  }
  return next;
}
