/** Thin bars below the header: a lost connection, sound that the browser holds back, media that are being made again. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '../../media/MediaContext.tsx';
import { useSession, useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SoundIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import './alerts.css';

export function Alerts() {
  const phase = useStore(useSession().phase);
  return (
    <div className="alerts">
      {phase.name === 'offline' ? <ConnectionBar since={phase.since} /> : <MediaBar />}
      <SoundBar />
    </div>
  );
}

function ConnectionBar({ since }: { since: number }) {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const measure = () => setSeconds(Math.round((performance.now() - since) / 1_000));
    measure();
    const timer = setInterval(measure, 1_000);
    return () => clearInterval(timer);
  }, [since]);
  return (
    <p className="alert" role="status" data-testid="connection-bar">
      <UnlinkedIcon />
      {t('meeting.connectionLost', { seconds })}
    </p>
  );
}

function MediaBar() {
  const { t } = useTranslation();
  const { isAvailable } = useSlice('media').head;
  const isLinked = useStore(useMedia().media.isLinked);
  const isLate = useIsLate(!isLinked);
  if (isAvailable && !isLate) return null;
  return (
    <p className="alert" role="status" data-testid="media-bar">
      <UnlinkedIcon />
      {t(isAvailable ? 'meeting.mediaMaking' : 'meeting.mediaDown')}
    </p>
  );
}

/** Only what takes longer than a moment is worth a word. */
function useIsLate(isGoingOn: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return setLate(false);
    const timer = setTimeout(() => setLate(true), 2_000);
    return () => clearTimeout(timer);
  }, [isGoingOn]);
  return isLate;
}

function SoundBar() {
  const { t } = useTranslation();
  const { sound } = useMedia();
  if (!useStore(sound.isBlocked)) return null;
  return (
    <div className="alert sound">
      <span>{t('meeting.soundBlocked')}</span>
      <Button look="primary" size="large" testId="sound-button" onPress={() => sound.startAll()}>
        <SoundIcon />
        {t('meeting.enableSound')}
      </Button>
    </div>
  );
}
