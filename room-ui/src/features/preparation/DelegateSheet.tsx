/** One delegate in this meeting: role, seat, and for whom this person stands in. */
import { useState } from 'react';
import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { Combo } from '../../ui/Combo.tsx';
import { ChoiceField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { TrashIcon } from '../../ui/icons.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useForm } from '../../ui/use-form.ts';
import { addressedName } from './invitation-text.ts';
import { type Choice, choiceOf, freeSeats, isSame, isUsuallyMember, personRoles, substitutable } from './model.ts';
import { offerUndo, usePreparation } from './PreparationContext.tsx';

export function DelegateSheet({ row, onClose }: { row: AttendanceRow; onClose: () => void }) {
  const { t } = useTranslation();
  const { editor, editWithUndo, isReadOnly } = usePreparation();
  const [choice, setChoice] = useState<Choice>(() => choiceOf(row));
  const change = (part: Partial<Choice>) => setChoice((old) => ({ ...old, ...part }));
  const { isSending, problem, onSubmit } = useForm(async () => {
    if (!isSame(choice, choiceOf(row))) {
      const label = t('preparation.changedDelegate', { name: row.name });
      const step = await editor.editAll([{ name: 'participant.change', input: choice }], { label });
      if (step) offerUndo(editor, step, t);
    }
    onClose();
  });
  const remove = () => {
    const label = t('preparation.removedDelegates', { count: 1, name: row.name });
    void editWithUndo([{ name: 'participant.remove', input: { personId: row.personId } }], { label });
    onClose();
  };
  return (
    <Sheet title={addressedName(row)} onClose={onClose} testId="delegate-sheet">
      <p className="soft">{[row.title, row.siteName].filter(Boolean).join(' · ')}</p>
      <form className="form" onSubmit={onSubmit}>
        <fieldset className="form" disabled={isReadOnly}>
          <ChoiceField
            label={t('preparation.columnRole')}
            value={choice.role}
            choices={personRoles.map((value) => ({ value, text: t(`role.${value}`) }))}
            onChange={(role) => change({ role, isMember: isUsuallyMember(role) })}
            testId="delegate-role"
          />
          <Switch
            label={t('preparation.memberSwitch')}
            hint={t('preparation.memberHint')}
            isOn={choice.isMember}
            onChange={(isMember) => change({ isMember })}
            testId="delegate-member"
          />
          <SeatField row={row} choice={choice} onChange={change} />
          <SubstituteField row={row} choice={choice} onChange={change} />
        </fieldset>
        {!isReadOnly && (
          <FormEnd problem={problem} words={t('common.save')} isSending={isSending} testId="delegate-save" />
        )}
      </form>
      {!isReadOnly && (
        <div className="actions start">
          <Button look="quiet" onPress={remove} testId="delegate-remove">
            <TrashIcon />
            {t('preparation.removeFromMeeting')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

type FieldProps = { row: AttendanceRow; choice: Choice; onChange: (part: Partial<Choice>) => void };

function SeatField({ row, choice, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { body, prepared } = usePreparation();
  const seats = freeSeats(body.seats, row.siteId, prepared.delegates, row.seatId);
  return (
    <ChoiceField
      label={t('preparation.columnSeat')}
      hint={seats.length === 0 ? t(row.siteId ? 'preparation.noFreeSeats' : 'preparation.seatNeedsSite') : undefined}
      value={choice.seatId ?? ''}
      choices={[
        { value: '', text: t('preparation.noSeat') },
        ...seats.map(({ id, label }) => ({ value: id as string, text: label })),
      ]}
      onChange={(seatId) => onChange({ seatId: seatId || null })}
      testId="delegate-seat"
    />
  );
}

function SubstituteField({ row, choice, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { delegates } = usePreparation().prepared;
  return (
    <Combo
      label={t('preparation.substituteFor')}
      hint={t('preparation.substituteHint')}
      items={substitutable(delegates, row).map(({ personId, name, title }) => ({
        id: personId,
        text: name,
        hint: title,
      }))}
      value={choice.substituteForId}
      onChange={(substituteForId) => onChange({ substituteForId })}
      testId="delegate-substitute"
    />
  );
}
