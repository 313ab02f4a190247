/** What whoever chairs reaches for at once: all microphones off, a message to all, the cameras, the closed session. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { LockIcon, MailIcon, MicrophoneOffIcon, UnlockIcon } from '../../ui/icons.tsx';
import { FrameIcon } from '../camera/FrameIcon.tsx';
import { useCameraPlace } from '../camera/use-camera-place.ts';
import { BarButton } from '../controls/BarButton.tsx';
import { chairSheet } from './sheets.ts';

export function QuickActions() {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const { status, sessionClosedSince } = useSlice('meeting').head;
  const { notice } = useSlice('displays').head;
  const { speakers } = useSlice('floor').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  const cameraPlace = useCameraPlace();
  if (status !== 'inSession' && status !== 'adjourned') return null;
  return (
    <>
      {me.may.includes('floor.withdrawAll') && (
        <BarButton
          testId="close-all-button"
          icon={<MicrophoneOffIcon />}
          label={t('chair.closeAllLabel')}
          isDisabled={!isOnline || !speakers.some(({ kind }) => kind !== 'chair')}
          onPress={() => void command('floor.withdrawAll', {}, { patienceMs: 0 })}
        >
          {t('chair.closeAll')}
        </BarButton>
      )}
      {me.may.includes('display.showNotice') && (
        <BarButton
          testId="notice-button"
          icon={<MailIcon />}
          label={t(notice ? 'chair.noticeShown' : 'chair.noticeTitle')}
          isOff={notice !== null}
          isDisabled={!isOnline}
          onPress={() => chairSheet.set({ name: 'notice' })}
        >
          {t('chair.notice')}
        </BarButton>
      )}
      {cameraPlace === 'bar' && (
        <BarButton
          testId="cameras-button"
          icon={<FrameIcon />}
          onPress={() => chairSheet.set({ name: 'cameras', siteId: null })}
        >
          {t('chair.camerasShort')}
        </BarButton>
      )}
      {sessionClosedSince !== null && me.may.includes('closedSession.end') && (
        <BarButton
          testId="closed-session-button"
          look="primary"
          icon={<UnlockIcon />}
          isDisabled={!isOnline}
          onPress={() => void command('closedSession.end', { since: sessionClosedSince })}
        >
          {t('chair.closedEnd')}
        </BarButton>
      )}
      {sessionClosedSince === null && status === 'inSession' && me.may.includes('closedSession.begin') && (
        <HoldButton
          testId="closed-session-button"
          action={t('chair.closedBegin')}
          isDisabled={!isOnline}
          onHeld={() => void command('closedSession.begin', {}, { patienceMs: 0 })}
        >
          <LockIcon />
          <span>{t('chair.closedBegin')}</span>
        </HoldButton>
      )}
    </>
  );
}
