/** The board by site: each with its count and a button for the whole site, which can be taken back. */
import { memo, useMemo, useState } from 'react';
import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { groupsBySite, marksBack, type SiteGroup } from './board-model.ts';
import { noteOf } from './board-note.ts';
import { MarkButtons } from './MarkButtons.tsx';
import { formalName, stateOf, substitutedName } from './model.ts';
import { useNear } from './use-near.ts';

type Names = Record<string, AttendanceRow>;

/** So many of a site at a time stay quick on a phone. */
const pageRows = 60;

export function BoardSites({ rows, names }: { rows: readonly AttendanceRow[]; names: Names }) {
  const groups = useMemo(() => groupsBySite(rows), [rows]);
  // The counts are of the whole site, whatever is sought in it.
  const whole = useMemo(
    () => new Map(groupsBySite(Object.values(names)).map((group) => [group.key, group] as const)),
    [names],
  );
  return (
    <>
      {groups.map((group) => (
        <Site key={group.key} group={group} whole={whole.get(group.key) ?? group} names={names} />
      ))}
    </>
  );
}

type SiteProps = { group: SiteGroup; whole: SiteGroup; names: Names };

function Site({ group, whole, names }: SiteProps) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const [shownCount, setShownCount] = useState(pageRows);
  const { ref, isNear } = useNear<HTMLUListElement>('.board-body');
  const name = group.siteName || t('board.noSite');
  const shown = group.rows.slice(0, shownCount);
  return (
    <section className="board-site" aria-label={name} data-testid={`board-site-${group.key}`}>
      <div className="site-head">
        <h3>{name}</h3>
        <span className="soft">{t('board.siteCount', { present: whole.presentCount, total: whole.rows.length })}</span>
        <WholeSiteButton group={whole} name={name} names={names} />
      </div>
      <ul ref={ref} style={isNear ? undefined : { minHeight: `${4 * shown.length}rem` }}>
        {isNear &&
          shown.map((row) => (
            <BoardRow key={row.personId} row={row} substituteFor={substitutedName(row, names)} isDisabled={!isOnline} />
          ))}
      </ul>
      {group.rows.length > shownCount && (
        <Button onPress={() => setShownCount(shownCount + pageRows)}>
          {t('board.more', { count: group.rows.length - shownCount })}
        </Button>
      )}
    </section>
  );
}

function WholeSiteButton({ group, name, names }: { group: SiteGroup; name: string; names: Names }) {
  const { t } = useTranslation();
  const command = useCommand();
  const isOnline = useIsOnline();
  const { unmarkedIds, mode } = group;
  if (unmarkedIds.length === 0) return null;
  const markAll = async () => {
    const before = unmarkedIds.flatMap((personId) => names[personId] ?? []);
    const mark = { status: 'present', mode } as const;
    if (!(await command('attendance.markMany', { personIds: [...unmarkedIds], mark }))) return;
    notices.undo(t(`board.wholeSiteDone_${mode}`, { count: before.length, site: name }), async () => {
      for (const back of marksBack(before)) await command('attendance.markMany', back);
    });
  };
  return (
    <Button
      size="compact"
      testId={`board-whole-${group.key}`}
      label={t('board.wholeSiteLabel', { site: name, count: unmarkedIds.length })}
      isDisabled={!isOnline}
      onPress={() => void markAll()}
    >
      <CheckIcon />
      {t('board.wholeSite')}
    </Button>
  );
}

type BoardRowProps = { row: AttendanceRow; substituteFor: string; isDisabled: boolean };

/** Rows keep their identity while nothing of them changes: one mark draws one row. */
const BoardRow = memo(function BoardRow({ row, substituteFor, isDisabled }: BoardRowProps) {
  const { t } = useTranslation();
  const details = [
    substituteFor && t('board.substituteFor', { name: substituteFor }),
    row.isGuest && t('board.guest'),
    row.title,
    row.seatLabel,
  ];
  const note = noteOf(row, t);
  return (
    <li
      className="board-row"
      data-person-id={row.personId}
      data-state={stateOf(row)}
      data-testid={`board-row-${row.personId}`}
    >
      <span className="who">
        <strong>{formalName(row)}</strong>
        <span className="soft small">{details.filter(Boolean).join(' · ')}</span>
      </span>
      <span className="note small">
        <span className={row.status === 'unmarked' ? '' : 'said'}>{t(`board.state_${stateOf(row)}`)}</span>
        {note && <span>{note}</span>}
      </span>
      <MarkButtons row={row} isDisabled={isDisabled} />
    </li>
  );
});
