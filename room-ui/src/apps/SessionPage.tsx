/** The page of a session: it connects, waits for what there is to show, and says how a session ended. */

import { useEffect, useState } from 'react';
import { loadDeskTexts, loadHallTexts, loadMeetingTexts } from '../i18n/language.ts';
import type { TFunction } from '../i18n/translate.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { ownMedia } from '../media/own-media.ts';
import type { HeldSlices } from '../session/apply-update.ts';
import { deskMemory } from '../session/desk-memory.ts';
import { deviceMemory } from '../session/device-memory.ts';
import { codeText } from '../session/failure-text.ts';
import { SessionContext, useSession } from '../session/SessionContext.tsx';
import type { EndReason, Session, SessionPhase } from '../session/session.ts';
import { currentSessionKey } from '../session/session-path.ts';
import { useStore } from '../session/use-store.ts';
import { Button } from '../ui/Button.tsx';
import { CheckIcon, LeaveIcon, WarningIcon } from '../ui/icons.tsx';
import { lazyPage } from '../ui/lazy-page.tsx';
import { Loading, PageState } from '../ui/Page.tsx';
import { useTheme } from '../ui/use-theme.ts';
import { arrivedMeeting, loadDisplay, loadMeeting } from './meeting-code.ts';
import { takePageSession } from './page-session.ts';

const Meeting = lazyPage(loadMeeting, arrivedMeeting);
const WaitingRoom = lazyPage(
  async () => (await Promise.all([import('./WaitingRoom.tsx'), loadMeetingTexts()]))[0].WaitingRoom,
);
const Display = lazyPage(loadDisplay);
const ClosedScene = lazyPage(
  async () => (await Promise.all([import('../features/hall/ClosedScene.tsx'), loadHallTexts()]))[0].ClosedScene,
);
const Home = lazyPage(async () => (await Promise.all([import('./Home.tsx'), loadDeskTexts()]))[0].Home);
const WaitingDevice = lazyPage(
  async () => (await Promise.all([import('../features/devices/WaitingDevice.tsx'), loadDeskTexts()]))[0].WaitingDevice,
);

export function SessionPage({ sessionKey }: { sessionKey: string }) {
  const { t } = useTranslation();
  const [isKnownDesk] = useState(() => deskMemory.get()?.sessionKey === sessionKey);
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    const opened = takePageSession(sessionKey, isKnownDesk);
    setSession(opened.session);
    return () => opened.close();
  }, [sessionKey, isKnownDesk]);
  if (!session) return <Loading text={t('meeting.loading')} />;
  return (
    <SessionContext value={session}>
      <SessionContent isKnownDesk={isKnownDesk} />
    </SessionContext>
  );
}

function SessionContent({ isKnownDesk }: { isKnownDesk: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const phase = useStore(session.phase);
  const hello = useStore(session.hello);
  const slices = useStore(session.slices);
  const isOver = phase.name === 'ended' || phase.name === 'refused';
  const isDesk = hello ? hello.kind === 'desk' : isKnownDesk;
  useTheme(isDesk ? 'paper' : 'room');
  // The camera's light goes out together with the meeting.
  useEffect(() => {
    if (isOver) ownMedia.release();
  }, [isOver]);
  if (phase.name === 'ended') return <Ended reason={phase.reason} isDesk={isDesk} />;
  if (phase.name === 'refused') return <Refused code={phase.error.code} />;
  // Once known as one, it stays a desk through expiry and reconnects, so that nothing typed is lost.
  if (isDesk && (hello || phase.name === 'expired')) return <Home />;
  if (phase.name === 'connecting' && phase.problem === 'NO_MEETING') return <WaitingDevice />;
  const own = slices.me?.head;
  if (own?.waiting) return own.role === 'display' && own.waiting.isSessionClosed ? <ClosedScene /> : <WaitingRoom />;
  if (!hasAll(slices)) return <Loading text={waitingText(t, phase)} />;
  return slices.me.head.role === 'display' ? <Display /> : <Meeting />;
}

function Refused({ code }: { code: string }) {
  const { t } = useTranslation();
  return (
    <PageState icon={<WarningIcon />} title={t('ended.refused')} text={codeText(t, code)}>
      <Button look="primary" onPress={() => location.reload()}>
        {t('common.retry')}
      </Button>
      <WayOn />
    </PageState>
  );
}

function Ended({ reason, isDesk }: { reason: EndReason; isDesk: boolean }) {
  const { t } = useTranslation();
  const isGood = reason === 'meetingClosed' || reason === 'left';
  const icon = reason === 'left' ? <LeaveIcon /> : isGood ? <CheckIcon /> : <WarningIcon />;
  if (isDesk) {
    return (
      <PageState icon={icon} title={t('login.signedOut')} text={t('login.signedOutText')}>
        <WayOn />
      </PageState>
    );
  }
  return (
    <PageState icon={icon} title={t(`ended.${reason}`)} text={t(`ended.${reason}Text`)}>
      <WayOn />
    </PageState>
  );
}

/** Where one goes from here: a joined device is joined again, who came from a start page goes back, others sign in. */
function WayOn() {
  const { t } = useTranslation();
  const [isDevice] = useState(() => deviceMemory.get() === currentSessionKey());
  const desk = deskMemory.get();
  useEffect(() => {
    // Its session is over: the next visit to the pairing page must not lead back here.
    if (isDevice) deviceMemory.clear();
  }, [isDevice]);
  const [href, words] = isDevice
    ? ['/pair', t('login.pairAgain')]
    : desk
      ? [`/s/${desk.sessionKey}`, t('login.toStart')]
      : ['/login', t('common.toLogin')];
  return (
    <a className="button" href={href} data-testid="way-on">
      {words}
    </a>
  );
}

function waitingText(t: TFunction, phase: SessionPhase): string {
  if (phase.name === 'offline') return t('meeting.unreachable');
  if (phase.name !== 'connecting' || !phase.problem) return t('meeting.loading');
  return phase.problem === 'UNREACHABLE' ? t('meeting.unreachable') : codeText(t, phase.problem);
}

function hasAll(slices: HeldSlices): slices is Required<HeldSlices> {
  const { meeting, agenda, attendance, floor, displays, waiting, chat, privateChat, media, me } = slices;
  return Boolean(meeting && agenda && attendance && floor && displays && waiting && chat && privateChat && media && me);
}
