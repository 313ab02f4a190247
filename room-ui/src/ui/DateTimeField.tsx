/**
 * A day and a time in Viet Nam, typed as they are written here (23/11/2026, 08:30) or taken from the browser's calendar.
 * Not the browser's own field for both: it writes the day in the order of the browser's language, not of the page's.
 */
import { useId, useRef, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { dateTimeMs, dayWords, parseDay, parseTime, timeWords } from './date-model.ts';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';
import { weekdayAndDay } from './format.ts';
import { CalendarIcon } from './icons.tsx';
import './fields.css';

type DateTimeFieldProps = FieldBasics & {
  valueMs: number | null;
  onChange: (valueMs: number | null) => void;
  isRequired?: boolean;
};

export function DateTimeField(props: DateTimeFieldProps) {
  const { label, valueMs, onChange, hint, problem, testId, isRequired = false } = props;
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<{ day: string; time: string } | null>(null);
  const day = typed?.day ?? dayWords(valueMs);
  const time = typed?.time ?? timeWords(valueMs);
  const change = (newDay: string, newTime: string) => {
    setTyped({ day: newDay, time: newTime });
    onChange(dateTimeMs(newDay, newTime));
  };
  // What is understood is written out in full; what is not stays as it was typed, with a word about it.
  const end = () => dateTimeMs(day, time) !== null && setTyped(null);
  const dayProblem = day && !parseDay(day) ? t('ui.dayProblem') : undefined;
  const timeProblem = time && !parseTime(time) ? t('ui.timeProblem') : undefined;
  const shown = problem ?? dayProblem ?? timeProblem;
  const words = valueMs === null ? hint : [weekdayAndDay(valueMs), hint].filter(Boolean).join('. ');
  const links = inputLinks(id, words, shown);
  const common = { required: isRequired, autoComplete: 'off', inputMode: 'text', onBlur: end, ...links } as const;
  return (
    <FieldFrame id={id} label={label} hint={words} problem={shown} isGroup>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in all browsers. */}
      <div className="date-box" role="group" aria-labelledby={`${id}-label`} data-testid={testId}>
        <input
          {...common}
          aria-label={t('ui.day')}
          placeholder={t('ui.dayPattern')}
          value={day}
          data-testid={testId && `${testId}-day`}
          onChange={(event) => change(event.target.value, time)}
        />
        <CalendarButton day={day} onDay={(newDay) => change(newDay, time)} />
        <input
          {...common}
          aria-label={t('ui.time')}
          placeholder={t('ui.timePattern')}
          value={time}
          data-testid={testId && `${testId}-time`}
          onChange={(event) => change(day, event.target.value)}
        />
      </div>
    </FieldFrame>
  );
}

/** Opens the browser's calendar; its field itself is not seen. */
function CalendarButton({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const parsed = parseDay(day);
  return (
    <span className="calendar">
      <Button label={t('ui.calendar')} onPress={() => input.current?.showPicker()}>
        <CalendarIcon />
      </Button>
      <input
        ref={input}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={parsed ?? ''}
        onChange={(event) => event.target.value && onDay(event.target.value.split('-').reverse().join('/'))}
      />
    </span>
  );
}
