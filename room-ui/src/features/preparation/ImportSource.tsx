/** Where the list comes from: a file, or cells that were copied in a spreadsheet. */
import { type ClipboardEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { importAccept, maxImportBytes } from './import-request.ts';

type ImportSourceProps = { problem: string; onRead: (content: Blob | string) => void };

export function ImportSource({ problem, onRead }: ImportSourceProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [fileProblem, setFileProblem] = useState('');
  const take = async (file: File) => {
    const wrong = await problemOf(file);
    setFileProblem(wrong === null ? '' : t(wrong));
    if (wrong === null) onRead(file);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (text !== '' || !/[\r\n]/.test(pasted.trim())) return;
    event.preventDefault();
    setText(pasted);
    onRead(pasted);
  };
  return (
    <div className="form import-source">
      {problem && (
        <div className="callout danger" role="alert" data-testid="import-problem">
          <WarningIcon />
          <span>{problem}</span>
        </div>
      )}
      <p className="soft">{t('preparation.importHint')}</p>
      <FileField
        label={t('preparation.importFileLabel')}
        hint={t('preparation.importFileHint')}
        accept={importAccept}
        problem={fileProblem || undefined}
        onFile={(file) => void take(file)}
        testId="import-file"
      />
      <div className="form" onPaste={onPaste}>
        <TextArea
          label={t('preparation.importPaste')}
          hint={t('preparation.importPasteHint')}
          value={text}
          onChange={setText}
          rows={5}
          testId="import-text"
        />
        {text.trim() !== '' && (
          <div className="actions">
            <Button look="primary" onPress={() => onRead(text)} testId="import-read">
              {t('preparation.importRead')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** Workbooks are no lists of text: they begin with the marks of a zip file or of an old office file. */
async function problemOf(file: File): Promise<'preparation.importTooLarge' | 'preparation.importWorkbook' | null> {
  if (file.size > maxImportBytes) return 'preparation.importTooLarge';
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const isWorkbook = (start[0] === 0x50 && start[1] === 0x4b) || (start[0] === 0xd0 && start[1] === 0xcf);
  return isWorkbook ? 'preparation.importWorkbook' : null;
}
