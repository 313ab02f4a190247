/**
 * A table to sort, search, tick and open rows in, by keyboard as well as by finger. From a hundred rows on it draws only
 * what is in sight; on a phone each row is a card; on paper all rows are there.
 */
import { type CSSProperties, type ReactNode, useId, useMemo, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { numberText } from './format.ts';
import { SearchField } from './SearchField.tsx';
import { TableGrid } from './TableGrid.tsx';
import { TablePrint } from './TablePrint.tsx';
import { type Column, filterRows, type Sort, searchTexts, shownColumns, sortRows } from './table-model.ts';
import { useLayout } from './use-layout.ts';
import './table.css';

export type { Column } from './table-model.ts';

export type Selection = { keys: ReadonlySet<string>; onChange(keys: ReadonlySet<string>): void };

type TableProps<Row> = {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  testId?: string;
  /** Stands in the table's place while it has no rows at all. */
  empty?: ReactNode;
  initialSort?: Sort;
  selection?: Selection;
  onOpen?: (row: Row) => void;
  /** What a row is called by a screen reader, where the words of its first column are not enough. */
  rowLabel?: (row: Row) => string;
  footer?: ReactNode;
  hasSearch?: boolean;
  /** Stand beside the search box. */
  tools?: ReactNode;
};

export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, columns, rowKey, testId, empty, initialSort, selection, onOpen, footer, tools } = props;
  const { hasSearch = true, rowLabel } = props;
  const { t } = useTranslation();
  const layout = useLayout();
  const id = useId();
  const [sort, setSort] = useState<Sort | null>(initialSort ?? null);
  const [query, setQuery] = useState('');
  const shown = useMemo(() => shownColumns(columns, layout), [columns, layout]);
  const isSearched = query.trim() !== '';
  const texts = useMemo(() => searchTexts(isSearched ? rows : [], columns), [rows, columns, isSearched]);
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const found = useMemo(() => filterRows(sorted, texts, query), [sorted, texts, query]);
  const tracks = shown.map(({ width = 'minmax(8rem, 1fr)' }) => width).join(' ');
  const style = { '--columns': selection ? `3rem ${tracks}` : tracks } as CSSProperties;
  return (
    <div className={`table ${layout === 'narrow' ? 'cards' : ''}`} style={style}>
      {(hasSearch || tools) && (
        <div className="table-tools">
          {hasSearch && rows.length > 0 && (
            <SearchField
              label={t('ui.searchIn', { label })}
              isLabelUnseen
              value={query}
              onChange={setQuery}
              testId={testId && `${testId}-search`}
            />
          )}
          {tools}
        </div>
      )}
      <p className="unseen" role="status">
        {isSearched && t('ui.found', { count: found.length, words: numberText(found.length) })}
      </p>
      {rows.length === 0 && empty ? (
        empty
      ) : (
        <>
          <TableGrid
            {...{ id, label, columns: shown, rows: found, rowKey, testId, sort, selection, onOpen, rowLabel }}
            onSort={setSort}
          />
          {found.length === 0 && <p className="nothing">{isSearched ? t('ui.nothingFound') : t('ui.noRows')}</p>}
          <TablePrint label={label} columns={columns} rows={found} rowKey={rowKey} />
        </>
      )}
      {footer && <div className="table-footer">{footer}</div>}
    </div>
  );
}
