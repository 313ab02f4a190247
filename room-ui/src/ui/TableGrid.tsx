/** The grid of a table: titles that sort, rows that are ticked and opened, one of them in the tab order. */
// biome-ignore-all lint/a11y/useSemanticElements: rows that are not drawn leave gaps, which a <table> cannot hold.
import { useMemo, useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Selection } from './Table.tsx';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { type Column, headerColumn, nextSort, type Sort, tickedState, toggled, toggledAll } from './table-model.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useRowWindow } from './use-row-window.ts';

type TableGridProps<Row> = {
  id: string;
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  testId: string | undefined;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  selection: Selection | undefined;
  onOpen: ((row: Row) => void) | undefined;
  rowLabel: ((row: Row) => string) | undefined;
};

export function TableGrid<Row>(props: TableGridProps<Row>) {
  const { id, label, columns, rows, rowKey, testId, sort, onSort, selection, onOpen, rowLabel } = props;
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const tick = selection && ((key: string) => selection.onChange(toggled(selection.keys, key)));
  const open = onOpen && ((index: number) => index < rows.length && onOpen(rows[index] as Row));
  const focus = useRowFocus(grid, keys, { open, tick });
  const view = useRowWindow(body, keys, focus.focusedIndex);
  const nameOf = (row: Row) => rowLabel?.(row) ?? headerColumn(columns)?.text?.(row) ?? '';
  return (
    <div
      ref={grid}
      id={id}
      role="grid"
      className="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + (selection ? 1 : 0)}
      aria-multiselectable={selection ? true : undefined}
      data-testid={testId}
    >
      <TableHead
        {...{ columns, sort, testId }}
        onSort={(columnId) => onSort(nextSort(sort, columnId))}
        ticked={selection ? tickedState(selection.keys, keys) : null}
        onTickAll={() => selection?.onChange(toggledAll(selection.keys, keys))}
      />
      <div ref={body} role="rowgroup" className="body">
        {view.rows.map(({ index, gapBeforePx }) => {
          const row = rows[index] as Row;
          const key = keys[index] ?? '';
          return (
            <TableRow
              key={key}
              rowKey={key}
              {...{ row, index, columns, gapBeforePx, testId, onOpen }}
              tickLabel={tick ? t('ui.tickRow', { name: nameOf(row) }) : null}
              isTicked={selection?.keys.has(key) ?? false}
              onTick={() => tick?.(key)}
              label={rowLabel?.(row)}
              isReachable={index === (focus.focusedIndex ?? 0)}
              onFocus={() => focus.setFocusedKey(key)}
              onKeyDown={(event) => focus.onKeyDown(event, index)}
            />
          );
        })}
        {view.gapAfterPx > 0 && <div role="presentation" style={{ height: view.gapAfterPx }} />}
      </div>
    </div>
  );
}
