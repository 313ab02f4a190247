/** The agenda: what is discussed now in large letters with its time, what was before it and what comes next. */
import type { ReactNode } from 'react';
import type { AgendaRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { clockTime, duration, minutes } from '../../ui/format.ts';
import { CheckIcon, ClockIcon, PlayIcon, WarningIcon } from '../../ui/icons.tsx';
import { forecastOf, itemsInOrder, overrunMs, usedMs } from '../agenda/model.ts';
import { agendaWindow, type NumberedItem } from './scene-model.ts';
import './lists.css';

const minuteMs = 60_000;

export function AgendaScene() {
  const { t } = useTranslation();
  const now = useNow();
  const { head, rows } = useSlice('agenda');
  const items = itemsInOrder(rows);
  const forecast = forecastOf(items, useSlice('meeting').head, now);
  const { before, active, next, moreCount } = agendaWindow(items, head.activeItemId);
  return (
    <div className="hall-agenda">
      <h1>{t('hall.agenda')}</h1>
      <ol>
        {before && (
          <Line item={before} icon={<CheckIcon />} look="done">
            {duration(usedMs(before.row, now))}
          </Line>
        )}
        {active ? <Active item={active} total={items.length} /> : <li className="soft">{t('agenda.noneActive')}</li>}
        {next.map((item) => (
          <Line key={item.row.id} item={item} icon={<ClockIcon />} look="next">
            {t('hall.from', { time: clockTime(forecast.get(item.row.id)?.beginsAt ?? item.row.plannedStartAt) })}
          </Line>
        ))}
      </ol>
      {moreCount > 0 && <p className="soft more">{t('hall.moreItems', { count: moreCount })}</p>}
    </div>
  );
}

type LineProps = { item: NumberedItem; icon: ReactNode; look: 'done' | 'next'; children: ReactNode };

function Line({ item: { number, row }, icon, look, children }: LineProps) {
  return (
    <li className={look}>
      {icon}
      <span className="words">
        {number}. {row.title}
      </span>
      <span className="time">{children}</span>
    </li>
  );
}

function Active({ item: { number, row }, total }: { item: NumberedItem; total: number }) {
  const { t } = useTranslation();
  return (
    <li className="active" aria-current="step">
      <PlayIcon />
      <span className="words">
        <span className="soft">{t('agenda.number', { number, total })}</span>
        <strong>{row.title}</strong>
        <Used row={row} />
      </span>
    </li>
  );
}

function Used({ row }: { row: AgendaRow }) {
  const { t } = useTranslation();
  const now = useNow();
  const overMs = overrunMs(row, now);
  return (
    <span className="used" data-over={overMs > 0}>
      {t('hall.used', { used: duration(usedMs(row, now)), planned: minutes(Math.round(row.plannedMs / minuteMs)) })}
      {overMs > 0 && (
        <span className="over">
          <WarningIcon />
          {t('agenda.over', { time: duration(overMs) })}
        </span>
      )}
    </span>
  );
}
