/** The way in: what the link is for, a look at one's own picture, and one button. Only the tap uses the link. */

import { useEffect, useState } from 'react';
import { LaterConnectionTest } from '../features/connection-test/LaterConnectionTest.tsx';
import { Invitation } from '../features/join/Invitation.tsx';
import { OwnDevices } from '../features/join/OwnDevices.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { afterFirstPaint } from '../media/first-paint.ts';
import { listenOnly, ownMedia } from '../media/own-media.ts';
import { failureText } from '../session/failure-text.ts';
import { post } from '../session/http.ts';
import { arrivedPreview, type JoinPreview, previewOf } from '../session/join-preview.ts';
import { useStore } from '../session/use-store.ts';
import { Button } from '../ui/Button.tsx';
import { fragmentToken } from '../ui/fragment-token.ts';
import { ScreenIcon, WarningIcon } from '../ui/icons.tsx';
import { Loading, PageState, TopBar } from '../ui/Page.tsx';
import { navigate } from '../ui/router.ts';
import { useTheme } from '../ui/use-theme.ts';
import { beginSession, loadMeetingAhead } from './meeting-ahead.ts';
import '../features/join/join.css';

export function Join() {
  const { t } = useTranslation();
  useTheme('room');
  const [token] = useState(fragmentToken);
  const [preview, setPreview] = useState(() => arrivedPreview(token));
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    previewOf(token).then(setPreview, setFailure);
  }, [token]);
  return (
    <>
      <TopBar />
      {failure !== undefined ? (
        <PageState icon={<WarningIcon />} title={t('join.linkProblem')} text={failureText(t, failure)}>
          <Button onPress={() => location.reload()}>{t('common.retry')}</Button>
        </PageState>
      ) : preview?.kind === 'agent' ? (
        <PageState icon={<ScreenIcon />} title={t('join.agentTitle')} text={t('join.agentText')} />
      ) : preview ? (
        <JoinCard preview={preview} token={token} onFailure={setFailure} />
      ) : (
        <Loading text={t('join.checking')} />
      )}
    </>
  );
}

type JoinCardProps = { preview: JoinPreview; token: string; onFailure: (failure: unknown) => void };

function JoinCard({ preview, token, onFailure }: JoinCardProps) {
  const { t } = useTranslation();
  const isDisplay = preview.kind === 'display';
  const isShowing = !isDisplay && preview.role !== 'observer';
  const [isEntering, setEntering] = useState(false);
  useEffect(() => {
    if (!isShowing || isEntering) return;
    let isCalledOff = false;
    // What the page says is seen before the browser asks; who taps sooner is asked in the meeting, or not at all.
    void afterFirstPaint().then(() => {
      if (isCalledOff || ownMedia.state.get().status !== 'idle') return;
      void ownMedia.ask({ camera: true, microphone: true });
    });
    return () => {
      isCalledOff = true;
    };
  }, [isShowing, isEntering]);
  useEffect(() => {
    // Whoever reads the page has time to load what comes after it.
    void afterFirstPaint().then(() => loadMeetingAhead(preview.kind));
  }, [preview.kind]);
  const enter = async (isListenOnly: boolean) => {
    setEntering(true);
    listenOnly.set(isListenOnly);
    if (isListenOnly) ownMedia.release();
    try {
      const { sessionKey } = await post('join', { token });
      beginSession(sessionKey);
      navigate(`/s/${sessionKey}`);
    } catch (error) {
      setEntering(false);
      onFailure(error);
    }
  };
  return (
    <main className={`join ${isShowing ? '' : 'plain'}`}>
      <Invitation preview={preview} />
      {isShowing && <OwnDevices />}
      {!isDisplay && (
        <div className="join-test">
          <LaterConnectionTest access={{ token }} />
        </div>
      )}
      <section className="entrance">
        {isDisplay && <p className="soft">{t('join.displayText')}</p>}
        <EnterButtons
          isShowing={isShowing}
          isDisplay={isDisplay}
          isEntering={isEntering}
          onEnter={(only) => void enter(only)}
        />
        {isShowing && <p className="soft small">{t('join.microphoneClosed')}</p>}
      </section>
    </main>
  );
}

type EnterButtonsProps = {
  isShowing: boolean;
  isDisplay: boolean;
  isEntering: boolean;
  onEnter: (isListenOnly: boolean) => void;
};

/**
 * Without a camera and a microphone there is one honest way in: to listen. Nobody has to wait for the camera: what was
 * asked for goes along into the meeting and is sent when it comes.
 */
function EnterButtons({ isShowing, isDisplay, isEntering, onEnter }: EnterButtonsProps) {
  const { t } = useTranslation();
  const { status, camera, microphone } = useStore(ownMedia.state);
  const hasNothing = isShowing && status === 'ready' && !camera && !microphone;
  const words = isEntering
    ? t('join.entering')
    : isDisplay
      ? t('join.enterDisplay')
      : hasNothing
        ? t('join.listenOnly')
        : t('join.enter');
  return (
    <div className="enter">
      <Button
        look="primary"
        size="large"
        testId="join-button"
        isDisabled={isEntering}
        onPress={() => onEnter(hasNothing)}
      >
        {words}
      </Button>
      {isShowing && !hasNothing && (
        <Button look="quiet" testId="listen-button" isDisabled={isEntering} onPress={() => onEnter(true)}>
          {t('join.listenOnly')}
        </Button>
      )}
    </div>
  );
}
