/** The parts of the meeting that take turns where there is no room for all of them. */
import { type ReactNode, Suspense } from 'react';
import { AgendaView } from '../features/agenda/AgendaView.tsx';
import { isStaff } from '../features/attendance/model.ts';
import { lazyPart } from '../features/controls/lazy-part.ts';
import { floorOf } from '../features/floor/model.ts';
import { listOf } from '../features/floor/own-floor.ts';
import { loadLineTexts } from '../i18n/language.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useSlice } from '../session/SessionContext.tsx';
import { TabbedPanels } from '../ui/TabbedPanels.tsx';
import { useLayout } from '../ui/use-layout.ts';

const SitesPanel = lazyPart(
  async () => (await Promise.all([import('../features/chair/SitesPanel.tsx'), loadLineTexts()]))[0].SitesPanel,
);

/** Beside the picture of whoever chairs: the whole agenda, and the attendance one tap away. */
export function ChairTabs({ attendance }: { attendance: ReactNode }) {
  const { t } = useTranslation();
  const agenda = { id: 'agenda', title: t('agenda.title'), content: <AgendaView /> };
  const people = { id: 'attendance', title: t('attendance.title'), content: attendance };
  return <TabbedPanels label={t('meeting.agendaSide')} panels={[agenda, people]} />;
}

/** `queue` is null where it stands beside the tabs. */
export function MeetingTabs({ queue, attendance }: { queue: ReactNode; attendance: ReactNode }) {
  const { t } = useTranslation();
  const layout = useLayout();
  const waiting = listOf(floorOf(useSlice('floor')), useSlice('agenda').head.activeItemId).length;
  const me = useSlice('me').head;
  const speaking = { id: 'queue', title: t('floor.queueTab'), count: waiting, content: queue };
  const agenda = { id: 'agenda', title: t('agenda.title'), content: <AgendaView /> };
  const people = { id: 'attendance', title: t('attendance.title'), content: attendance };
  const sites = {
    id: 'sites',
    title: t('meeting.sitesTab'),
    content: (
      <Suspense>
        <SitesPanel />
      </Suspense>
    ),
  };
  if (queue && isStaff(me)) {
    // Where there is room for their pictures the sites need no list.
    const all = layout === 'narrow' ? [speaking, agenda, sites, people] : [speaking, agenda, people];
    return <TabbedPanels label={t('meeting.tabs')} panels={all} />;
  }
  // The clerk keeps the attendance, and has it open beside the queue.
  const rest = isStaff(me) && me.role !== 'chair' ? [people, agenda] : [agenda, people];
  return <TabbedPanels label={t('meeting.tabs')} panels={queue ? [speaking, ...rest] : rest} />;
}
