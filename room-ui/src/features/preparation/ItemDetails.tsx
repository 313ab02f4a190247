/** What few items need: a fixed time to begin, who may see it, and who answers for it. */
import { useState } from 'react';
import type { AgendaRow, ItemVisibility, PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { Combo } from '../../ui/Combo.tsx';
import { ChoiceField } from '../../ui/Field.tsx';
import { clockTime } from '../../ui/format.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { timeOnDayOf } from './forecast.ts';
import { visibilityTexts } from './labels.ts';
import { visibilities } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';
import { SavedTextField } from './SavedTextField.tsx';
import { changeCall } from './undo.ts';
import { readItem, useField } from './use-field.ts';

const mostResponsible = 20;

export function ItemDetails({ row }: { row: AgendaRow }) {
  const { isReadOnly } = usePreparation();
  return (
    <fieldset className="item-details" disabled={isReadOnly}>
      <StartField row={row} />
      <VisibilityField row={row} />
      <ResponsibleField row={row} />
    </fieldset>
  );
}

function StartField({ row }: { row: AgendaRow }) {
  const { t } = useTranslation();
  const { head } = usePreparation().prepared;
  const timeOf = (text: string) => (text.trim() === '' ? null : timeOnDayOf(head.plannedStartAt, text.trim()));
  const field = useField<string>({
    key: `start-${row.id}`,
    read: readItem(row.id, ({ startsAt }) => (startsAt === null ? '' : clockTime(startsAt))),
    check: (text) => (text.trim() !== '' && timeOf(text) === null ? t('preparation.timeProblem') : ''),
    call: (text, base) => changeCall(row.id, base, { startsAt: timeOf(text) }),
    undoLabel: t('preparation.undoItemStart', { title: row.title }),
  });
  return (
    <SavedTextField
      label={t('preparation.fixedStart')}
      hint={t('preparation.fixedStartHint')}
      field={field}
      testId={`item-start-${row.id}`}
    />
  );
}

function VisibilityField({ row }: { row: AgendaRow }) {
  const { t } = useTranslation();
  const field = useField<ItemVisibility>({
    key: `visibility-${row.id}`,
    read: readItem(row.id, ({ visibility }) => visibility),
    check: () => '',
    call: (visibility, base) => changeCall(row.id, base, { visibility }),
    undoLabel: t('preparation.undoVisibility', { title: row.title }),
  });
  return (
    <ChoiceField<ItemVisibility>
      label={t('preparation.visibility')}
      value={field.value}
      choices={visibilities.map((value) => ({ value, text: t(visibilityTexts[value]) }))}
      onChange={field.onChoose}
      problem={field.problem}
      testId={`item-visibility-${row.id}`}
    />
  );
}

function ResponsibleField({ row }: { row: AgendaRow }) {
  const { t } = useTranslation();
  const { prepared, editor, editWhenDue } = usePreparation();
  const { delegates } = prepared;
  // A new key empties the box for the next name.
  const [added, setAdded] = useState(0);
  const change = (next: (ids: readonly PersonId[]) => PersonId[]) => {
    const make = () => {
      const now = editor.now().items.find(({ id }) => id === row.id);
      return now ? changeCall(row.id, now.revision, { responsibleIds: next(now.responsibleIds) }) : null;
    };
    void editWhenDue(make, { label: t('preparation.undoResponsible', { title: row.title }) });
  };
  const chosen = row.responsibleIds.flatMap((id) => delegates.find(({ personId }) => personId === id) ?? []);
  const others = delegates.filter(({ personId }) => !row.responsibleIds.includes(personId));
  return (
    <div className="responsible">
      {chosen.length < mostResponsible && (
        <Combo
          key={added}
          label={t('preparation.responsible')}
          hint={delegates.length === 0 ? t('preparation.responsibleNeedsDelegates') : undefined}
          items={others.map(({ personId, name, title }) => ({ id: personId, text: name, hint: title }))}
          value={null}
          onChange={(id) => {
            if (!id) return;
            change((ids) => [...ids.filter((other) => other !== id), id as PersonId]);
            setAdded(added + 1);
          }}
          testId={`item-responsible-${row.id}`}
        />
      )}
      <ul className="chips">
        {chosen.map(({ personId, name }) => (
          <li key={personId}>
            <span>{name}</span>
            <Button
              look="quiet"
              size="compact"
              label={t('preparation.removeResponsible', { name })}
              onPress={() => change((ids) => ids.filter((id) => id !== personId))}
            >
              <CloseIcon size="1.1em" />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
