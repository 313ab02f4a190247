/** The meeting's page for everybody who takes part: what is shown and allowed comes from the slices. */
import { useTranslation } from 'react-i18next';
import { AgendaStrip, AgendaView } from '../features/agenda/AgendaView.tsx';
import { AttendanceView } from '../features/attendance/AttendanceView.tsx';
import { Alerts } from '../features/connection/Alerts.tsx';
import { ControlBar } from '../features/controls/ControlBar.tsx';
import { QueueView } from '../features/floor/QueueView.tsx';
import { MeetingHeader } from '../features/header/MeetingHeader.tsx';
import { StageView } from '../features/stage/StageView.tsx';
import { MediaProvider } from '../media/MediaContext.tsx';
import { useFloorTone } from '../media/use-floor-tone.ts';
import { useSlice } from '../session/SessionContext.tsx';
import { TabbedPanels } from '../ui/TabbedPanels.tsx';
import { useLayout } from '../ui/use-layout.ts';
import { useTitle } from '../ui/use-title.ts';
import { useWakeLock } from '../ui/use-wake-lock.ts';
import './meeting.css';

export function Meeting() {
  const layout = useLayout();
  useTitle(useSlice('meeting').head.title);
  useWakeLock();
  useFloorTone(useSlice('me').head.isMicrophoneOpen);
  return (
    <MediaProvider>
      <div className={`meeting ${layout}`}>
        <MeetingHeader />
        <Alerts />
        {layout === 'wide' && (
          <aside className="side left">
            <AgendaView />
          </aside>
        )}
        <main>
          {layout !== 'wide' && <AgendaStrip />}
          <StageView />
        </main>
        {layout === 'wide' ? (
          <aside className="side right">
            <QueueView />
            <AttendanceView />
          </aside>
        ) : (
          <Tabs />
        )}
        <ControlBar />
      </div>
    </MediaProvider>
  );
}

function Tabs() {
  const { t } = useTranslation();
  const waiting = Object.keys(useSlice('floor').rows).length;
  return (
    <aside className="side">
      <TabbedPanels
        label={t('meeting.tabs')}
        panels={[
          { id: 'queue', title: t('floor.queueTab'), count: waiting, content: <QueueView /> },
          { id: 'agenda', title: t('agenda.title'), content: <AgendaView /> },
          { id: 'attendance', title: t('attendance.title'), content: <AttendanceView /> },
        ]}
      />
    </aside>
  );
}
