/** A text to be copied by hand, marked as a whole with one tap. */
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';

export function CopyBox({ text }: { text: string }) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.select(), []);
  return (
    <div className="field copy-box">
      <label htmlFor={id} className="label">
        {t('preparation.copyByHand')}
      </label>
      <textarea
        ref={box}
        id={id}
        readOnly
        rows={8}
        value={text}
        data-testid="copy-box"
        onFocus={(event) => event.target.select()}
      />
    </div>
  );
}
