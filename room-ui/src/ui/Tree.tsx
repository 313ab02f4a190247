/** What stands below what: opened and closed with the arrow keys, chosen with Enter or a tap. */
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { ChevronIcon } from './icons.tsx';
import { nextInTree, type TreeRow, treeRows } from './tree-model.ts';
import './tree.css';

type TreeProps<Item> = {
  label: string;
  /** The items at the top. */
  items: readonly Item[];
  childrenOf: (item: Item) => readonly Item[];
  itemKey: (item: Item) => string;
  selectedKey: string | null;
  onSelect: (key: string) => void;
  children: (item: Item) => ReactNode;
  testId?: string;
};

export function Tree<Item>(props: TreeProps<Item>) {
  const { label, items, childrenOf, itemKey, selectedKey, onSelect, children, testId } = props;
  // Open unless closed by hand: who looks at a tree wants to see what is in it.
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => treeRows(items, { childrenOf, itemKey, closed }), [items, childrenOf, itemKey, closed]);
  const reachable = rows.find(({ key }) => key === (focused ?? selectedKey))?.key ?? rows[0]?.key;
  const focus = (key: string) => {
    setFocused(key);
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };
  const setOpen = (key: string, isOpen: boolean) => {
    const next = new Set(closed);
    if (isOpen) next.delete(key);
    else next.add(key);
    setClosed(next);
  };
  const onKeyDown = (event: KeyboardEvent, row: TreeRow<Item>) => {
    // Buttons within a row have keys of their own.
    if (event.target !== event.currentTarget) return;
    const step = nextInTree(rows, row.key, event.key);
    if (!step) return;
    event.preventDefault();
    if (step.select) onSelect(row.key);
    if (step.open !== undefined) setOpen(row.key, step.open);
    if (step.focus) focus(step.focus);
  };
  return (
    <div ref={list} role="tree" aria-label={label} className="tree" data-testid={testId}>
      {rows.map((row) => (
        <div
          key={row.key}
          role="treeitem"
          className="tree-row"
          tabIndex={row.key === reachable ? 0 : -1}
          aria-level={row.level}
          aria-posinset={row.place}
          aria-setsize={row.siblings}
          aria-expanded={row.isOpen ?? undefined}
          aria-selected={row.key === selectedKey}
          data-key={row.key}
          data-testid={testId && `${testId}-${row.key}`}
          style={{ paddingInlineStart: `${(row.level - 1) * 1.5}rem` }}
          onFocus={() => setFocused(row.key)}
          onClick={(event) => {
            if (!(event.target as Element).closest('button, a, input, select, textarea')) onSelect(row.key);
          }}
          onKeyDown={(event) => onKeyDown(event, row)}
        >
          {row.isOpen === null ? (
            <span className="twist" />
          ) : (
            // The keys open and close as well; for a screen reader the row itself says which it is.
            <button
              type="button"
              className="twist"
              tabIndex={-1}
              aria-hidden="true"
              onClick={() => setOpen(row.key, !row.isOpen)}
            >
              <ChevronIcon />
            </button>
          )}
          <span className="content">{children(row.item)}</span>
        </div>
      ))}
    </div>
  );
}
