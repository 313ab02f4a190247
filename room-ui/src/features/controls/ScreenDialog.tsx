/** Before one's screen is shared: what the others will see, and whose screen gives way. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { ownScreen } from '../../media/own-media.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ScreenIcon } from '../../ui/icons.tsx';
import { tilesOf } from '../stage/model.ts';

export function ScreenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { endpointId } = useSlice('me').head;
  const tiles = tilesOf(useSlice('media').rows, useSlice('attendance').rows, useSlice('floor').head, endpointId);
  const other = tiles.find((tile) => tile.source === 'screen' && !tile.isOwn);
  const start = () => {
    onClose();
    void ownScreen.start(other !== undefined);
  };
  return (
    <Dialog title={t(other ? 'view.replaceTitle' : 'view.shareTitle')} onClose={onClose}>
      <p>{other ? t('view.replaceText', { name: other.name }) : t('view.shareText')}</p>
      <div className="actions">
        <Button size="large" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size="large" look="primary" testId="share-start" onPress={start}>
          <ScreenIcon />
          {t(other ? 'view.replace' : 'view.shareStart')}
        </Button>
      </div>
    </Dialog>
  );
}
