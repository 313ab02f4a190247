/** One of a few choices, all in sight as cards with a word of explanation. */
import { type ReactNode, useId } from 'react';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';
import './fields.css';

export type Choice<Value extends string> = { value: Value; text: string; hint?: string; icon?: ReactNode };

type ChoiceGroupProps<Value extends string> = FieldBasics & {
  value: Value | null;
  onChange: (value: Value) => void;
  choices: readonly Choice<Value>[];
  isDisabled?: boolean;
};

export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { label, value, onChange, choices, hint, problem, isDisabled = false, testId } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem} isGroup>
      <div
        className="choice-group"
        role="radiogroup"
        aria-labelledby={`${id}-label`}
        data-testid={testId}
        {...inputLinks(id, hint, problem)}
      >
        {choices.map((choice) => (
          <label key={choice.value} className="choice-card" data-chosen={choice.value === value}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              disabled={isDisabled}
              data-testid={testId && `${testId}-${choice.value}`}
              onChange={() => onChange(choice.value)}
            />
            {choice.icon}
            <span className="words">
              <span className="text">{choice.text}</span>
              {choice.hint && <span className="hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}
