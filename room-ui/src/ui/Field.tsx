/** Fields of forms: a text, a choice, a tick. Label above, hint below, the problem in words. */
import { useId } from 'react';

type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'datetime-local' | 'number';
  hint?: string;
  isRequired?: boolean;
  maxLength?: number;
  minLength?: number;
  autoComplete?: string;
  autoFocus?: boolean;
  testId?: string;
};

export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  hint,
  isRequired = false,
  testId,
  ...rest
}: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        required={isRequired}
        data-testid={testId}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

type ChoiceFieldProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; text: string }[];
  onChange: (value: Value) => void;
  isLabelUnseen?: boolean;
  testId?: string;
};

export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, value, choices, onChange, isLabelUnseen = false, testId } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelUnseen ? 'unseen' : ''}>
        {label}
      </label>
      <select id={id} value={value} data-testid={testId} onChange={(event) => onChange(event.target.value as Value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  );
}

type TickFieldProps = { label: string; isTicked: boolean; onChange: (isTicked: boolean) => void; testId?: string };

export function TickField({ label, isTicked, onChange, testId }: TickFieldProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isTicked}
        data-testid={testId}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
