/** Before the door of the meeting: what is happening, who lets in, and nothing to do. The page goes in by itself. */

import { useEffect } from 'react';
import type { WaitingState } from '#contract';
import { Picture } from '../features/stage/Picture.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { ownMedia } from '../media/own-media.ts';
import { useNow, useSession, useSlice } from '../session/SessionContext.tsx';
import { useStore } from '../session/use-store.ts';
import { Button } from '../ui/Button.tsx';
import { duration } from '../ui/format.ts';
import { ClockIcon, LockIcon, WarningIcon } from '../ui/icons.tsx';
import { TopBar } from '../ui/Page.tsx';
import { useTitle } from '../ui/use-title.ts';
import { useWakeLock } from '../ui/use-wake-lock.ts';
import './waiting-room.css';

export function WaitingRoom() {
  const { t } = useTranslation();
  const { name, waiting } = useSlice('me').head;
  const camera = useStore(ownMedia.state).camera;
  useTitle(waiting?.meetingTitle ?? '');
  useWakeLock();
  const isClosed = waiting !== null && isForClosedSession(waiting);
  // Nobody is filmed or heard outside a closed session, not even by their own device.
  useEffect(() => {
    if (!isClosed) return;
    const { isMuted } = ownMedia.state.get();
    ownMedia.release();
    if (isMuted) ownMedia.setMuted(true);
  }, [isClosed]);
  if (!waiting) return null;
  const { meetingTitle, bodyName, denied } = waiting;
  return (
    <>
      <TopBar />
      <main className="waiting-room" data-testid="waiting-room" data-denied={denied !== null}>
        <p className="soft">{[bodyName, meetingTitle].filter(Boolean).join(' · ')}</p>
        <Standing />
        {camera && !denied && (
          <div className="own-picture">
            <Picture track={camera} isMirrored />
          </div>
        )}
        <p className="soft">{t('waiting.roomName', { name })}</p>
        <LeaveButton />
      </main>
    </>
  );
}

/** Whom somebody kept out by name reads that instead. */
function isForClosedSession({ isSessionClosed, denied, removed }: WaitingState): boolean {
  return isSessionClosed && !denied && !removed;
}

/** Why one waits, and what happens next; read out when it changes. */
function Standing() {
  const { t } = useTranslation();
  const now = useNow();
  const { waiting } = useSlice('me').head;
  if (!waiting) return null;
  const { denied, removed, isLocked, since } = waiting;
  if (isForClosedSession(waiting)) return <OutsideClosed since={since} />;
  const reason = denied?.reason ?? (denied ? null : removed?.reason);
  return (
    <div className="standing" role="status">
      {denied ? <WarningIcon /> : isLocked ? <LockIcon /> : <ClockIcon />}
      <h1>{t(denied ? 'waiting.roomDenied' : removed ? 'waiting.roomRemoved' : 'waiting.roomTitle')}</h1>
      {reason && <p data-testid="waiting-reason">{t('waiting.roomReason', { reason })}</p>}
      <p>
        {t(
          denied
            ? 'waiting.roomDeniedText'
            : removed
              ? 'waiting.roomRemovedText'
              : isLocked
                ? 'waiting.roomLockedText'
                : 'waiting.roomText',
        )}
      </p>
      {!denied && since !== null && (
        <p className="soft" aria-hidden="true">
          {t('waiting.roomSince', { time: duration(now - since) })}
        </p>
      )}
    </div>
  );
}

function OutsideClosed({ since }: { since: number | null }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div className="standing closed" role="status" data-testid="closed-waiting">
      <LockIcon />
      <h1>{t('waiting.roomClosed')}</h1>
      <p>{t('waiting.roomClosedText')}</p>
      {since !== null && (
        <p className="soft" aria-hidden="true">
          {t('waiting.roomSince', { time: duration(now - since) })}
        </p>
      )}
    </div>
  );
}

function LeaveButton() {
  const { t } = useTranslation();
  const session = useSession();
  const leave = async () => {
    // Without a connection the server notices by itself.
    await session.send('session.leave', {}, { patienceMs: 0 }).catch(() => undefined);
    session.close();
  };
  return (
    <Button look="quiet" testId="waiting-leave" onPress={() => void leave()}>
      {t('waiting.roomLeave')}
    </Button>
  );
}
