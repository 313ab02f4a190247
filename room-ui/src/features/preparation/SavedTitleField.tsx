/** A title that saves itself. It is one line of text, shown in as many lines as it takes to read it whole. */
import { useId } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { FieldFrame, inputLinks } from '../../ui/FieldFrame.tsx';
import { FieldSlot } from './FieldSlot.tsx';
import type { Field } from './use-field.ts';

type SavedTitleFieldProps = { label: string; field: Field<string>; isReadOnly: boolean; testId: string };

export function SavedTitleField({ label, field, isReadOnly, testId }: SavedTitleFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { value, problem, foreign } = field;
  const hint = foreign === undefined ? undefined : t('preparation.changedMeanwhile', { text: foreign });
  return (
    <FieldSlot field={field} className="item-title">
      <FieldFrame id={id} label={label} hint={hint} problem={problem} isLabelUnseen>
        <textarea
          id={id}
          rows={1}
          value={value}
          readOnly={isReadOnly}
          data-testid={testId}
          onChange={(event) => field.onChange(event.target.value.replace(/\s*[\r\n]+\s*/g, ' '))}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          {...inputLinks(id, hint, problem)}
        />
      </FieldFrame>
    </FieldSlot>
  );
}
