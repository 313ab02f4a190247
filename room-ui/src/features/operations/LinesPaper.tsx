/** The lines of all devices on paper, as they are at this moment. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { Printout } from '../../ui/Printout.tsx';
import type { Column } from '../../ui/Table.tsx';
import type { LineRow } from './model.ts';

type LinesPaperProps = { rows: readonly LineRow[]; columns: readonly Column<LineRow>[] };

export function LinesPaper({ rows, columns }: LinesPaperProps) {
  const { t } = useTranslation();
  const { bodyName, title } = useSlice('meeting').head;
  const now = useNow();
  return (
    <Printout>
      <div className="attendance-paper">
        <p>{bodyName}</p>
        <h1>{t('operations.title')}</h1>
        <h2>{title}</h2>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id}>{column.title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                {columns.map(({ id, text }) => (
                  <td key={id}>{text?.(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="printed">{t('operations.paperPrinted', { time: dayAndTime(now) })}</p>
      </div>
    </Printout>
  );
}
