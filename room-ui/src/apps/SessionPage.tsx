/** The page of a session: it connects, waits for what there is to show, and says how a session ended. */
import type { TFunction } from 'i18next';
import { lazy, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownMedia } from '../media/own-media.ts';
import type { HeldSlices } from '../session/apply-update.ts';
import { SessionContext, useSession } from '../session/SessionContext.tsx';
import { type EndReason, openSession, type Session, type SessionPhase } from '../session/session.ts';
import { useStore } from '../session/use-store.ts';
import { Button } from '../ui/Button.tsx';
import { CheckIcon, LeaveIcon, WarningIcon } from '../ui/icons.tsx';
import { Loading, PageState } from '../ui/Page.tsx';
import { useTheme } from '../ui/use-theme.ts';

const Meeting = lazy(async () => ({ default: (await import('./Meeting.tsx')).Meeting }));
const Display = lazy(async () => ({ default: (await import('./Display.tsx')).Display }));
const Desk = lazy(async () => ({ default: (await import('./Desk.tsx')).Desk }));

export function SessionPage({ sessionKey }: { sessionKey: string }) {
  const { t } = useTranslation();
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    const opened = openSession(sessionKey);
    setSession(opened);
    return () => opened.close();
  }, [sessionKey]);
  if (!session) return <Loading text={t('meeting.loading')} />;
  return (
    <SessionContext value={session}>
      <SessionContent />
    </SessionContext>
  );
}

function SessionContent() {
  const { t } = useTranslation();
  const session = useSession();
  const phase = useStore(session.phase);
  const hello = useStore(session.hello);
  const slices = useStore(session.slices);
  const isOver = phase.name === 'ended' || phase.name === 'refused';
  const isDesk = hello?.kind === 'desk';
  useTheme(isDesk ? 'paper' : 'room');
  // The camera's light goes out together with the meeting.
  useEffect(() => {
    if (isOver) ownMedia.release();
  }, [isOver]);
  if (phase.name === 'ended') return <Ended reason={phase.reason} />;
  if (phase.name === 'refused') {
    return (
      <PageState icon={<WarningIcon />} title={t('ended.refused')} text={t(`errors.${phase.error.code}`)}>
        <Button onPress={() => location.reload()}>{t('common.retry')}</Button>
      </PageState>
    );
  }
  if (isDesk) return <Desk />;
  if (!hasAll(slices)) return <Loading text={waitingText(t, phase)} />;
  return slices.me.head.role === 'display' ? <Display /> : <Meeting />;
}

function Ended({ reason }: { reason: EndReason }) {
  const { t } = useTranslation();
  const isGood = reason === 'meetingClosed' || reason === 'left';
  return (
    <PageState
      icon={reason === 'left' ? <LeaveIcon /> : isGood ? <CheckIcon /> : <WarningIcon />}
      title={t(`ended.${reason}`)}
      text={t(`ended.${reason}Text`)}
    />
  );
}

function waitingText(t: TFunction, phase: SessionPhase): string {
  if (phase.name === 'offline') return t('meeting.unreachable');
  if (phase.name !== 'connecting' || !phase.problem) return t('meeting.loading');
  return phase.problem === 'UNREACHABLE' ? t('meeting.unreachable') : t(`errors.${phase.problem}`);
}

function hasAll(slices: HeldSlices): slices is Required<HeldSlices> {
  const { meeting, agenda, attendance, floor, media, me } = slices;
  return Boolean(meeting && agenda && attendance && floor && media && me);
}
