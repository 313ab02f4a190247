/** One row of a table, with the empty space of the rows before it that are not drawn. */
// biome-ignore-all lint/a11y/useSemanticElements: rows that are not drawn leave gaps, which a <table> cannot hold.
// biome-ignore-all lint/a11y/useFocusableInteractive: exactly one row is in the tab order, as the grid pattern asks.
import type { KeyboardEvent, MouseEvent } from 'react';
import { type Column, headerColumn } from './table-model.ts';

type TableRowProps<Row> = {
  row: Row;
  rowKey: string;
  index: number;
  columns: readonly Column<Row>[];
  gapBeforePx: number;
  testId: string | undefined;
  /** Null for a table without ticks. */
  tickLabel: string | null;
  isTicked: boolean;
  onTick: () => void;
  onOpen: ((row: Row) => void) | undefined;
  label: string | undefined;
  isReachable: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, rowKey, index, columns, gapBeforePx, testId, tickLabel, isTicked, onOpen, isReachable } = props;
  const header = headerColumn(columns);
  const open = (event: MouseEvent) => {
    const isControl = (event.target as Element).closest('button, a, input, select, textarea, label');
    // Marking text with the mouse is no tap.
    if (!isControl && getSelection()?.isCollapsed !== false) onOpen?.(row);
  };
  return (
    <>
      {gapBeforePx > 0 && <div role="presentation" style={{ height: gapBeforePx }} />}
      <div
        role="row"
        className="row"
        tabIndex={isReachable ? 0 : -1}
        aria-rowindex={index + 2}
        aria-selected={tickLabel === null ? undefined : isTicked}
        aria-label={props.label}
        data-key={rowKey}
        data-opens={onOpen ? true : undefined}
        data-testid={testId && `${testId}-row-${rowKey}`}
        onFocus={props.onFocus}
        onClick={open}
        onKeyDown={props.onKeyDown}
      >
        {tickLabel !== null && (
          <span role="gridcell" className="cell tick">
            <label>
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={tickLabel}
                checked={isTicked}
                onChange={props.onTick}
                data-testid={testId && `${testId}-tick-${rowKey}`}
              />
            </label>
          </span>
        )}
        {columns.map((column) => (
          <div
            key={column.id}
            role={column === header ? 'rowheader' : 'gridcell'}
            className={`cell ${column.isNumeric ? 'numeric' : ''}`}
            data-title={column.title}
          >
            <div className="content">{column.cell(row)}</div>
          </div>
        ))}
      </div>
    </>
  );
}
