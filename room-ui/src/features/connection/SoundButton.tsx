/** One large button across the picture, there only while the browser holds back the sound. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useMedia } from '../../media/MediaContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SoundIcon } from '../../ui/icons.tsx';

export function SoundButton({ isDisplay = false }: { isDisplay?: boolean }) {
  const { t } = useTranslation();
  const { sound } = useMedia();
  if (!useStore(sound.isBlocked)) return null;
  return (
    <Button look="primary" className="sound-button" testId="sound-button" onPress={() => sound.startAll()}>
      <SoundIcon size="2rem" />
      <span>
        <strong>{t(isDisplay ? 'meeting.displaySilent' : 'meeting.enableSound')}</strong>
        {!isDisplay && <span className="small">{t('meeting.soundBlocked')}</span>}
      </span>
    </Button>
  );
}
