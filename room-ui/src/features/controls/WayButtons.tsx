/** Links, keys and the way out; in one menu where there is no room for all. */
import { Suspense } from 'react';
import { loadLineTexts } from '../../i18n/language.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { KeyboardIcon, LeaveIcon, MoreIcon } from '../../ui/icons.tsx';
import { ChatButton } from '../chat/ChatButton.tsx';
import { BarButton } from './BarButton.tsx';
import type { OpenDialog } from './dialogs.ts';
import { lazyPart } from './lazy-part.ts';

const MoreMenu = lazyPart(async () => (await Promise.all([import('./MoreMenu.tsx'), loadLineTexts()]))[0].MoreMenu);

/** Those who run the meeting need the room of the bar: for them the rest is always in the menu. */
type WayButtonsProps = { isShort: boolean; runs: boolean; onOpen: OpenDialog };

export function WayButtons({ isShort, runs, onOpen }: WayButtonsProps) {
  const { t } = useTranslation();
  if (runs) {
    return (
      <>
        {!isShort && <ChatButton />}
        <Suspense fallback={<MorePlace />}>
          <MoreMenu isWhole={isShort} onOpen={onOpen} />
        </Suspense>
      </>
    );
  }
  return (
    <>
      <ChatButton />
      <BarButton testId="keys-button" icon={<KeyboardIcon />} onPress={() => onOpen('keys')}>
        {t('keys.open')}
      </BarButton>
      <BarButton testId="leave-button" icon={<LeaveIcon />} onPress={() => onOpen('leave')}>
        {t('meeting.leave')}
      </BarButton>
    </>
  );
}

/** Keeps the menu's place while it loads. */
function MorePlace() {
  const { t } = useTranslation();
  return (
    <span className="button bar-button quiet" aria-hidden="true">
      <MoreIcon />
      <span>{t('meeting.more')}</span>
    </span>
  );
}
