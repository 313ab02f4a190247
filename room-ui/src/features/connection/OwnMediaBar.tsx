/** What concerns this device's own picture and sound: a shared screen, a device that is gone, a wish of the chair. */
import { useEffect, useRef, useState } from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { DeviceNews } from '../../media/device-changes.ts';
import type { ExtraUse } from '../../media/device-choice.ts';
import { useMedia } from '../../media/MediaContext.tsx';
import { extraStates, ownMedia, ownScreen } from '../../media/own-media.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { MicrophoneIcon, ScreenIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';

export function OwnMediaBar() {
  const { t } = useTranslation();
  const { status, ending } = useStore(ownScreen.state);
  useDeviceNews();
  useExtraNews('secondCamera');
  useExtraNews('secondMicrophone');
  useEffect(() => {
    if (ending) notices.show(ending === 'ended' ? 'hint' : 'problem', t(`view.screen_${ending}`));
  }, [ending, t]);
  return (
    <>
      <UnmuteWish />
      {status === 'on' && (
        <p className="alert lasting" role="status" data-testid="sharing-bar">
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

/** Says what became of the own camera, microphone or speaker, once each. */
function useDeviceNews(): void {
  const { t } = useTranslation();
  const { news } = useStore(ownMedia.state);
  const isSpeakerAway = useStore(useMedia().sound.isSpeakerAway);
  const told = useRef({ news, isSpeakerAway: false });
  useEffect(() => {
    const before = told.current;
    told.current = { news, isSpeakerAway };
    if (news && news !== before.news) tellNews(news, t);
    if (isSpeakerAway !== before.isSpeakerAway) {
      notices.show(isSpeakerAway ? 'problem' : 'hint', t(isSpeakerAway ? 'device.speakerAway' : 'device.speakerBack'));
    }
  }, [news, isSpeakerAway, t]);
}

function useExtraNews(use: ExtraUse): void {
  const { t } = useTranslation();
  const { track, isAway: away } = extraStates[use];
  const isAway = useStore(away);
  const wasAway = useRef(isAway);
  useEffect(() => {
    if (isAway === wasAway.current) return;
    wasAway.current = isAway;
    if (isAway) notices.show('problem', t(`device.${use}Away`));
    else if (track.get()) notices.show('hint', t(`device.${use}Back`));
  }, [isAway, track, use, t]);
}

function tellNews(news: DeviceNews, t: TFunction): void {
  const { source } = news;
  if (news.what === 'failed') notices.show('problem', t(`captureProblem.${news.problem}`));
  else if (news.what === 'lost') notices.show('problem', t(`device.${source}Lost`, { lost: news.lost }));
  else if (news.what === 'back') notices.show('hint', t(`device.${source}Back`, { now: news.now }));
  else notices.show('hint', t(`device.${source}Replaced`, { lost: news.lost, now: news.now }));
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
