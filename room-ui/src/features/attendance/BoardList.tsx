/** The board as one list that sorts, for who looks for a name rather than for a site. */

import { useMemo } from 'react';
import type { AttendanceRow } from '#contract';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { compareNames, compareText } from '../../ui/format.ts';
import { type Column, Table } from '../../ui/Table.tsx';
import { noteOf } from './board-note.ts';
import { MarkButtons } from './MarkButtons.tsx';
import { attendanceStates, formalName, stateOf, substitutedName } from './model.ts';

type Names = Record<string, AttendanceRow>;

export function BoardList({ rows, names }: { rows: readonly AttendanceRow[]; names: Names }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const columns = useMemo(() => columnsOf(t, names, !isOnline), [t, names, isOnline]);
  return (
    <Table
      label={t('board.title')}
      rows={rows}
      columns={columns}
      rowKey={keyOf}
      rowLabel={formalName}
      hasSearch={false}
      testId="attendance"
    />
  );
}

function keyOf(row: AttendanceRow): string {
  return row.personId;
}

function columnsOf(t: TFunction, names: Names, isDisabled: boolean): Column<AttendanceRow>[] {
  return [
    {
      id: 'name',
      title: t('board.columnName'),
      isRowHeader: true,
      width: 'minmax(12rem, 1.4fr)',
      text: formalName,
      compare: (one, other) => compareNames(one.name, other.name),
      cell: (row) => <NameCell row={row} substituteFor={substitutedName(row, names)} />,
    },
    {
      id: 'site',
      title: t('board.columnSite'),
      shownFrom: 'wide',
      width: 'minmax(9rem, 1fr)',
      text: (row) => row.siteName,
      compare: (one, other) => compareText(one.siteName, other.siteName),
      cell: (row) => [row.siteName, row.seatLabel].filter(Boolean).join(' · '),
    },
    {
      id: 'note',
      title: t('board.columnState'),
      width: 'minmax(9rem, 0.7fr)',
      text: (row) => t(`board.state_${stateOf(row)}`),
      compare: (one, other) => attendanceStates.indexOf(stateOf(one)) - attendanceStates.indexOf(stateOf(other)),
      cell: (row) => <StateCell row={row} />,
    },
    {
      id: 'mark',
      title: t('board.columnMark'),
      // A fixed greatest width keeps the buttons of all rows below each other.
      width: 'minmax(17rem, 42rem)',
      cell: (row) => <MarkButtons row={row} isDisabled={isDisabled} />,
    },
  ];
}

function NameCell({ row, substituteFor }: { row: AttendanceRow; substituteFor: string }) {
  const { t } = useTranslation();
  const details = [
    substituteFor && t('board.substituteFor', { name: substituteFor }),
    row.isGuest && t('board.guest'),
    row.title,
  ].filter(Boolean);
  return (
    <span className="name-cell">
      {formalName(row)}
      {details.length > 0 && <span className="soft small">{details.join(' · ')}</span>}
    </span>
  );
}

function StateCell({ row }: { row: AttendanceRow }) {
  const { t } = useTranslation();
  return (
    <span className="name-cell">
      {t(`board.state_${stateOf(row)}`)}
      <span className="soft small">{noteOf(row, t)}</span>
    </span>
  );
}
