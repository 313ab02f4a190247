/** What concerns this device's own picture and sound: a shared screen, a device that is gone, a wish of the chair. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownMedia, ownScreen } from '../../media/own-media.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { MicrophoneIcon, ScreenIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';

export function OwnMediaBar() {
  const { t } = useTranslation();
  const { status, ending } = useStore(ownScreen.state);
  const { loss } = useStore(ownMedia.state);
  useEffect(() => {
    if (ending) notices.show(ending === 'ended' ? 'hint' : 'problem', t(`view.screen_${ending}`));
  }, [ending, t]);
  useEffect(() => {
    if (!loss) return;
    const { source, lost, now } = loss;
    if (now) notices.show('hint', t(`device.${source}Replaced`, { lost, now }));
    else notices.show('problem', t(`device.${source}Lost`, { lost }));
  }, [loss, t]);
  return (
    <>
      <UnmuteWish />
      {status === 'on' && (
        <p className="alert" role="status" data-testid="sharing-bar">
          <ScreenIcon />
          {t('view.sharing')}
          <Button testId="share-stop" onPress={ownScreen.stop}>
            {t('view.shareStop')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Nobody opens a microphone that its owner closed: the chair asks, and one tap is the answer. */
function UnmuteWish() {
  const { t } = useTranslation();
  const session = useSession();
  const { isMuted } = useStore(ownMedia.state);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => session.onUnmuteAsked(() => setAsked(true)), [session]);
  useEffect(() => {
    if (!isMuted) setAsked(false);
  }, [isMuted]);
  if (!isAsked || !isMuted) return null;
  return (
    <div className="alert" role="alert" data-testid="unmute-wish">
      <MicrophoneIcon />
      {t('device.unmuteWish')}
      <Button look="primary" testId="unmute-now" onPress={() => ownMedia.setMuted(false)}>
        {t('device.unmuteNow')}
      </Button>
      <Button testId="unmute-later" onPress={() => setAsked(false)}>
        {t('device.unmuteLater')}
      </Button>
    </div>
  );
}
