/** Chooses who takes part, each in their usual role until it is changed, and where they sit. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatId } from '#contract';
import { ChoiceField, TextField, TickField } from '../../ui/Field.tsx';
import { compareNames, isNamed } from '../../ui/format.ts';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type Body, type Chosen, choosableRoles, freeSeats, manyPersons, type Person } from './model.ts';

type ParticipantPickerProps = { body: Body; chosen: Chosen; onChange: (chosen: Chosen) => void };

export function ParticipantPicker({ body, chosen, onChange }: ParticipantPickerProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const { persons } = body;
  if (persons.length === 0) return <p className="soft">{t('desk.noPersons')}</p>;
  return (
    <>
      <ChosenCount chosen={chosen} />
      {persons.length > manyPersons && (
        <TextField label={t('attendance.search')} value={query} onChange={setQuery} testId="pick-search" />
      )}
      <ul className="picker">
        {persons
          .filter((person) => isNamed(person, query))
          .sort((one, other) => compareNames(one.name, other.name))
          .map((person) => (
            <PickerRow key={person.id} person={person} body={body} chosen={chosen} onChange={onChange} />
          ))}
      </ul>
    </>
  );
}

function ChosenCount({ chosen }: { chosen: Chosen }) {
  const { t } = useTranslation();
  const all = Object.values(chosen);
  const chairs = all.filter(({ role }) => role === 'chair').length;
  return (
    <p className="chosen">
      <span className="soft">{t('desk.chosen', { count: all.length })}</span>
      {chairs === 1 ? (
        <Mark icon={<CheckIcon size="1.25rem" />}>{t('desk.hasChair')}</Mark>
      ) : (
        <Mark icon={<WarningIcon size="1.25rem" />} look="warning">
          {t(chairs === 0 ? 'desk.needsChair' : 'desk.manyChairs')}
        </Mark>
      )}
    </p>
  );
}

type PickerRowProps = ParticipantPickerProps & { person: Person };

function PickerRow({ person, body, chosen, onChange }: PickerRowProps) {
  const { t } = useTranslation();
  const { id, name, title, usualRole } = person;
  const choice = chosen[id];
  const tick = (isTicked: boolean) => {
    const { [id]: _dropped, ...others } = chosen;
    onChange(isTicked ? { ...others, [id]: { role: usualRole, seatId: null } } : others);
  };
  const seats = freeSeats(body.seats, person, chosen);
  return (
    <li data-testid={`picker-${id}`}>
      <TickField
        label={[name, title].filter(Boolean).join(' · ')}
        isTicked={choice !== undefined}
        onChange={tick}
        testId={`pick-${id}`}
      />
      {choice && (
        <ChoiceField
          label={t('desk.roleOf', { name })}
          isLabelUnseen
          value={choice.role}
          choices={choosableRoles.map((value) => ({ value, text: t(`role.${value}`) }))}
          onChange={(role) => onChange({ ...chosen, [id]: { ...choice, role } })}
          testId={`pick-role-${id}`}
        />
      )}
      {choice && seats.length > 0 && (
        <ChoiceField
          label={t('desk.seatOf', { name })}
          isLabelUnseen
          value={choice.seatId ?? ''}
          choices={[
            { value: '', text: t('desk.noSeat') },
            ...seats.map((seat) => ({ value: seat.id as string, text: seat.label })),
          ]}
          onChange={(seatId) => onChange({ ...chosen, [id]: { ...choice, seatId: (seatId || null) as SeatId | null } })}
          testId={`pick-seat-${id}`}
        />
      )}
    </li>
  );
}
