/** Writing a message: to whom, the text, and Enter or the button to send it. What was typed is kept through a reload. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ChatRecipient } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SendIcon } from '../../ui/icons.tsx';
import { isStaff } from '../attendance/model.ts';
import { chatMemory, isChatOpen, remember } from './chat-memory.ts';
import { isSendKey, recipientsUnder } from './model.ts';

const maxLength = 1_000;

export function ChatComposer() {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const { rule } = useSlice('chat').head;
  const allowed = recipientsUnder(rule, isStaff(me));
  const isOnline = useIsOnline();
  const command = useCommand();
  const { draft, to: wanted } = useStore(chatMemory());
  const [isSending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const to = allowed.includes(wanted) ? wanted : allowed[0];
  const id = useId();
  useEffect(() => {
    // Whoever opened it wants to read or to write; on a touch screen the keyboard would cover the messages.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);
  if (!me.may.includes('chat.send') || !to) return null;
  const isSendable = isOnline && !isSending && draft.trim() !== '';
  const send = async () => {
    if (!isSendable) return;
    setSending(true);
    const isSent = await command('chat.send', { to, text: draft });
    setSending(false);
    // What was typed meanwhile stays.
    if (isSent && chatMemory().get().draft === draft) remember({ draft: '' });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) return isChatOpen.set(false);
    if (!isSendKey(event.nativeEvent)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Recipients allowed={allowed} to={to} />
      <label className="unseen" htmlFor={id}>
        {t(`chat.write_${to}`)}
      </label>
      <div className="line">
        <textarea
          ref={field}
          id={id}
          rows={2}
          maxLength={maxLength}
          value={draft}
          placeholder={t(`chat.write_${to}`)}
          data-testid="chat-text"
          onChange={(event) => remember({ draft: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" look="primary" label={t('chat.send')} testId="chat-send" isDisabled={!isSendable}>
          <SendIcon />
        </Button>
      </div>
      <p className="soft small">{t(isOnline ? 'chat.hint' : 'chat.offline')}</p>
    </form>
  );
}

function Recipients({ allowed, to }: { allowed: readonly ChatRecipient[]; to: ChatRecipient }) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="recipients">
      <legend className="small">{t('chat.to')}</legend>
      {allowed.map((each) => (
        <label key={each} data-chosen={each === to}>
          <input
            type="radio"
            className="unseen"
            name={name}
            value={each}
            checked={each === to}
            data-testid={`chat-to-${each}`}
            onChange={() => remember({ to: each })}
          />
          {t(`chat.to_${each}`)}
        </label>
      ))}
    </fieldset>
  );
}
