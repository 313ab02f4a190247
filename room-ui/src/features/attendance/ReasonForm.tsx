/** Why somebody is absent: one tap on what is common, or words of one's own. Only those who run the meeting read it. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import './reason.css';

const commonReasons = ['business', 'otherMeeting', 'sick', 'leave', 'family', 'unknown'] as const;

type ReasonFormProps = { reason: string; onSave: (reason: string) => void };

export function ReasonForm({ reason, onSave }: ReasonFormProps) {
  const { t } = useTranslation();
  const texts = commonReasons.map((name) => ({ name, text: t(`board.reason_${name}`) }));
  const [words, setWords] = useState(texts.some(({ text }) => text === reason) ? '' : reason);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim()) onSave(words.trim());
  };
  return (
    <form className="reasons" onSubmit={submit}>
      <div className="common">
        {texts.map(({ name, text }) => (
          <Button key={name} testId={`reason-${name}`} isPressed={text === reason} onPress={() => onSave(text)}>
            {text}
          </Button>
        ))}
      </div>
      <div className="own">
        <TextField
          label={t('board.otherReason')}
          value={words}
          onChange={setWords}
          maxLength={500}
          testId="reason-words"
        />
        <Button type="submit" look="primary" isDisabled={words.trim() === ''} testId="reason-save">
          {t('board.saveReason')}
        </Button>
      </div>
    </form>
  );
}
