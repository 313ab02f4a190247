/** The chat beside the picture: who wrote what to whom and when, and the field to write in. */
import { useEffect, useRef } from 'react';
import type { ChatRow, ChatRule } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { clockTime } from '../../ui/format.ts';
import { ChatIcon, CheckIcon, CloseIcon, LockIcon, MoreIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { ChatComposer } from './ChatComposer.tsx';
import { chatMemory, isChatOpen, remember } from './chat-memory.ts';
import { isOwn } from './model.ts';
import { useMessages } from './use-chat.ts';
import './chat.css';

export function ChatPanel() {
  const { t } = useTranslation();
  const { rule } = useSlice('chat').head;
  // On a phone there is nothing beside it.
  const Frame = useLayout() === 'narrow' ? 'main' : 'aside';
  const maySetRule = useSlice('me').head.may.includes('chat.setRule');
  return (
    <Frame className="side chat" aria-label={t('chat.title')} data-testid="chat">
      <header>
        <h2>{t('chat.title')}</h2>
        {maySetRule && <RuleMenu rule={rule} />}
        <Button look="quiet" label={t('chat.close')} testId="chat-close" onPress={() => isChatOpen.set(false)}>
          <CloseIcon />
        </Button>
      </header>
      {rule !== 'everybody' && (
        <p className="rule small" data-testid="chat-rule" data-rule={rule}>
          <LockIcon size="1.1rem" />
          {t(`chat.rule_${rule}`)}
        </p>
      )}
      <Messages />
      <ChatComposer />
    </Frame>
  );
}

const rules: readonly ChatRule[] = ['everybody', 'staffOnly', 'off'];

function RuleMenu({ rule }: { rule: ChatRule }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  return (
    <Menu icon={<MoreIcon />} label={t('chat.ruleMenu')} testId="chat-rule-menu" isDisabled={!isOnline}>
      {rules.map((each) => (
        <MenuItem key={each} testId={`chat-rule-${each}`} onAction={() => void command('chat.setRule', { rule: each })}>
          <span className="rule-check">{each === rule && <CheckIcon size="1.25rem" />}</span>
          {t(`chat.set_${each}`)}
          {each === rule && <span className="unseen">{t('chat.current')}</span>}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** How far from the end somebody may have scrolled and still be carried along. */
const nearEndPx = 120;

function Messages() {
  const { t } = useTranslation();
  const messages = useMessages();
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = messages.at(-1)?.number ?? 0;
  const { seen } = useStore(chatMemory());
  useEffect(() => {
    if (last > seen) remember({ seen: last });
    if (last > 0 && isAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last, seen]);
  if (messages.length === 0) {
    return (
      <div className="messages">
        <EmptyState icon={<ChatIcon />} title={t('chat.empty')} text={t('chat.emptyText')} testId="chat-empty" />
      </div>
    );
  }
  return (
    <div
      ref={list}
      className="messages"
      role="log"
      aria-live="polite"
      aria-label={t('chat.messages')}
      // Reached by keyboard, so that it can be scrolled.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must take the focus.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPx;
      }}
    >
      <ol>
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
    </div>
  );
}

function Message({ message }: { message: ChatRow }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const { author, at, to, text } = message;
  const own = isOwn(message, me);
  const office = author.role === 'delegate' || author.role === 'room' ? '' : t(`role.${author.role}`);
  return (
    <li className={`message ${own ? 'own' : ''}`} data-testid={`message-${message.number}`} data-to={to}>
      <p className="by">
        <strong>{own ? t('chat.you') : author.name}</strong>
        {office && !own && <span className="soft small">{office}</span>}
        <time className="soft small">{clockTime(at)}</time>
      </p>
      {to !== 'all' && <Mark icon={<LockIcon size="1.1rem" />}>{t(`chat.private_${to}`)}</Mark>}
      <p className="text">{text}</p>
    </li>
  );
}
