/** A text of several lines that grows with what is written. */
import { useId } from 'react';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';

type TextAreaProps = FieldBasics & {
  value: string;
  onChange: (value: string) => void;
  isRequired?: boolean;
  maxLength?: number;
  rows?: number;
  isLabelUnseen?: boolean;
  onBlur?: () => void;
};

export function TextArea(props: TextAreaProps) {
  const { label, value, onChange, hint, problem, testId, isRequired = false, rows = 3, maxLength, onBlur } = props;
  const { isLabelUnseen = false } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem} isLabelUnseen={isLabelUnseen}>
      <textarea
        id={id}
        value={value}
        required={isRequired}
        rows={rows}
        maxLength={maxLength}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        {...inputLinks(id, hint, problem)}
      />
    </FieldFrame>
  );
}
