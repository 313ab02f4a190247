/** Strikes a request off the list with the reason for the record: one tap with a ready word, or words of one's own. */
import { useState } from 'react';
import type { PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useDrop } from './use-drop.ts';

const readyWords = ['noTime', 'settled', 'mistake'] as const;

type DropSheetProps = { request: { personId: PersonId; requestId: number; who: string }; onClose: () => void };

export function DropSheet({ request: { personId, requestId, who }, onClose }: DropSheetProps) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const strikeOff = useDrop();
  const [words, setWords] = useState('');
  const drop = async (reason: string) => {
    if (await strikeOff({ personId, requestId, name: who }, reason)) onClose();
  };
  return (
    <Sheet title={t('chair.dropTitle', { name: who })} onClose={onClose} testId="drop-sheet">
      <p className="soft">{t('chair.dropText')}</p>
      <div className="choices">
        {readyWords.map((word) => (
          <Button
            key={word}
            testId={`drop-${word}`}
            isDisabled={!isOnline}
            onPress={() => void drop(t(`chair.drop_${word}`))}
          >
            {t(`chair.drop_${word}`)}
          </Button>
        ))}
      </div>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim()) void drop(words.trim());
        }}
      >
        <TextField label={t('chair.dropWords')} value={words} onChange={setWords} maxLength={500} testId="drop-words" />
        <div className="actions">
          <Button type="submit" size="large" testId="drop-confirm" isDisabled={!isOnline || !words.trim()}>
            {t('chair.drop')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
