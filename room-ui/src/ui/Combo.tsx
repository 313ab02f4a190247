/** One out of many: type a part of it, without marks if need be, and choose. */
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from '../i18n/use-translation.ts';
import { type ComboItem, comboMatches } from './combo-model.ts';
import { type FieldBasics, FieldFrame, inputLinks } from './FieldFrame.tsx';
import { CheckIcon, ChevronIcon } from './icons.tsx';
import './fields.css';
import './combo.css';

type ComboProps = FieldBasics & {
  items: readonly ComboItem[];
  value: string | null;
  onChange: (id: string | null) => void;
  isRequired?: boolean;
};

export function Combo(props: ComboProps) {
  const { label, items, value, onChange, hint, problem, testId, isRequired = false } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const chosen = items.find((item) => item.id === value);
  // What is being typed; null while the field shows what is chosen.
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const found = useMemo(() => comboMatches(items, typed ?? ''), [items, typed]);
  const open = () => {
    setOpen(true);
    setActive(
      Math.max(
        0,
        found.findIndex((item) => item.id === value),
      ),
    );
  };
  const close = () => {
    setOpen(false);
    setTyped(null);
  };
  const choose = (item: ComboItem | undefined) => {
    if (item) onChange(item.id);
    close();
  };
  const leave = () => {
    // An emptied field means nobody; half a name means that it was not changed.
    if (typed === '' && value !== null) onChange(null);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!isOpen) return open();
      return setActive((old) => Math.min(found.length - 1, Math.max(0, old + step)));
    }
    if (!isOpen || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') choose(found[active]);
    else close();
  };
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem} className="combo">
      <div className="combo-box" ref={box}>
        <input
          id={id}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && found[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          required={isRequired}
          value={typed ?? chosen?.text ?? ''}
          data-testid={testId}
          onClick={open}
          onFocus={(event) => event.target.select()}
          onBlur={leave}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setActive(0);
          }}
          {...inputLinks(id, hint, problem)}
        />
        <ChevronIcon />
      </div>
      <Popover isNonModal isOpen={isOpen} triggerRef={box} placement="bottom start" className="popover combo-list">
        <Options {...{ id, label, found, active, value, testId }} onChoose={choose} />
      </Popover>
    </FieldFrame>
  );
}

type OptionsProps = {
  id: string;
  label: string;
  found: readonly ComboItem[];
  active: number;
  value: string | null;
  testId: string | undefined;
  onChoose: (item: ComboItem) => void;
};

function Options({ id, label, found, active, value, testId, onChoose }: OptionsProps) {
  const { t } = useTranslation();
  return (
    <>
      {found.length === 0 && <p className="nothing">{t('ui.nothingFound')}</p>}
      <div id={`${id}-list`} className="menu" role="listbox" aria-label={label}>
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input, which keeps the focus.
          <div
            key={item.id}
            id={`${id}-${index}`}
            ref={(option) => {
              if (index === active) option?.scrollIntoView({ block: 'nearest' });
            }}
            role="option"
            tabIndex={-1}
            className="option"
            aria-selected={item.id === value}
            data-active={index === active}
            data-testid={testId && `${testId}-${item.id}`}
            // The input must not lose the focus before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            <span className="words">
              <span>{item.text}</span>
              {item.hint && <span className="hint">{item.hint}</span>}
            </span>
            {item.id === value && <CheckIcon />}
          </div>
        ))}
      </div>
    </>
  );
}
