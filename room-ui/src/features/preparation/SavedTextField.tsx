/** A text that saves itself, with a word when somebody else has changed it meanwhile. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { TextField } from '../../ui/Field.tsx';
import { FieldSlot } from './FieldSlot.tsx';
import type { Field } from './use-field.ts';

type SavedTextFieldProps = {
  label: string;
  field: Field<string>;
  hint?: string;
  testId: string;
};

export function SavedTextField({ label, field, hint, testId }: SavedTextFieldProps) {
  const { t } = useTranslation();
  const foreign = field.foreign === undefined ? undefined : t('preparation.changedMeanwhile', { text: field.foreign });
  return (
    <FieldSlot field={field}>
      <TextField
        label={label}
        value={field.value}
        onChange={field.onChange}
        hint={foreign ?? hint}
        problem={field.problem}
        testId={testId}
        autoComplete="off"
      />
    </FieldSlot>
  );
}
