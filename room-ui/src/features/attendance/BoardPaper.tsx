/** Attendance on paper: counts, one line for each person with room to sign, and the signatures of clerk and chair. */

import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { Printout } from '../../ui/Printout.tsx';
import { noteOf } from './board-note.ts';
import { attendanceStates, countsOf, formalName, stateOf, substitutedName } from './model.ts';

type BoardPaperProps = { rows: readonly AttendanceRow[]; names: Record<string, AttendanceRow> };

export function BoardPaper({ rows, names }: BoardPaperProps) {
  const { t } = useTranslation();
  const { bodyName, title, place, plannedStartAt, openedAt, quorum } = useSlice('meeting').head;
  const now = useNow();
  const counts = countsOf(rows);
  return (
    <Printout>
      <div className="attendance-paper">
        <p>{bodyName}</p>
        <h1>{t('board.paperTitle')}</h1>
        <h2>{title}</h2>
        <p>{t('board.paperTime', { time: dayAndTime(openedAt ?? plannedStartAt) })}</p>
        {place && <p>{t('board.paperPlace', { place })}</p>}
        <p className="sums">
          <strong>{t('board.paperTotal', { count: rows.length })}</strong>
          {attendanceStates.map((state) => (
            <span key={state}>{t('board.paperCount', { state: t(`board.state_${state}`), count: counts[state] })}</span>
          ))}
        </p>
        <p className="sums">
          <strong>{t(quorum.isReached ? 'board.quorumReached' : 'board.quorumMissing')}</strong>
          <span>{t('board.quorumCount', quorum)}</span>
        </p>
        <PaperTable rows={rows} names={names} />
        <div className="signatures">
          {(['board.signatureClerk', 'board.signatureChair'] as const).map((key) => (
            <p key={key}>
              <strong>{t(key)}</strong>
              <span>{t('board.signatureHint')}</span>
            </p>
          ))}
        </div>
        <p className="printed">{t('board.paperPrinted', { time: dayAndTime(now) })}</p>
      </div>
    </Printout>
  );
}

function PaperTable({ rows, names }: BoardPaperProps) {
  const { t } = useTranslation();
  const note = (row: AttendanceRow) => {
    const substituted = substitutedName(row, names);
    return [
      substituted && t('board.substituteFor', { name: substituted }),
      row.isGuest && t('board.guest'),
      row.status !== 'present' || row.isLate ? noteOf(row, t) : '',
    ]
      .filter(Boolean)
      .join('; ');
  };
  return (
    <table>
      <thead>
        <tr>
          <th>{t('board.columnNumber')}</th>
          <th>{t('board.columnName')}</th>
          <th>{t('board.columnTitle')}</th>
          <th>{t('board.columnSite')}</th>
          <th>{t('board.columnState')}</th>
          <th>{t('board.columnNote')}</th>
          <th className="sign">{t('board.columnSignature')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.personId}>
            <td>{index + 1}</td>
            <td>{formalName(row)}</td>
            <td>{row.title}</td>
            <td>{row.siteName}</td>
            <td>{t(`board.state_${stateOf(row)}`)}</td>
            <td>{note(row)}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
