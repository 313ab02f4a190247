/** A look at one's own picture and a meter of one's own microphone before anybody else sees and hears them. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { browserFamily, type CaptureProblem } from '../../media/capture-error.ts';
import { type LevelMeter, openLevelMeter } from '../../media/level-meter.ts';
import type { LocalMediaState } from '../../media/local-media.ts';
import { ownMedia } from '../../media/own-media.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { CameraOffIcon, CheckIcon, MicrophoneIcon, MicrophoneOffIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Picture } from '../stage/Picture.tsx';
import { DeviceChoices } from './DeviceChoices.tsx';

export function OwnDevices() {
  const { t } = useTranslation();
  const state = useStore(ownMedia.state);
  const { status, camera, microphone, cameraProblem, microphoneProblem } = state;
  return (
    <section className="own-devices">
      <div className="preview" data-testid="camera-preview" data-has-picture={camera !== null}>
        {camera ? (
          <Picture track={camera} isMirrored />
        ) : (
          <p className="soft">
            {status === 'asking' ? <span className="spinner" /> : <CameraOffIcon size="3rem" />}
            {t(status === 'asking' ? 'join.asking' : 'join.noCamera')}
          </p>
        )}
      </div>
      {microphone ? (
        <Meter track={microphone} />
      ) : (
        status === 'ready' && (
          <Mark icon={<MicrophoneOffIcon />} look="warning">
            {t('join.noMicrophone')}
          </Mark>
        )
      )}
      {camera && microphone && <Mark icon={<CheckIcon />}>{t('join.ready')}</Mark>}
      {status === 'ready' && <DeviceChoices camera={camera} microphone={microphone} />}
      {status === 'ready' && (cameraProblem || microphoneProblem) && <Problems state={state} />}
    </section>
  );
}

function Meter({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation();
  const [meter, setMeter] = useState<LevelMeter | null>(null);
  useEffect(() => {
    const opened = openLevelMeter(track);
    setMeter(opened);
    return () => opened.close();
  }, [track]);
  return (
    <div className="meter">
      <MicrophoneIcon />
      {meter && <LevelBar meter={meter} />}
      <p className="soft small">{t('join.meterHint')}</p>
    </div>
  );
}

function LevelBar({ meter }: { meter: LevelMeter }) {
  const { t } = useTranslation();
  const level = useStore(meter.level);
  return <meter className="level" aria-label={t('join.meter')} data-testid="level" min={0} max={1} value={level} />;
}

function Problems({ state }: { state: LocalMediaState }) {
  const { t } = useTranslation();
  const problems = [...new Set([state.cameraProblem, state.microphoneProblem])].filter(
    (problem): problem is CaptureProblem => problem !== null,
  );
  return (
    <div className="callout" role="status" data-testid="capture-problem">
      <WarningIcon />
      <div>
        {problems.map((problem) => (
          <strong key={problem}>{t(`captureProblem.${problem}`)}</strong>
        ))}
        {problems.includes('denied') && <p>{t(`allowHint.${browserFamily(navigator.userAgent)}`)}</p>}
        {problems.includes('insecure') && (
          <p>
            <a href="/trust" target="_blank" rel="noreferrer">
              {t('login.trust')}
            </a>
          </p>
        )}
        <p className="soft">{t('join.canListen')}</p>
        <span>
          <Button onPress={() => void ownMedia.ask({ camera: true, microphone: true })}>{t('join.askAgain')}</Button>
        </span>
      </div>
    </div>
  );
}
