/** Opens and closes the chat, and says how many messages are new. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useStore } from '../../session/use-store.ts';
import { ChatIcon } from '../../ui/icons.tsx';
import { BarButton } from '../controls/BarButton.tsx';
import { NewCount } from '../controls/NewCount.tsx';
import { isChatOpen, toggleChat } from './chat-memory.ts';
import { useNewCount } from './use-chat.ts';

export function ChatButton() {
  const { t } = useTranslation();
  const isOpen = useStore(isChatOpen);
  const count = useNewCount();
  const isNew = count > 0 && !isOpen;
  return (
    <BarButton
      testId="chat-button"
      label={isNew ? t('chat.openNew', { count }) : t(isOpen ? 'chat.close' : 'chat.title')}
      icon={
        <NewCount count={isNew ? count : 0} testId="chat-count">
          <ChatIcon />
        </NewCount>
      }
      onPress={toggleChat}
    >
      {t('chat.title')}
    </BarButton>
  );
}
