/** A number with its unit, typed as people write it here, or stepped with the buttons and the arrow keys. */
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';
import { MinusIcon, PlusIcon } from './icons.tsx';
import { clampNumber, numberWords, parseNumber, steppedNumber } from './number-model.ts';
import './fields.css';

type NumberFieldProps = FieldBasics & {
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  isRequired?: boolean;
};

export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, hint, problem, testId, min, max, step = 1, unit, isRequired = false } = props;
  const { t } = useTranslation();
  const id = useId();
  // What is being typed; null while the field shows its value.
  const [typed, setTyped] = useState<string | null>(null);
  const limits = { min, max, step };
  const stepBy = (steps: number) => {
    setTyped(null);
    onChange(steppedNumber(value, steps, limits));
  };
  const end = () => {
    if (typed === null) return;
    setTyped(null);
    const number = parseNumber(typed);
    if (number !== undefined) onChange(number === null ? null : clampNumber(number, limits));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return end();
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!steps) return;
    event.preventDefault();
    stepBy(steps);
  };
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      <div className="number-box">
        <Button label={t('ui.less', { label })} isDisabled={isAt(value, min)} onPress={() => stepBy(-1)}>
          <MinusIcon />
        </Button>
        <input
          id={id}
          role="spinbutton"
          inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={typed ?? numberWords(value)}
          required={isRequired}
          aria-valuenow={value ?? undefined}
          aria-valuetext={value === null ? undefined : [numberWords(value), unit].filter(Boolean).join(' ')}
          aria-valuemin={min}
          aria-valuemax={max}
          data-testid={testId}
          onChange={(event) => {
            setTyped(event.target.value);
            const number = parseNumber(event.target.value);
            if (number !== undefined && (number === null || clampNumber(number, limits) === number)) onChange(number);
          }}
          onBlur={end}
          onKeyDown={onKeyDown}
          {...inputLinks(id, hint, problem)}
        />
        {unit && <span className="unit">{unit}</span>}
        <Button label={t('ui.more', { label })} isDisabled={isAt(value, max)} onPress={() => stepBy(1)}>
          <PlusIcon />
        </Button>
      </div>
    </FieldFrame>
  );
}

function isAt(value: number | null, limit: number | undefined): boolean {
  return value !== null && value === limit;
}
