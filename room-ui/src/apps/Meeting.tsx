/** The meeting's page for everybody who takes part: what is shown and allowed comes from the slices. */
import { Suspense, useEffect, useState } from 'react';
import type { Me } from '#contract';
import { AgendaStrip } from '../features/agenda/AgendaStrip.tsx';
import { AgendaView } from '../features/agenda/AgendaView.tsx';
import { boardSegment } from '../features/attendance/board-address.ts';
import { isStaff } from '../features/attendance/model.ts';
import { isChatOpen } from '../features/chat/chat-memory.ts';
import { Alerts } from '../features/connection/Alerts.tsx';
import { ControlBar } from '../features/controls/ControlBar.tsx';
import type { DialogName } from '../features/controls/dialogs.ts';
import { lazyPart } from '../features/controls/lazy-part.ts';
import { MeetingDialogs } from '../features/controls/MeetingDialogs.tsx';
import { QueueView } from '../features/floor/QueueView.tsx';
import { MeetingHeader } from '../features/header/MeetingHeader.tsx';
import { MeetingKeys } from '../features/keys/MeetingKeys.tsx';
import { minutesSegment } from '../features/minutes/minutes-address.ts';
import { operationsSegment } from '../features/operations/operations-address.ts';
import { floatingPlace } from '../features/stage/floating-picture.ts';
import { StageView } from '../features/stage/StageView.tsx';
import { wallMode } from '../features/stage/view-choices.ts';
import { followFullScreen, leaveWall } from '../features/stage/wall-mode.ts';
import { loadLineTexts, loadMeetingTexts } from '../i18n/language.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { MediaProvider } from '../media/MediaContext.tsx';
import { useFloorTone } from '../media/use-floor-tone.ts';
import { useSlice } from '../session/SessionContext.tsx';
import { goTo, useSegments } from '../session/session-path.ts';
import { useStore } from '../session/use-store.ts';
import { Button } from '../ui/Button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { useLayout } from '../ui/use-layout.ts';
import { useTitle } from '../ui/use-title.ts';
import { useWakeLock } from '../ui/use-wake-lock.ts';
import { ChairTabs, MeetingTabs } from './MeetingTabs.tsx';
import './meeting.css';

const AttendanceView = lazyPart(
  async () =>
    (await Promise.all([import('../features/attendance/AttendanceView.tsx'), loadMeetingTexts()]))[0].AttendanceView,
);
const ChatPanel = lazyPart(async () => (await import('../features/chat/ChatPanel.tsx')).ChatPanel);
const WaitingPanel = lazyPart(
  async () => (await Promise.all([import('../features/waiting/WaitingList.tsx'), loadMeetingTexts()]))[0].WaitingPanel,
);
const WaitingParts = lazyPart(
  async () => (await Promise.all([import('../features/waiting/WaitingParts.tsx'), loadMeetingTexts()]))[0].WaitingParts,
);
const OperatorsBoard = lazyPart(
  async () =>
    (await Promise.all([import('../features/operations/OperatorsBoard.tsx'), loadLineTexts()]))[0].OperatorsBoard,
);
const MinutesBoard = lazyPart(
  async () => (await Promise.all([import('../features/minutes/MinutesBoard.tsx'), loadLineTexts()]))[0].MinutesBoard,
);
const Board = lazyPart(
  async () => (await Promise.all([import('../features/attendance/Board.tsx'), loadMeetingTexts()]))[0].Board,
);

const ChairQueue = lazyPart(
  async () => (await Promise.all([import('../features/chair/ChairQueue.tsx'), loadLineTexts()]))[0].ChairQueue,
);
const ChairSheets = lazyPart(
  async () => (await Promise.all([import('../features/chair/ChairSheets.tsx'), loadLineTexts()]))[0].ChairSheets,
);
const AuthorityBar = lazyPart(
  async () => (await Promise.all([import('../features/chair/AuthorityBar.tsx'), loadLineTexts()]))[0].AuthorityBar,
);

const MeetingNotices = lazyPart(
  async () =>
    (await Promise.all([import('../features/notice/MeetingNotices.tsx'), loadMeetingTexts()]))[0].MeetingNotices,
);
const FloatingPicture = lazyPart(async () => (await import('../features/stage/FloatingPicture.tsx')).FloatingPicture);

export function Meeting() {
  const { t } = useTranslation();
  const layout = useLayout();
  const me = useSlice('me').head;
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [segment] = useSegments();
  const isWall = useStore(wallMode);
  const isFloating = useStore(floatingPlace) !== null;
  useEffect(followFullScreen, []);
  const hasChat = useStore(isChatOpen);
  const isBoardOpen = segment === boardSegment && isStaff(me);
  const isOperating = segment === operationsSegment && isStaff(me);
  const areMinutesOpen = segment === minutesSegment && isStaff(me);
  useTitle(useSlice('meeting').head.title);
  useWakeLock();
  useFloorTone(me.isMicrophoneOpen);
  return (
    <MediaProvider>
      <div className={`meeting ${layout} ${isWall ? 'wall' : ''}`} data-role={me.role}>
        <MeetingHeader />
        {layout === 'wide' && (
          <aside className="side left" aria-label={t('meeting.agendaSide')}>
            {chairs(me) ? <ChairTabs attendance={<AttendanceSide />} /> : <AgendaView />}
          </aside>
        )}
        <main>
          {!me.isActingChair && (
            <Suspense>
              <MeetingNotices hasChairLine={!isStaff(me)} />
            </Suspense>
          )}
          {layout !== 'wide' && <AgendaStrip />}
          {isStaff(me) && (
            <Suspense>
              <AuthorityBar />
            </Suspense>
          )}
          <div className="stage-area">
            <StageView />
            <Alerts />
            {isWall && (
              <Button className="leave-wall" testId="leave-wall" onPress={leaveWall}>
                <CloseIcon />
                {t('view.wallLeave')}
              </Button>
            )}
          </div>
        </main>
        <Side />
        {hasChat && (
          <Suspense fallback={<aside className="side chat" />}>
            <ChatPanel />
          </Suspense>
        )}
        <ControlBar onOpen={setDialog} />
        <MeetingKeys onSheet={() => setDialog((open) => (open === 'keys' ? null : 'keys'))} />
        {isFloating && (
          <Suspense>
            <FloatingPicture />
          </Suspense>
        )}
        <MeetingDialogs
          name={(isBoardOpen || isOperating || areMinutesOpen) && dialog !== 'keys' ? null : dialog}
          onClose={() => setDialog(null)}
        />
        {isStaff(me) && (
          <Suspense>
            <WaitingParts />
            <ChairSheets />
          </Suspense>
        )}
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
        {areMinutesOpen && dialog === null && (
          <Suspense>
            <MinutesBoard onClose={() => goTo()} />
          </Suspense>
        )}
      </div>
    </MediaProvider>
  );
}

/** The chair's right side is the queue's alone; the attendance takes turns with the agenda. */
function chairs(me: Me): boolean {
  return isStaff(me) && (me.role === 'chair' || me.isActingChair);
}

function AttendanceSide() {
  const { t } = useTranslation();
  return (
    <Suspense fallback={<section className="panel attendance" aria-label={t('attendance.title')} />}>
      <AttendanceView />
    </Suspense>
  );
}

/** The queue stays in sight wherever there is room beside the picture; the clerk has the attendance nearer. */
function Side() {
  const { t } = useTranslation();
  const layout = useLayout();
  const me = useSlice('me').head;
  const queue = isStaff(me) ? (
    <Suspense fallback={<QueueView />}>
      <ChairQueue />
    </Suspense>
  ) : (
    <QueueView />
  );
  const waiting = isStaff(me) && (
    <Suspense>
      <WaitingPanel />
    </Suspense>
  );
  if (layout === 'wide') {
    return (
      <aside className="side right" aria-label={t('meeting.tabs')}>
        {queue}
        {!chairs(me) && <AttendanceSide />}
        {waiting}
      </aside>
    );
  }
  // Whoever chairs has the queue at full height, and the agenda as a strip above the picture.
  const isInTabs = layout === 'narrow' || chairs(me);
  return (
    <aside className="side right" aria-label={t('meeting.tabs')}>
      {isInTabs && waiting}
      {!isInTabs && queue}
      <MeetingTabs queue={isInTabs ? queue : null} attendance={<AttendanceSide />} />
      {!isInTabs && waiting}
    </aside>
  );
}
