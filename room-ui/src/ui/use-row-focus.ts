/** The one row of a table that is in the tab order, and what the keys do on it. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { nextRow } from './table-model.ts';

const pageRows = 10;

type RowActions = {
  /** Enter. */
  open: ((index: number) => void) | undefined;
  /** Space. */
  tick: ((key: string) => void) | undefined;
};

export function useRowFocus(grid: RefObject<HTMLElement | null>, keys: readonly string[], actions: RowActions) {
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const found = focusedKey === null ? -1 : keys.indexOf(focusedKey);
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = grid.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  });
  const go = (index: number) => {
    wanted.current = keys[index] ?? null;
    setFocusedKey(wanted.current);
  };
  return {
    focusedIndex: found === -1 ? null : found,
    setFocusedKey,
    onKeyDown: (event: KeyboardEvent, index: number) => {
      if (event.target !== event.currentTarget) return onCellKey(event);
      const key = keys[index];
      if (key === undefined) return;
      if (event.key === 'Tab') return leaveGrid(event, grid.current);
      if (event.key === 'Enter' && actions.open) actions.open(index);
      else if (event.key === ' ' && actions.tick) actions.tick(key);
      else if (event.key === 'ArrowRight') controlsOf(event.currentTarget)[0]?.focus();
      else {
        const next = nextRow(index, event.key, keys.length, pageRows);
        if (next === null) return;
        go(next);
      }
      event.preventDefault();
    },
  };
}

function controlsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')];
}

/** Within a row, left and right go from button to button, and Esc goes back to the row. */
function onCellKey(event: KeyboardEvent): void {
  const row = event.currentTarget as HTMLElement;
  const target = event.target as HTMLElement;
  // An open menu is drawn elsewhere, yet its keys arrive here.
  if (!row.contains(target)) return;
  const isText = target.matches('input:not([type=checkbox]), textarea, select');
  if (event.key !== 'Escape' && (isText || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight'))) return;
  const controls = controlsOf(row);
  const next = event.key === 'Escape' ? -1 : controls.indexOf(target) + (event.key === 'ArrowRight' ? 1 : -1);
  event.preventDefault();
  (controls[next] ?? (next < 0 ? row : target)).focus();
}

/** Tab goes on behind the table, not through the buttons of two thousand rows. */
function leaveGrid(event: KeyboardEvent, grid: HTMLElement | null): void {
  if (event.shiftKey || !grid) return;
  const controls = controlsOf(grid).filter(({ tabIndex }) => tabIndex >= 0);
  // From the last thing in the table the browser itself goes to the next one behind it.
  const last = controls.at(-1);
  if (last && !last.closest('.head')) last.focus({ preventScroll: true });
}
