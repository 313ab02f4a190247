/** One item of the agenda: title and minutes in the row, the rest folded below it. */

import type { AgendaRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime, minutes, numberText } from '../../ui/format.ts';
import { ChevronIcon, CopyIcon, TrashIcon, WarningIcon } from '../../ui/icons.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { FieldSlot } from './FieldSlot.tsx';
import { minutesOf, overlapOf, spanText } from './forecast.ts';
import { ItemConflicts } from './ItemConflicts.tsx';
import { ItemDetails } from './ItemDetails.tsx';
import { titleProblem, visibilityTexts } from './labels.ts';
import { fieldsOf, maxItemMinutes, minuteMs } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';
import { SavedTitleField } from './SavedTitleField.tsx';
import { changeCall } from './undo.ts';
import { readItem, useField } from './use-field.ts';

type AgendaItemProps = { row: AgendaRow; position: number; isOpen: boolean; onToggle: () => void };

export function AgendaItem({ row, position, isOpen, onToggle }: AgendaItemProps) {
  const { t } = useTranslation();
  const { isReadOnly } = usePreparation();
  const name = t('preparation.itemNumber', { number: position + 1 });
  const detailsId = `details-${row.id}`;
  return (
    <div className="agenda-item" data-open={isOpen}>
      <div className="line">
        <span className="number" aria-hidden="true">
          {position + 1}
        </span>
        <TitleField row={row} label={t('preparation.itemTitle', { number: position + 1 })} />
        {!isReadOnly && <ItemButtons row={row} name={name} />}
      </div>
      <div className="line below">
        <MinutesField row={row} label={t('preparation.itemMinutes', { number: position + 1 })} />
        <span className="forecast" data-testid={`item-forecast-${row.id}`}>
          {spanText(row)}
        </span>
        <button
          type="button"
          className="details-button"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          data-testid={`item-details-${row.id}`}
          onClick={onToggle}
        >
          <ChevronIcon />
          <span className="unseen">{t('preparation.detailsOf', { name })}</span>
          <ItemSummary row={row} />
        </button>
      </div>
      <Overlap row={row} />
      <ItemConflicts row={row} />
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <ItemDetails row={row} />}
      </div>
    </div>
  );
}

function TitleField({ row, label }: { row: AgendaRow; label: string }) {
  const { t } = useTranslation();
  const { isReadOnly } = usePreparation();
  const field = useField<string>({
    key: `title-${row.id}`,
    read: readItem(row.id, ({ title }) => title),
    check: (text) => titleProblem(t, text),
    call: (title, base) => changeCall(row.id, base, { title: title.trim() }),
    undoLabel: t('preparation.undoItem', { title: row.title }),
  });
  return <SavedTitleField label={label} isReadOnly={isReadOnly} field={field} testId={`item-title-${row.id}`} />;
}

function MinutesField({ row, label }: { row: AgendaRow; label: string }) {
  const { t } = useTranslation();
  const { isReadOnly } = usePreparation();
  const field = useField<number | null>({
    key: `minutes-${row.id}`,
    read: readItem<number | null>(row.id, ({ plannedMs }) => minutesOf(plannedMs)),
    check: (value) => (isGoodLength(value) ? '' : t('preparation.minutesProblem', { max: numberText(maxItemMinutes) })),
    call: (value, base) => changeCall(row.id, base, { plannedMs: (value ?? 1) * minuteMs }),
    undoLabel: t('preparation.undoMinutes', { title: row.title }),
  });
  if (isReadOnly) return <span className="minutes">{minutes(minutesOf(row.plannedMs))}</span>;
  // Zero and too much are taken from the hand and refused in words, not bent into something that nobody typed.
  return (
    <FieldSlot field={field} className="minutes">
      <NumberField
        label={label}
        value={field.value}
        onChange={field.onChange}
        min={0}
        max={99_999}
        unit={t('preparation.minutesUnit')}
        problem={field.problem}
        testId={`item-minutes-${row.id}`}
      />
    </FieldSlot>
  );
}

function isGoodLength(value: number | null): boolean {
  return value !== null && Number.isInteger(value) && value >= 1 && value <= maxItemMinutes;
}

function ItemButtons({ row, name }: { row: AgendaRow; name: string }) {
  const { t } = useTranslation();
  const { edit, editWithUndo } = usePreparation();
  const duplicate = () => {
    const input = { itemId: crypto.randomUUID(), ...fieldsOf(row), startsAt: null, position: row.position + 1 };
    void edit([{ name: 'agenda.add', input }], { label: t('preparation.undoAdd', { count: 1, title: row.title }) });
  };
  const remove = () => {
    const label = t('preparation.removedItem', { title: row.title });
    void editWithUndo([{ name: 'agenda.remove', input: { itemId: row.id } }], { label });
  };
  return (
    <span className="buttons">
      <Button
        look="quiet"
        size="compact"
        label={t('preparation.duplicate', { name })}
        onPress={duplicate}
        testId={`item-duplicate-${row.id}`}
      >
        <CopyIcon />
      </Button>
      <Button
        look="quiet"
        size="compact"
        label={t('preparation.removeItem', { name })}
        onPress={remove}
        testId={`item-remove-${row.id}`}
      >
        <TrashIcon />
      </Button>
    </span>
  );
}

/** What is folded away, in a few words. */
function ItemSummary({ row }: { row: AgendaRow }) {
  const { t } = useTranslation();
  const { delegates } = usePreparation().prepared;
  const names = row.responsibleIds.flatMap((id) => delegates.find(({ personId }) => personId === id)?.name ?? []);
  const facts = [
    t(visibilityTexts[row.visibility]),
    row.startsAt !== null && t('preparation.fixedAt', { time: clockTime(row.startsAt) }),
    names.length > 0
      ? t('preparation.responsibleNames', { names: names.join(', ') })
      : t('preparation.nobodyResponsible'),
  ];
  return <span className="soft">{facts.filter(Boolean).join(' · ')}</span>;
}

function Overlap({ row }: { row: AgendaRow }) {
  const { t } = useTranslation();
  const overlap = overlapOf(row);
  if (!overlap) return null;
  return (
    <p className="overlap" data-testid={`item-overlap-${row.id}`}>
      <WarningIcon size="1.25em" />
      {t('preparation.overlap', overlap)}
    </p>
  );
}
