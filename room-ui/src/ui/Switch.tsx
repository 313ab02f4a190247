/** Something that is on or off and takes effect at once. */
import { useId } from 'react';
import { type FieldBasics, inputLinks } from './FieldFrame.tsx';
import './fields.css';

type SwitchProps = FieldBasics & { isOn: boolean; onChange: (isOn: boolean) => void; isDisabled?: boolean };

export function Switch({ label, isOn, onChange, hint, problem, isDisabled = false, testId }: SwitchProps) {
  const id = useId();
  return (
    <label className="check switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={isDisabled}
        data-testid={testId}
        onChange={(event) => onChange(event.target.checked)}
        {...inputLinks(id, hint, problem)}
      />
      <span className="track" aria-hidden="true" />
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
