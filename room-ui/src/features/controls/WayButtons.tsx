/** Links, keys and the way out; in one menu where there is no room for all. */
import { Suspense } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { KeyboardIcon, LeaveIcon, LinkIcon, MoreIcon } from '../../ui/icons.tsx';
import { ChatButton } from '../chat/ChatButton.tsx';
import { BarButton } from './BarButton.tsx';
import type { OpenDialog } from './dialogs.ts';
import { lazyPart } from './lazy-part.ts';

const MoreMenu = lazyPart(async () => (await import('./MoreMenu.tsx')).MoreMenu);

type WayButtonsProps = { isShort: boolean; onOpen: OpenDialog };

export function WayButtons({ isShort, onOpen }: WayButtonsProps) {
  const { t } = useTranslation();
  const mayInvite = useSlice('me').head.may.includes('participant.add');
  const isOnline = useIsOnline();
  if (isShort) {
    return (
      <Suspense fallback={<MorePlace />}>
        <MoreMenu onOpen={onOpen} />
      </Suspense>
    );
  }
  return (
    <>
      <ChatButton />
      {mayInvite && (
        <BarButton testId="links-button" icon={<LinkIcon />} isDisabled={!isOnline} onPress={() => onOpen('links')}>
          {t('meeting.links')}
        </BarButton>
      )}
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
