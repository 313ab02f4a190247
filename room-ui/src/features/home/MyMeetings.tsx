/** The meetings of whoever is signed in: today, coming and past, with the way in. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { isSameDay, weekdayAndDay } from '../../ui/format.ts';
import { CalendarIcon } from '../../ui/icons.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { MeetingCard } from './MeetingCard.tsx';
import { type HomeMeeting, mayEnter, meetingsByDay } from './model.ts';
import { SectionHead } from './SectionHead.tsx';
import { SetupReminder } from './SetupReminder.tsx';

const refreshMs = 30_000;
const shownPast = 6;

export function MyMeetings() {
  const { t } = useTranslation();
  const { home, reloadHome } = useDesk();
  const today = useToday();
  useRefresh(reloadHome);
  const days = meetingsByDay(home.meetings, today);
  const next = [...days.today, ...days.coming].find(mayEnter);
  return (
    <>
      <SectionHead
        title={t('home.greeting', { name: home.account.name })}
        text={weekdayAndDay(today)}
        pageTitle={t('home.mine')}
      />
      <SetupReminder />
      {home.meetings.length === 0 ? (
        <EmptyState
          icon={<CalendarIcon />}
          title={t('home.noMeetings')}
          text={t('home.noMeetingsText')}
          testId="no-meetings"
        />
      ) : (
        <>
          <MeetingGroup id="today" meetings={days.today} nextId={next?.id} nowMs={today} />
          <MeetingGroup id="coming" meetings={days.coming} nextId={next?.id} nowMs={today} />
          <PastMeetings meetings={days.past} nowMs={today} />
        </>
      )}
    </>
  );
}

type MeetingGroupProps = {
  id: 'today' | 'coming' | 'past';
  meetings: readonly HomeMeeting[];
  /** The one that comes first: its button is the page's primary one. */
  nextId?: string | undefined;
  nowMs: number;
};

function MeetingGroup({ id, meetings, nextId, nowMs }: MeetingGroupProps) {
  const { t } = useTranslation();
  return (
    <section className="meeting-group" aria-labelledby={`my-${id}`} data-testid={`my-${id}`}>
      <h2 id={`my-${id}`}>
        {t(`home.${id}`)}
        {meetings.length > 0 && <span className="tally">{meetings.length}</span>}
      </h2>
      {meetings.length === 0 ? (
        <p className="soft nothing">{t(`home.${id}Nothing`)}</p>
      ) : (
        <ul className="meeting-cards">
          {meetings.map((meeting) => (
            <MeetingCard key={meeting.id} meeting={meeting} isNext={meeting.id === nextId} nowMs={nowMs} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PastMeetings({ meetings, nowMs }: { meetings: readonly HomeMeeting[]; nowMs: number }) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  if (meetings.length === 0) return null;
  const shown = isAll ? meetings : meetings.slice(0, shownPast);
  return (
    <>
      <MeetingGroup id="past" meetings={shown} nowMs={nowMs} />
      {shown.length < meetings.length && (
        <Button onPress={() => setAll(true)} testId="past-all">
          {t('home.allPast', { count: meetings.length })}
        </Button>
      )}
    </>
  );
}

/** The server's time, new once a minute at most, so that the page is not drawn each second. */
function useToday(): number {
  const now = useNow();
  const [today, setToday] = useState(now);
  useEffect(() => {
    if (Math.abs(now - today) > 60_000 || !isSameDay(now, today)) setToday(now);
  }, [now, today]);
  return today;
}

function useRefresh(refresh: () => Promise<void>): void {
  useEffect(() => {
    const refreshSeen = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    // Something may have happened while another part was shown.
    refreshSeen();
    const timer = setInterval(refreshSeen, refreshMs);
    document.addEventListener('visibilitychange', refreshSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refreshSeen);
    };
  }, [refresh]);
}
