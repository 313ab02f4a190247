/** Paper and file: both hold the facts and the clerk's text as they are at this moment. */
import { useState } from 'react';
import type { MinutesDocument } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { failureText } from '../../session/failure-text.ts';
import { Button } from '../../ui/Button.tsx';
import { DownloadIcon, PrintIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { printPage } from '../../ui/Printout.tsx';
import { downloadMinutes } from './download-minutes.ts';

type ActionsProps = { meetingId: string; document: MinutesDocument | null };

export function MinutesActions({ meetingId, document }: ActionsProps) {
  const { t, language } = useTranslation();
  const [isLoading, setLoading] = useState(false);
  const download = async () => {
    setLoading(true);
    try {
      await downloadMinutes(meetingId, language, document?.fileName ?? '');
    } catch (error) {
      notices.show('problem', failureText(t, error));
    }
    setLoading(false);
  };
  return (
    <>
      <Button testId="minutes-print" label={t('minutes.print')} isDisabled={!document} onPress={printPage}>
        <PrintIcon />
        <span className="long">{t('minutes.print')}</span>
      </Button>
      <Button
        testId="minutes-docx"
        label={t('minutes.docx')}
        isDisabled={!document}
        isPending={isLoading}
        onPress={() => void download()}
      >
        <DownloadIcon />
        <span className="long">{t('minutes.docx')}</span>
      </Button>
    </>
  );
}
