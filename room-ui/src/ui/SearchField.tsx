/** A box to search in what is on the page. Esc or the cross empties it. */
import { useId, useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';
import { CloseIcon, SearchIcon } from './icons.tsx';
import './fields.css';

type SearchFieldProps = FieldBasics & {
  value: string;
  onChange: (value: string) => void;
  isLabelUnseen?: boolean;
};

export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, hint, problem, testId, isLabelUnseen = false } = props;
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem} isLabelUnseen={isLabelUnseen}>
      <div className="search-box">
        <SearchIcon />
        <input
          ref={input}
          id={id}
          type="search"
          value={value}
          placeholder={isLabelUnseen ? label : undefined}
          autoComplete="off"
          spellCheck={false}
          data-testid={testId}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !value) return;
            // The first Esc empties the box; only the next one closes the dialog around it.
            event.stopPropagation();
            event.preventDefault();
            clear();
          }}
          {...inputLinks(id, hint, problem)}
        />
        {value && (
          <Button look="quiet" label={t('ui.clearSearch')} onPress={clear}>
            <CloseIcon />
          </Button>
        )}
      </div>
    </FieldFrame>
  );
}
