/** One's own camera, microphone and loudspeaker, tried before the meeting; what is chosen is kept for joining. */
import { useEffect } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownMedia } from '../../media/own-media.ts';
import { currentSessionKey } from '../../session/session-path.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { CameraIcon, StopIcon } from '../../ui/icons.tsx';
import { LaterConnectionTest } from '../connection-test/LaterConnectionTest.tsx';
import { OwnDevices } from '../join/OwnDevices.tsx';
import '../join/join.css';

/** `isSecond`: another part of the page has its primary button. */
export function OwnDevicesPart({ isSecond }: { isSecond: boolean }) {
  const { t } = useTranslation();
  const { status } = useStore(ownMedia.state);
  // The camera's light goes out as soon as the page is left.
  useEffect(() => () => ownMedia.release(), []);
  return (
    <section className="card own-part" aria-labelledby="own-title">
      <div>
        <h2 id="own-title">{t('devices.own')}</h2>
        <p className="soft">{t('devices.ownText')}</p>
      </div>
      {status === 'idle' ? (
        <div>
          <Button
            look={isSecond ? 'plain' : 'primary'}
            testId="start-trial"
            onPress={() => void ownMedia.ask({ camera: true, microphone: true })}
          >
            <CameraIcon />
            {t('devices.try')}
          </Button>
        </div>
      ) : (
        <div className="own-trial">
          <OwnDevices />
          <div>
            <Button testId="stop-trial" onPress={() => ownMedia.release()}>
              <StopIcon />
              {t('devices.stop')}
            </Button>
          </div>
        </div>
      )}
      <LaterConnectionTest access={{ sessionKey: currentSessionKey() }} />
    </section>
  );
}
