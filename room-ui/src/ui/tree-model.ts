/** The rows of a tree that are in sight, and where its keys lead. */
export type TreeRow<Item> = {
  item: Item;
  key: string;
  /** From 1. */
  level: number;
  parentKey: string | null;
  place: number;
  siblings: number;
  /** Null for a row without children. */
  isOpen: boolean | null;
};

type TreeShape<Item> = {
  childrenOf: (item: Item) => readonly Item[];
  itemKey: (item: Item) => string;
  closed: ReadonlySet<string>;
};

export function treeRows<Item>(items: readonly Item[], shape: TreeShape<Item>): TreeRow<Item>[] {
  const rows: TreeRow<Item>[] = [];
  const add = (siblings: readonly Item[], level: number, parentKey: string | null) => {
    siblings.forEach((item, index) => {
      const key = shape.itemKey(item);
      const below = shape.childrenOf(item);
      const isOpen = below.length === 0 ? null : !shape.closed.has(key);
      rows.push({ item, key, level, parentKey, place: index + 1, siblings: siblings.length, isOpen });
      if (isOpen) add(below, level + 1, key);
    });
  };
  add(items, 1, null);
  return rows;
}

type TreeStep = { focus?: string | undefined; open?: boolean; select?: true };

/** What a key does on a row, as in the tree pattern of ARIA; null if it does nothing. */
export function nextInTree<Item>(rows: readonly TreeRow<Item>[], key: string, pressed: string): TreeStep | null {
  const index = rows.findIndex((row) => row.key === key);
  const row = rows[index];
  if (!row) return null;
  switch (pressed) {
    case 'ArrowDown':
      return { focus: rows[index + 1]?.key };
    case 'ArrowUp':
      return { focus: rows[index - 1]?.key };
    case 'Home':
      return { focus: rows[0]?.key };
    case 'End':
      return { focus: rows.at(-1)?.key };
    case 'ArrowRight':
      if (row.isOpen === null) return null;
      return row.isOpen ? { focus: rows[index + 1]?.key } : { open: true };
    case 'ArrowLeft':
      return row.isOpen ? { open: false } : { focus: row.parentKey ?? undefined };
    case 'Enter':
    case ' ':
      return { select: true };
    default:
      return null;
  }
}
