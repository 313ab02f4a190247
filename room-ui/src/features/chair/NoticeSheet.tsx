/** A message on all displays and pages: one tap with a ready sentence, or with words of one's own; and its end. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime } from '../../ui/format.ts';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { TextArea } from '../../ui/TextArea.tsx';

const readySentences = ['soon', 'seats', 'microphones', 'line', 'papers'] as const;

export function NoticeSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { notice } = useSlice('displays').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  const [text, setText] = useState('');
  const show = async (words: string) => {
    if (!(await command('display.showNotice', { text: words }))) return;
    onClose();
    notices.undo(t('chair.noticeSent'), async () => {
      await command('display.clearNotice', {});
    });
  };
  const clear = async () => {
    if (await command('display.clearNotice', {})) onClose();
  };
  return (
    <Sheet title={t('chair.noticeTitle')} onClose={onClose} testId="notice-sheet">
      {notice && (
        <div className="notice-now">
          <p className="soft small">{t('chair.noticeSince', { time: clockTime(notice.since) })}</p>
          <p className="words">{notice.text}</p>
          <Button testId="notice-clear" look="primary" isDisabled={!isOnline} onPress={() => void clear()}>
            {t('chair.noticeClear')}
          </Button>
        </div>
      )}
      <div className="choices">
        {readySentences.map((sentence) => (
          <Button
            key={sentence}
            testId={`notice-${sentence}`}
            isDisabled={!isOnline}
            onPress={() => void show(t(`chair.notice_${sentence}`))}
          >
            {t(`chair.notice_${sentence}`)}
          </Button>
        ))}
      </div>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) void show(text.trim());
        }}
      >
        <TextArea label={t('chair.noticeWords')} value={text} onChange={setText} maxLength={300} testId="notice-text" />
        <div className="actions">
          <Button type="submit" size="large" testId="notice-send" isDisabled={!isOnline || !text.trim()}>
            {t('chair.noticeSend')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
