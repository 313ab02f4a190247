/** The parts of the meeting that take turns where there is no room for all of them. */
import type { ReactNode } from 'react';
import { AgendaView } from '../features/agenda/AgendaView.tsx';
import { isStaff } from '../features/attendance/model.ts';
import { QueueView } from '../features/floor/QueueView.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { useSlice } from '../session/SessionContext.tsx';
import { TabbedPanels } from '../ui/TabbedPanels.tsx';

export function MeetingTabs({ hasQueue, attendance }: { hasQueue: boolean; attendance: ReactNode }) {
  const { t } = useTranslation();
  const waiting = Object.keys(useSlice('floor').rows).length;
  const me = useSlice('me').head;
  const queue = { id: 'queue', title: t('floor.queueTab'), count: waiting, content: <QueueView /> };
  const agenda = { id: 'agenda', title: t('agenda.title'), content: <AgendaView /> };
  const people = { id: 'attendance', title: t('attendance.title'), content: attendance };
  // The clerk keeps the attendance, and has it open beside the queue.
  const rest = isStaff(me) && me.role !== 'chair' ? [people, agenda] : [agenda, people];
  return <TabbedPanels label={t('meeting.tabs')} panels={hasQueue ? [queue, ...rest] : rest} />;
}
