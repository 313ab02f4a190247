/** The titles of a table: each sorts by its column. They stay in sight while the rows go by. */
// biome-ignore-all lint/a11y/useSemanticElements: rows that are not drawn leave gaps, which a <table> cannot hold.
// biome-ignore-all lint/a11y/useFocusableInteractive: exactly one row is in the tab order, as the grid pattern asks.
import { useTranslation } from '../i18n/use-translation.ts';
import { SortDownIcon, SortIcon, SortUpIcon } from './icons.tsx';
import { type Column, isSortable, type Sort } from './table-model.ts';

type TableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  sort: Sort | null;
  testId: string | undefined;
  onSort: (columnId: string) => void;
  /** Null for a table without ticks. */
  ticked: 'none' | 'some' | 'all' | null;
  onTickAll: () => void;
};

export function TableHead<Row>({ columns, sort, testId, onSort, ticked, onTickAll }: TableHeadProps<Row>) {
  const { t } = useTranslation();
  return (
    <div role="rowgroup" className="head">
      <div role="row" className="row" aria-rowindex={1}>
        {ticked && (
          <span role="columnheader" className="cell tick">
            <label>
              <input
                type="checkbox"
                aria-label={t('ui.tickAll')}
                checked={ticked === 'all'}
                ref={(box) => {
                  if (box) box.indeterminate = ticked === 'some';
                }}
                onChange={onTickAll}
                data-testid={testId && `${testId}-all`}
              />
            </label>
          </span>
        )}
        {columns.map((column) => (
          <TitleCell
            key={column.id}
            column={column}
            order={sort?.id === column.id ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
            onSort={onSort}
            testId={testId && `${testId}-sort-${column.id}`}
          />
        ))}
      </div>
    </div>
  );
}

type TitleCellProps<Row> = {
  column: Column<Row>;
  order: 'ascending' | 'descending' | 'none';
  onSort: (columnId: string) => void;
  testId: string | undefined;
};

function TitleCell<Row>({ column, order, onSort, testId }: TitleCellProps<Row>) {
  const canSort = isSortable(column);
  const { t } = useTranslation();
  const Icon = { ascending: SortUpIcon, descending: SortDownIcon, none: SortIcon }[order];
  return (
    <span
      role="columnheader"
      className={`cell ${column.isNumeric ? 'numeric' : ''}`}
      aria-sort={canSort ? order : undefined}
    >
      {canSort ? (
        <button type="button" onClick={() => onSort(column.id)} data-testid={testId}>
          <span>{column.title}</span>
          <Icon size="1.1em" />
        </button>
      ) : (
        column.title || <span className="unseen">{t('ui.actions')}</span>
      )}
    </span>
  );
}
