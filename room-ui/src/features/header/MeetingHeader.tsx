/** What meeting this is and how it stands: what is discussed, who is connected, quorum, the time and the likely end. */
import { Suspense } from 'react';
import { loadMeetingTexts } from '../../i18n/language.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { clockTime, duration } from '../../ui/format.ts';
import { LanguageButton } from '../../ui/Page.tsx';
import { forecastEnd, itemsInOrder, overrunMs, usedMs } from '../agenda/model.ts';
import { lazyPart } from '../controls/lazy-part.ts';
import { sitesOf } from '../stage/sites.ts';
import { ClosedMark, QuorumMark, StatusMark } from './marks.tsx';
import './header.css';

const DoorButton = lazyPart(
  async () => (await Promise.all([import('../waiting/DoorButton.tsx'), loadMeetingTexts()]))[0].DoorButton,
);

export function MeetingHeader() {
  const { bodyName, title, status } = useSlice('meeting').head;
  return (
    <header className="meeting-header">
      <h1 title={`${bodyName} · ${title}`}>
        {bodyName && <span className="body ellipsis">{bodyName}</span>}
        <span className="title">{title}</span>
      </h1>
      <ActiveItem />
      <StatusMark status={status} />
      <ClosedMark />
      <Suspense>
        <DoorButton />
      </Suspense>
      <SitesFact />
      <QuorumMark />
      <ClockFact />
      <LanguageButton />
    </header>
  );
}

function ActiveItem() {
  const { t } = useTranslation();
  const now = useNow();
  const { head, rows } = useSlice('agenda');
  const items = itemsInOrder(rows);
  const index = items.findIndex((item) => item.id === head.activeItemId);
  const active = items[index];
  if (!active) return null;
  const isOver = overrunMs(active, now) > 0;
  return (
    <p className="fact active-item">
      <span className="label">
        {t('agenda.number', { number: index + 1, total: items.length })} ·{' '}
        <span className={isOver ? 'over' : ''}>
          {t('agenda.timeOf', {
            used: duration(usedMs(active, now)),
            minutes: Math.round(active.plannedMs / 60_000),
          })}
        </span>
      </span>
      <strong>{active.title}</strong>
    </p>
  );
}

function SitesFact() {
  const { t } = useTranslation();
  const sites = sitesOf(useSlice('attendance').rows, useSlice('media').rows);
  if (sites.length === 0) return null;
  const connected = sites.filter((site) => site.isConnected).length;
  return (
    <p className="fact sites" data-testid="sites" data-connected={connected} data-total={sites.length}>
      <strong>{t('meeting.sites', { connected, total: sites.length })}</strong>
      <span className="label">{t('meeting.sitesConnected')}</span>
    </p>
  );
}

/** The time, and below it when the meeting is to begin or is likely to end. */
function ClockFact() {
  const { t } = useTranslation();
  const now = useNow();
  const meeting = useSlice('meeting').head;
  const { status, plannedStartAt } = meeting;
  const end = forecastEnd(itemsInOrder(useSlice('agenda').rows), meeting, now);
  const isBefore = status === 'draft' || status === 'convened';
  return (
    <p className="fact clock">
      <time>{clockTime(now)}</time>
      <span className="label" data-testid="forecast">
        {isBefore
          ? t('meeting.plannedStart', { time: clockTime(plannedStartAt) })
          : end !== null && (
              <>
                <span className="long">{t('meeting.forecastEnd', { time: clockTime(end) })}</span>
                <span className="short">{t('meeting.forecastEndShort', { time: clockTime(end) })}</span>
              </>
            )}
      </span>
    </p>
  );
}
