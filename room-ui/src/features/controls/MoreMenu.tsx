/** What those who run the meeting find behind one button on a phone. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { ChatIcon, KeyboardIcon, LeaveIcon, LinkIcon, MoreIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { useCameraItems } from '../camera/use-camera-items.tsx';
import { chairItems, useChairItems } from '../chair/chair-items.tsx';
import { toggleChat } from '../chat/chat-memory.ts';
import { useNewCount } from '../chat/use-chat.ts';
import { useViewItems, viewItems } from '../stage/ViewMenu.tsx';
import type { OpenDialog } from './dialogs.ts';
import { NewCount } from './NewCount.tsx';

/** `isWhole` where the bar has no room for the view and the chat. */
export function MoreMenu({ isWhole, onOpen }: { isWhole: boolean; onOpen: OpenDialog }) {
  const { t } = useTranslation();
  const mayInvite = useSlice('me').head.may.includes('participant.add');
  const cameraItems = useCameraItems();
  const isOnline = useIsOnline();
  const items = useViewItems();
  const chair = useChairItems();
  const isNarrow = useLayout() === 'narrow';
  const count = useNewCount();
  return (
    <Menu
      icon={
        isWhole ? (
          <NewCount count={count} testId="chat-count">
            <MoreIcon />
          </NewCount>
        ) : (
          <MoreIcon />
        )
      }
      text={<span>{t('meeting.more')}</span>}
      label={t('meeting.moreLabel')}
      className="bar-button quiet"
      testId="more-button"
    >
      {chairItems({ ...chair, isWhole: isNarrow })}
      {cameraItems}
      {isWhole && viewItems({ onOpen, ...items })}
      {isWhole && (
        <MenuItem testId="chat-button" onAction={toggleChat}>
          <ChatIcon />
          {count > 0 ? t('chat.openNew', { count }) : t('chat.title')}
        </MenuItem>
      )}
      {mayInvite && isOnline && (
        <MenuItem testId="links-button" onAction={() => onOpen('links')}>
          <LinkIcon />
          {t('meeting.links')}
        </MenuItem>
      )}
      <MenuItem testId="keys-button" onAction={() => onOpen('keys')}>
        <KeyboardIcon />
        {t('keys.open')}
      </MenuItem>
      <MenuItem testId="leave-button" onAction={() => onOpen('leave')}>
        <LeaveIcon />
        {t('meeting.leave')}
      </MenuItem>
    </Menu>
  );
}
