/** What changed between two values of a slice: rows are compared by identity, heads by content. Pure. */
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
    if (row && row !== before[id]) {
      rows[id] = row;
      changes += 1;
    }
  }
  for (const id in before) {
    if (!(id in after)) {
      rows[id] = null;
      changes += 1;
    }
  }
  return changes > 0 ? rows : null;
}
