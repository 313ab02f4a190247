/** A text that saves itself, with a word when somebody else has changed it meanwhile. */
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/Field.tsx';
import type { Field } from './use-field.ts';

type SavedTextFieldProps = {
  label: string;
  field: Field<string>;
  isLabelUnseen?: boolean;
  isReadOnly?: boolean;
  hint?: string;
  testId: string;
};

export function SavedTextField({ label, field, hint, testId, ...looks }: SavedTextFieldProps) {
  const { isLabelUnseen = false, isReadOnly = false } = looks;
  const { t } = useTranslation();
  const foreign = field.foreign === undefined ? undefined : t('preparation.changedMeanwhile', { text: field.foreign });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what happens in the field inside.
    <div
      className="saved-field"
      onFocus={field.onFocus}
      onBlur={field.onBlur}
      onKeyDown={(event) => event.key === 'Enter' && field.saveNow()}
    >
      <TextField
        label={label}
        isLabelUnseen={isLabelUnseen}
        isReadOnly={isReadOnly}
        value={field.value}
        onChange={field.onChange}
        hint={foreign ?? hint}
        problem={field.problem}
        testId={testId}
        autoComplete="off"
      />
    </div>
  );
}
