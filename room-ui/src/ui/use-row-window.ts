/** Keeps track of which rows of a long list are in sight, whatever it is that scrolls. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type DrawnRow, drawnRows, type RowWindow, rowOffsets, rowsBetween } from './row-window.ts';

const virtualFrom = 100;
const usualRowPx = 57;

export type RowView = {
  rows: readonly DrawnRow[];
  gapAfterPx: number;
};

export function useRowWindow(
  body: RefObject<HTMLElement | null>,
  keys: readonly string[],
  focusedIndex: number | null,
): RowView {
  const isVirtual = keys.length >= virtualFrom;
  const heights = useRef(new Map<string, number>());
  const [measured, setMeasured] = useState(0);
  const [range, setRange] = useState<RowWindow>({ first: 0, end: 30 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `measured` says that the heights have changed.
  const offsets = useMemo(() => rowOffsets(keys, heights.current, usualRowPx), [keys, measured]);
  const look = useCallback(() => {
    const element = body.current;
    if (!element || !isVirtual) return;
    const { top } = element.getBoundingClientRect();
    const next = rowsBetween(offsets, -top, innerHeight - top);
    setRange((old) => (old.first === next.first && old.end === next.end ? old : next));
  }, [body, isVirtual, offsets]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    if (!isVirtual) return;
    // Capturing hears any ancestor that scrolls, the page as well as a dialog.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    addEventListener('resize', look);
    return () => {
      document.removeEventListener('scroll', look, { capture: true });
      removeEventListener('resize', look);
    };
  }, [isVirtual, look]);
  useLayoutEffect(() => {
    if (isVirtual && measureRows(body.current, heights.current)) setMeasured((count) => count + 1);
  });
  return useMemo(() => {
    const all = { first: 0, end: keys.length };
    return drawnRows(offsets, isVirtual ? range : all, isVirtual ? focusedIndex : null);
  }, [offsets, range, keys.length, isVirtual, focusedIndex]);
}

/** Notes the true heights of the rows that are drawn; true when one was not known. */
function measureRows(body: HTMLElement | null, heights: Map<string, number>): boolean {
  let hasChanged = false;
  for (const row of body?.querySelectorAll<HTMLElement>(':scope > [data-key]') ?? []) {
    const key = row.dataset.key ?? '';
    const height = row.getBoundingClientRect().height;
    if (Math.abs((heights.get(key) ?? usualRowPx) - height) < 0.5) continue;
    heights.set(key, height);
    hasChanged = true;
  }
  return hasChanged;
}
