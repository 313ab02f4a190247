/** Chooses who takes part, each in their usual role until it is changed. */

import { useTranslation } from 'react-i18next';
import type { PersonRole } from '#contract';
import { ChoiceField, TickField } from '../../ui/Field.tsx';
import { compareNames } from '../../ui/format.ts';
import { choosableRoles, type Person } from './model.ts';

type Roles = Readonly<Record<string, PersonRole>>;
type ParticipantPickerProps = { persons: readonly Person[]; roles: Roles; onChange: (roles: Roles) => void };

export function ParticipantPicker({ persons, roles, onChange }: ParticipantPickerProps) {
  const { t } = useTranslation();
  const choices = choosableRoles.map((value) => ({ value, text: t(`role.${value}`) }));
  const tick = ({ id, usualRole }: Person, isTicked: boolean) => {
    const { [id]: _dropped, ...others } = roles;
    onChange(isTicked ? { ...others, [id]: usualRole } : others);
  };
  if (persons.length === 0) return <p className="soft">{t('desk.noPersons')}</p>;
  return (
    <>
      <p className="soft">{t('desk.chosen', { count: Object.keys(roles).length })}</p>
      <ul className="picker">
        {persons
          .toSorted((one, other) => compareNames(one.name, other.name))
          .map((person) => {
            const role = roles[person.id];
            return (
              <li key={person.id}>
                <TickField
                  label={[person.name, person.title].filter(Boolean).join(' · ')}
                  isTicked={role !== undefined}
                  onChange={(isTicked) => tick(person, isTicked)}
                />
                {role && (
                  <ChoiceField
                    label={t('desk.roleOf', { name: person.name })}
                    isLabelUnseen
                    value={role}
                    choices={choices}
                    onChange={(value) => onChange({ ...roles, [person.id]: value })}
                  />
                )}
              </li>
            );
          })}
      </ul>
    </>
  );
}
