/** Takes one file: dropped here, or chosen with the button. */
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';
import { UploadIcon } from './icons.tsx';
import './fields.css';

type FileFieldProps = FieldBasics & {
  /** As of the browser's file input: endings and kinds, e.g. `.csv,.xlsx`. */
  accept: string;
  onFile: (file: File) => void;
  isPending?: boolean;
};

export function FileField({ label, hint, problem, accept, onFile, testId, isPending = false }: FileFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
    // The same file may be chosen again after it was corrected.
    if (input.current) input.current.value = '';
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first. */}
      <div
        className="drop-area"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Button isPending={isPending} onPress={() => input.current?.click()} label={`${t('ui.chooseFile')}: ${label}`}>
          <UploadIcon />
          {t('ui.chooseFile')}
        </Button>
        <span className="soft">{t('ui.dropFile')}</span>
        <input
          ref={input}
          id={id}
          className="file-input unseen"
          type="file"
          accept={accept}
          tabIndex={-1}
          data-testid={testId}
          onChange={(event) => take(event.target.files)}
          {...inputLinks(id, hint, problem)}
        />
      </div>
    </FieldFrame>
  );
}
