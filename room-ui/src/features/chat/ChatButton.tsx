/** Opens and closes the chat, and says how many messages are new. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useStore } from '../../session/use-store.ts';
import { ChatIcon } from '../../ui/icons.tsx';
import { BarButton } from '../controls/BarButton.tsx';
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
        <NewCount count={isNew ? count : 0}>
          <ChatIcon />
        </NewCount>
      }
      onPress={toggleChat}
    >
      {t('chat.title')}
    </BarButton>
  );
}

/** A number at the corner of an icon. It is drawn and not written: the button's name says it in words. */
export function NewCount({ count, children }: { count: number; children: ReactNode }) {
  return (
    <span className="badge-place" data-count={count > 99 ? '99+' : count || undefined} data-testid="chat-count">
      {children}
    </span>
  );
}
