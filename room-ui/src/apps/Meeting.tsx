/** The meeting's page for everybody who takes part: what is shown and allowed comes from the slices. */
import { Suspense, useState } from 'react';
import { AgendaStrip } from '../features/agenda/AgendaStrip.tsx';
import { AgendaView } from '../features/agenda/AgendaView.tsx';
import { boardSegment } from '../features/attendance/board-address.ts';
import { isStaff } from '../features/attendance/model.ts';
import { Alerts } from '../features/connection/Alerts.tsx';
import { ControlBar } from '../features/controls/ControlBar.tsx';
import type { DialogName } from '../features/controls/dialogs.ts';
import { lazyPart } from '../features/controls/lazy-part.ts';
import { MeetingDialogs } from '../features/controls/MeetingDialogs.tsx';
import { QueueView } from '../features/floor/QueueView.tsx';
import { MeetingHeader } from '../features/header/MeetingHeader.tsx';
import { MeetingKeys } from '../features/keys/MeetingKeys.tsx';
import { operationsSegment } from '../features/operations/operations-address.ts';
import { StageView } from '../features/stage/StageView.tsx';
import { loadLineTexts } from '../i18n/language.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { MediaProvider } from '../media/MediaContext.tsx';
import { useFloorTone } from '../media/use-floor-tone.ts';
import { useSlice } from '../session/SessionContext.tsx';
import { goTo, useSegments } from '../session/session-path.ts';
import { useLayout } from '../ui/use-layout.ts';
import { useTitle } from '../ui/use-title.ts';
import { useWakeLock } from '../ui/use-wake-lock.ts';
import { MeetingTabs } from './MeetingTabs.tsx';
import './meeting.css';

const AttendanceView = lazyPart(async () => (await import('../features/attendance/AttendanceView.tsx')).AttendanceView);
const OperatorsBoard = lazyPart(
  async () =>
    (await Promise.all([import('../features/operations/OperatorsBoard.tsx'), loadLineTexts()]))[0].OperatorsBoard,
);
const Board = lazyPart(async () => (await import('../features/attendance/Board.tsx')).Board);

export function Meeting() {
  const { t } = useTranslation();
  const layout = useLayout();
  const me = useSlice('me').head;
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [segment] = useSegments();
  const isBoardOpen = segment === boardSegment && isStaff(me);
  const isOperating = segment === operationsSegment && isStaff(me);
  useTitle(useSlice('meeting').head.title);
  useWakeLock();
  useFloorTone(me.isMicrophoneOpen);
  return (
    <MediaProvider>
      <div className={`meeting ${layout}`} data-role={me.role}>
        <MeetingHeader />
        {layout === 'wide' && (
          <aside className="side left" aria-label={t('meeting.agendaSide')}>
            <AgendaView />
          </aside>
        )}
        <main>
          {layout !== 'wide' && <AgendaStrip />}
          <div className="stage-area">
            <StageView />
            <Alerts />
          </div>
        </main>
        <Side />
        <ControlBar onOpen={setDialog} />
        <MeetingKeys onSheet={() => setDialog((open) => (open === 'keys' ? null : 'keys'))} />
        <MeetingDialogs
          name={(isBoardOpen || isOperating) && dialog !== 'keys' ? null : dialog}
          onClose={() => setDialog(null)}
        />
        {isBoardOpen && dialog === null && (
          <Suspense>
            <Board onClose={() => goTo()} />
          </Suspense>
        )}
        {isOperating && dialog === null && (
          <Suspense>
            <OperatorsBoard onClose={() => goTo()} />
          </Suspense>
        )}
      </div>
    </MediaProvider>
  );
}

/** The queue stays in sight wherever there is room beside the picture; the clerk has the attendance nearer. */
function Side() {
  const { t } = useTranslation();
  const layout = useLayout();
  const attendance = (
    <Suspense fallback={<section className="panel attendance" aria-label={t('attendance.title')} />}>
      <AttendanceView />
    </Suspense>
  );
  if (layout === 'wide') {
    return (
      <aside className="side right" aria-label={t('meeting.tabs')}>
        <QueueView />
        {attendance}
      </aside>
    );
  }
  return (
    <aside className="side right" aria-label={t('meeting.tabs')}>
      {layout === 'medium' && <QueueView />}
      <MeetingTabs hasQueue={layout === 'narrow'} attendance={attendance} />
    </aside>
  );
}
