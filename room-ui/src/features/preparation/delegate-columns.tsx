/** The columns of the table of delegates, on the page and on paper. */

import type { AttendanceRow } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import { compareNames } from '../../ui/format.ts';
import type { Column } from '../../ui/Table.tsx';

export function delegateColumns(t: TFunction, delegates: readonly AttendanceRow[]): Column<AttendanceRow>[] {
  const names = new Map(delegates.map(({ personId, name }) => [personId, name]));
  const standsInFor = ({ substituteForId }: AttendanceRow) =>
    substituteForId ? t('preparation.standsInFor', { name: names.get(substituteForId) ?? '' }) : '';
  const notes = (row: AttendanceRow) =>
    [row.isGuest && t('preparation.fromOutside'), standsInFor(row)].filter(Boolean).join(' · ');
  return [
    {
      id: 'name',
      title: t('preparation.columnName'),
      width: 'minmax(10rem, 2fr)',
      isRowHeader: true,
      text: (row) => [row.rank, row.name, notes(row)].filter(Boolean).join(' '),
      compare: (one, other) => compareNames(one.name, other.name),
      cell: (row) => (
        <span className="two-lines">
          <span>
            {row.rank && <span className="soft">{row.rank} </span>}
            <strong>{row.name}</strong>
          </span>
          {notes(row) && <span className="soft small">{notes(row)}</span>}
        </span>
      ),
    },
    {
      id: 'title',
      title: t('preparation.columnTitle'),
      width: 'minmax(7rem, 1.6fr)',
      shownFrom: 'medium',
      text: ({ title }) => title,
      cell: ({ title }) => title,
    },
    {
      id: 'role',
      title: t('preparation.columnRole'),
      width: 'minmax(7rem, 0.9fr)',
      text: ({ role, isMember }) =>
        [t(`role.${role}`), isMember && t('preparation.isMember')].filter(Boolean).join(', '),
      cell: ({ role, isMember }) => (
        <span className="two-lines">
          <span>{t(`role.${role}`)}</span>
          {isMember && <span className="soft small">{t('preparation.isMember')}</span>}
        </span>
      ),
    },
    {
      id: 'site',
      title: t('preparation.columnSite'),
      width: 'minmax(7rem, 1.3fr)',
      text: ({ siteName }) => siteName,
      cell: ({ siteName }) => siteName || <span className="soft">{t('preparation.withoutSite')}</span>,
    },
    {
      id: 'seat',
      title: t('preparation.columnSeat'),
      width: 'minmax(4.5rem, 0.6fr)',
      shownFrom: 'medium',
      text: ({ seatLabel }) => seatLabel,
      cell: ({ seatLabel }) => seatLabel,
    },
  ];
}
