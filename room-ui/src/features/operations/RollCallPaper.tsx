/** The sheet of the technical roll call on paper: body, meeting, time, one line for each device, signatures. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { Printout } from '../../ui/Printout.tsx';
import { bitrateText, millisecondsText, percentText } from './figures.ts';
import { hasPassed, heardText, type RollCall, receivedText, resultText } from './roll-call.ts';

export function RollCallPaper({ rollCall: { at, byName, rows } }: { rollCall: RollCall }) {
  const { t } = useTranslation();
  const { bodyName, title, plannedStartAt } = useSlice('meeting').head;
  const now = useNow();
  const passed = rows.filter(hasPassed).length;
  return (
    <Printout>
      <div className="attendance-paper">
        <p>{bodyName}</p>
        <h1>{t('operations.paperTitle')}</h1>
        <h2>{title}</h2>
        <p>{t('operations.paperMeeting', { time: dayAndTime(plannedStartAt) })}</p>
        <p>{t('operations.paperTime', { time: dayAndTime(at) })}</p>
        {byName && <p>{t('operations.rollCallBy', { name: byName })}</p>}
        <p className="sums">
          <strong>{t('operations.rollCallPassed', { passed, all: rows.length })}</strong>
        </p>
        <table>
          <thead>
            <tr>
              <th>{t('operations.columnNumber')}</th>
              <th>{t('operations.columnSite')}</th>
              <th>{t('operations.columnResult')}</th>
              <th>{t('operations.columnPicture')}</th>
              <th>{t('operations.columnHeard')}</th>
              <th>{t('operations.columnReceive')}</th>
              <th>{t('operations.columnLoss')}</th>
              <th>{t('operations.columnRoundTrip')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.endpointId}>
                <td>{index + 1}</td>
                <td>{[row.siteName, row.label].filter(Boolean).join(' · ')}</td>
                <td>{resultText(t, row)}</td>
                <td>{bitrateText(t, row.pictureBps)}</td>
                <td>{heardText(t, row)}</td>
                <td>{receivedText(t, row)}</td>
                <td>{percentText(t, row.lossRatio)}</td>
                <td>{millisecondsText(t, row.roundTripMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="signatures">
          {(['operations.signatureOperator', 'operations.signatureClerk'] as const).map((key) => (
            <p key={key}>
              <strong>{t(key)}</strong>
              <span>{t('operations.signatureHint')}</span>
            </p>
          ))}
        </div>
        <p className="printed">{t('operations.paperPrinted', { time: dayAndTime(now) })}</p>
      </div>
    </Printout>
  );
}
