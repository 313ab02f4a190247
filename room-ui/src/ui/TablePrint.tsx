/** All rows as a plain table, made only while the page is printed. */

import type { Column } from './table-model.ts';
import { usePrinting } from './use-printing.ts';

type TablePrintProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

export function TablePrint<Row>({ label, columns, rows, rowKey }: TablePrintProps<Row>) {
  if (!usePrinting()) return null;
  // A column without a title holds what is to be tapped.
  const printed = columns.filter(({ title }) => title !== '');
  return (
    <table className="table-print">
      <caption>{label}</caption>
      <thead>
        <tr>
          {printed.map(({ id, title, isNumeric }) => (
            <th key={id} scope="col" className={isNumeric ? 'numeric' : ''}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {printed.map(({ id, text, cell, isNumeric }) => (
              <td key={id} className={isNumeric ? 'numeric' : ''}>
                {text ? text(row) : cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
