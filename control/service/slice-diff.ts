/**
 * What changed between two values of a slice: heads are compared by content, rows by identity and then field by field, so
 * that one mark of attendance does not carry a name and a title again. All rows of a slice have the same fields. Pure.
 */
export type SliceValue = { head: object; rows: Record<string, object> };
export type SliceChange = { head?: object; rows?: Record<string, object | null> };

/** Answers null when nothing changed. */
export function diffSlice(before: SliceValue, after: SliceValue): SliceChange | null {
  const change: SliceChange = {};
  if (before.head !== after.head && JSON.stringify(before.head) !== JSON.stringify(after.head))
    change.head = after.head;
  const rows = diffRows(before.rows, after.rows);
  if (rows) change.rows = rows;
  return change.head || change.rows ? change : null;
}

function diffRows(before: SliceValue['rows'], after: SliceValue['rows']): Record<string, object | null> | null {
  const rows: Record<string, object | null> = {};
  let changes = 0;
  for (const id in after) {
    const row = after[id];
    if (!row || row === before[id]) continue;
    const changed = changedFields(before[id], row);
    if (!changed) continue;
    rows[id] = changed;
    changes += 1;
  }
  for (const id in before) {
    if (!(id in after)) {
      rows[id] = null;
      changes += 1;
    }
  }
  return changes > 0 ? rows : null;
}

/** The whole row when it is new, else its fields that differ; null when none does. */
function changedFields(before: object | undefined, after: object): object | null {
  if (!before) return after;
  const known = new Map(Object.entries(before));
  const fields = Object.entries(after).filter(([field, value]) => known.get(field) !== value);
  return fields.length > 0 ? Object.fromEntries(fields) : null;
}
