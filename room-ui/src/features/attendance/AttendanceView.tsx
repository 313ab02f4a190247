/** Who is here. Those who run the meeting mark it; everybody sees it. */

import { Suspense, useState } from 'react';
import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { goTo } from '../../session/session-path.ts';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { clockTime, isNamed } from '../../ui/format.ts';
import { MicrophoneIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { lazyPart } from '../controls/lazy-part.ts';
import { operationsSegment } from '../operations/operations-address.ts';
import { boardSegment } from './board-address.ts';
import { MarkMenu } from './MarkMenu.tsx';
import {
  type AttendanceState,
  attendanceStates,
  countsOf,
  formalName,
  isStaff,
  rowsInOrder,
  stateOf,
  substitutedName,
} from './model.ts';
import { stateIcons } from './state-icons.tsx';
import './attendance.css';

const AbsenceDialog = lazyPart(async () => (await import('./AbsenceDialog.tsx')).AbsenceDialog);

/** From so many on, a name is looked for rather than scrolled to; and so many at a time stay quick on a phone. */
const manyRows = 20;
const pageRows = 100;

export function AttendanceView() {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const me = useSlice('me').head;
  const rows = rowsInOrder(names);
  const [query, setQuery] = useState('');
  const [shownCount, setShownCount] = useState(pageRows);
  const found = rows.filter((row) => isNamed(row, query));
  const [absentee, setAbsentee] = useState<AttendanceRow | null>(null);
  return (
    <section className="panel attendance" aria-label={t('attendance.title')} tabIndex={isStaff(me) ? -1 : 0}>
      <div className="panel-head">
        <h2>{t('attendance.title')}</h2>
        {isStaff(me) && (
          <span className="panel-buttons">
            <Button size="compact" testId="operations-button" onPress={() => goTo(operationsSegment)}>
              {t('meeting.operations')}
            </Button>
            <Button size="compact" testId="board-button" onPress={() => goTo(boardSegment)}>
              {t('board.open')}
            </Button>
          </span>
        )}
      </div>
      <Counts rows={rows} />
      {rows.length > manyRows && <TextField label={t('attendance.search')} value={query} onChange={setQuery} />}
      {found.length === 0 && (
        <p className="soft empty">{t(rows.length === 0 ? 'attendance.empty' : 'attendance.nobodyFound')}</p>
      )}
      <ul>
        {found.slice(0, shownCount).map((row) => (
          <Person
            key={row.personId}
            row={row}
            substituteFor={substitutedName(row, names)}
            onAbsent={() => setAbsentee(row)}
          />
        ))}
      </ul>
      {found.length > shownCount && (
        <Button className="more" onPress={() => setShownCount(shownCount + pageRows)}>
          {t('attendance.more', { count: found.length - shownCount })}
        </Button>
      )}
      <Suspense>{absentee && <AbsenceDialog row={absentee} onClose={() => setAbsentee(null)} />}</Suspense>
    </section>
  );
}

function Counts({ rows }: { rows: readonly AttendanceRow[] }) {
  const { t } = useTranslation();
  const counts = countsOf(rows);
  return (
    <ul className="counts small">
      {attendanceStates
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <li key={state}>
            <strong>{counts[state]}</strong> {t(`attendance.${state}`)}
          </li>
        ))}
    </ul>
  );
}

type PersonProps = { row: AttendanceRow; substituteFor: string; onAbsent: () => void };

function Person({ row, substituteFor, onAbsent }: PersonProps) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const isSpeaking = useSlice('floor').head.speakers.some((speaker) => speaker.personId === row.personId);
  const detail = [
    substituteFor && t('floor.substituteFor', { name: substituteFor }),
    row.isGuest && t('attendance.guest'),
    row.siteName || row.title,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={`row ${row.personId === me.personId ? 'own' : ''}`} data-testid={`person-${row.personId}`}>
      <span className="who">
        <strong>{formalName(row)}</strong>
        <span className="facts">
          {isSpeaking ? (
            <Mark icon={<MicrophoneIcon size="1.1rem" />} look="good">
              {t('attendance.speaking')}
            </Mark>
          ) : (
            <StateMark row={row} />
          )}
          <span className="soft small">{detail}</span>
        </span>
        {row.reason && <span className="soft small">{row.reason}</span>}
      </span>
      <InviteButton row={row} isSpeaking={isSpeaking} />
      <MarkMenu row={row} onAbsent={onAbsent} />
    </li>
  );
}

/** In a row the icon says that somebody is here; the word says how. */
const shortWords = {
  inPerson: 'inPersonShort',
  online: 'onlineShort',
  absent: 'absent',
  left: 'left',
  unmarked: 'unmarked',
} as const satisfies Record<AttendanceState, string>;

function StateMark({ row }: { row: AttendanceRow }) {
  const { t } = useTranslation();
  const state = stateOf(row);
  return (
    <span className="state-mark" data-state={state}>
      <Mark icon={stateIcons[state]}>
        {state === 'left' && row.since !== null
          ? t('attendance.leftAt', { time: clockTime(row.since) })
          : t(`attendance.${shortWords[state]}`)}
        {row.isLate && row.status === 'present' && ` · ${t('attendance.late')}`}
      </Mark>
    </span>
  );
}

/** For somebody who did not ask: they accept by a tap of their own. */
function InviteButton({ row, isSpeaking }: { row: AttendanceRow; isSpeaking: boolean }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const floor = useSlice('floor');
  const status = useSlice('meeting').head.status;
  const isOnline = useIsOnline();
  const command = useCommand();
  const isListed =
    Object.values(floor.rows).some(({ personId }) => personId === row.personId) ||
    floor.head.invitations.some((invitation) => invitation.personId === row.personId);
  const isInvitable = row.status === 'present' && !isSpeaking && !isListed && row.personId !== me.personId;
  if (!me.may.includes('floor.grant') || status !== 'inSession' || !isInvitable) return null;
  return (
    <Button
      testId={`grant-${row.personId}`}
      size="compact"
      label={t('floor.inviteLabel', { name: formalName(row) })}
      isDisabled={!isOnline}
      onPress={() => void command('floor.grant', { personId: row.personId })}
    >
      {t('floor.invite')}
    </Button>
  );
}
