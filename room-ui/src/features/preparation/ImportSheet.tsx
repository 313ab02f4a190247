/**
 * Takes persons over from a file or from cells of a spreadsheet. Nothing changes before its preview was seen: what is wrong
 * comes first, then what would change. Lines with faults are left out and can be taken along to be corrected.
 */
import { useState } from 'react';
import type { ImportPreview } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { CommandError } from '../../session/command-error.ts';
import { failureText } from '../../session/failure-text.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { currentSessionKey } from '../../session/session-path.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Progress } from '../../ui/Progress.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { ImportFaults } from './ImportFaults.tsx';
import { ImportPreviewView } from './ImportPreviewView.tsx';
import { ImportSource } from './ImportSource.tsx';
import { requestImport } from './import-request.ts';
import './sheets.css';

type ImportSheetProps = {
  /** The meeting that takes them in; null for the register alone. */
  meetingId: string | null;
  onClose: () => void;
  /** Something was taken over. The sheet stays while there are lines to be corrected. */
  onDone: () => void;
};

type Step =
  | { name: 'choose' }
  | { name: 'reading' }
  | { name: 'preview'; preview: ImportPreview }
  | { name: 'applying'; preview: ImportPreview }
  | { name: 'done'; preview: ImportPreview; words: string };

export function ImportSheet({ meetingId, onClose, onDone }: ImportSheetProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [step, setStep] = useState<Step>({ name: 'choose' });
  const [problem, setProblem] = useState('');
  const read = async (content: Blob | string) => {
    setProblem('');
    setStep({ name: 'reading' });
    try {
      setStep({ name: 'preview', preview: await requestImport(currentSessionKey(), meetingId, content) });
    } catch (error) {
      setProblem(failureText(t, error));
      setStep({ name: 'choose' });
    }
  };
  const apply = async (preview: ImportPreview) => {
    setStep({ name: 'applying', preview });
    try {
      const counts = await send('import.apply', { importId: preview.importId }, meetingId ? { meetingId } : {});
      const words = t(meetingId ? 'preparation.importedHere' : 'preparation.imported', counts);
      notices.show('done', words);
      setStep({ name: 'done', preview, words });
      onDone();
      if (preview.faults.length === 0) onClose();
    } catch (error) {
      setProblem(failureText(t, error));
      const isExpired = error instanceof CommandError && error.code === 'IMPORT_EXPIRED';
      setStep(isExpired ? { name: 'choose' } : { name: 'preview', preview });
    }
  };
  return (
    <Sheet title={t('preparation.importTitle')} isWide onClose={onClose} testId="import-sheet">
      {step.name === 'choose' && <ImportSource problem={problem} onRead={(content) => void read(content)} />}
      {step.name === 'reading' && <Progress label={t('preparation.importReading')} value={null} />}
      {(step.name === 'preview' || step.name === 'applying') && (
        <ImportPreviewView
          preview={step.preview}
          isForMeeting={meetingId !== null}
          isApplying={step.name === 'applying'}
          problem={problem}
          onApply={() => void apply(step.preview)}
          onAgain={() => setStep({ name: 'choose' })}
        />
      )}
      {step.name === 'done' && <Done {...step} onClose={onClose} />}
    </Sheet>
  );
}

function Done({ preview, words, onClose }: { preview: ImportPreview; words: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="form">
      <p className="import-done" data-testid="import-done">
        <CheckIcon />
        {words}
      </p>
      <ImportFaults faults={preview.faults} />
      <div className="actions">
        <Button look="primary" size="large" onPress={onClose} testId="import-close">
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}
