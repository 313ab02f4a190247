/** Fields of forms: a text, a choice, a tick. Label above, hint below, the problem in words. */
import { useId } from 'react';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';

type TextFieldProps = FieldBasics & {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'email' | 'tel' | 'url' | 'datetime-local' | 'number';
  isRequired?: boolean;
  isLabelUnseen?: boolean;
  isReadOnly?: boolean;
  maxLength?: number;
  minLength?: number;
  autoComplete?: string;
  autoFocus?: boolean;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url';
  pattern?: string;
  onBlur?: () => void;
};

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, type = 'text', hint, problem, testId } = props;
  const { isRequired = false, isLabelUnseen = false, isReadOnly = false, ...rest } = restOf(props);
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem} isLabelUnseen={isLabelUnseen}>
      <input
        id={id}
        type={type}
        value={value}
        required={isRequired}
        readOnly={isReadOnly}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
        {...inputLinks(id, hint, problem)}
        {...rest}
      />
    </FieldFrame>
  );
}

function restOf({ label, value, onChange, type, hint, problem, testId, ...rest }: TextFieldProps) {
  return rest;
}

type ChoiceFieldProps<Value extends string> = FieldBasics & {
  value: Value;
  choices: readonly { value: Value; text: string }[];
  onChange: (value: Value) => void;
  isLabelUnseen?: boolean;
  isDisabled?: boolean;
};

export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, value, choices, onChange, hint, problem, isLabelUnseen = false, isDisabled = false, testId } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem} isLabelUnseen={isLabelUnseen}>
      <select
        id={id}
        value={value}
        disabled={isDisabled}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value as Value)}
        {...inputLinks(id, hint, problem)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

type TickFieldProps = FieldBasics & {
  isTicked: boolean;
  onChange: (isTicked: boolean) => void;
  isDisabled?: boolean;
};

export function TickField({ label, isTicked, onChange, hint, problem, isDisabled = false, testId }: TickFieldProps) {
  const id = useId();
  return (
    <label className="check">
      <input
        id={id}
        type="checkbox"
        checked={isTicked}
        disabled={isDisabled}
        data-testid={testId}
        onChange={(event) => onChange(event.target.checked)}
        {...inputLinks(id, hint, problem)}
      />
      <span className="words">
        <span>{label}</span>
        {hint && (
          <span className="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
        {problem && (
          <span className="problem" id={`${id}-problem`}>
            {problem}
          </span>
        )}
      </span>
    </label>
  );
}
