/** A person of the body: a new one, or one that is being changed. For new ones it stays open, one after another. */
import { useRef, useState } from 'react';
import type { PersonId, PersonRole, SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { compareText } from '../../ui/format.ts';
import { TrashIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { personRoles } from '../preparation/model.ts';
import type { Body, Person } from './tree.ts';

type PersonSheetProps = { body: Body; person?: Person; onClose: () => void };

export function PersonSheet({ body, person, onClose }: PersonSheetProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={person ? person.name : t('register.newPerson')} onClose={onClose} testId="person-sheet">
      <PersonForm body={body} {...(person ? { person, onSaved: onClose } : {})} />
      {person && <RemovePerson body={body} person={person} onRemoved={onClose} />}
    </Sheet>
  );
}

type PersonFields = Omit<Person, 'id'>;
const nobody: PersonFields = { name: '', rank: '', title: '', siteId: null, usualRole: 'delegate' };

type PersonFormProps = { body: Body; person?: Person; onSaved?: () => void };

export function PersonForm({ body, person, onSaved }: PersonFormProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState<PersonFields>(person ?? nobody);
  const set = <Name extends keyof PersonFields>(name: Name) => {
    return (value: PersonFields[Name]) => setFields((old) => ({ ...old, [name]: value }));
  };
  const { isSending, problem, onSubmit } = useForm(async () => {
    const saved = { ...fields, id: person?.id ?? (crypto.randomUUID() as string as PersonId) };
    await send(person ? 'person.change' : 'person.add', { bodyId: body.id, person: saved });
    // Site and role stay: the next one is often from the same place.
    if (!person) setFields({ ...fields, name: '', rank: '', title: '' });
    notices.show('done', t(person ? 'register.personSaved' : 'register.personAdded', { name: saved.name }));
    await reload();
    form.current?.querySelector('input')?.focus();
    onSaved?.();
  });
  const testId = person ? 'person-edit' : 'person';
  return (
    <form ref={form} className="form" onSubmit={onSubmit}>
      <TextField
        label={t('register.name')}
        value={fields.name}
        onChange={set('name')}
        isRequired
        autoFocus
        maxLength={200}
        testId={`${testId}-name`}
      />
      <TextField
        label={t('register.rank')}
        hint={t('register.rankHint')}
        value={fields.rank}
        onChange={set('rank')}
        maxLength={100}
        testId={`${testId}-rank`}
      />
      <TextField
        label={t('register.personTitle')}
        value={fields.title}
        onChange={set('title')}
        maxLength={300}
        testId={`${testId}-title`}
      />
      <SiteField body={body} siteId={fields.siteId} onChange={set('siteId')} testId={`${testId}-site`} />
      <ChoiceField<PersonRole>
        label={t('register.usualRole')}
        hint={t('register.usualRoleHint')}
        value={fields.usualRole}
        choices={personRoles.map((value) => ({ value, text: t(`role.${value}`) }))}
        onChange={set('usualRole')}
        testId={`${testId}-role`}
      />
      <FormEnd
        problem={problem}
        words={t(person ? 'common.save' : 'common.add')}
        isSending={isSending}
        testId={person ? 'save-person' : 'add-person'}
      />
    </form>
  );
}

type SiteFieldProps = {
  body: Body;
  siteId: SiteId | null;
  onChange: (siteId: SiteId | null) => void;
  testId: string;
};

function SiteField({ body, siteId, onChange, testId }: SiteFieldProps) {
  const { t } = useTranslation();
  const choices = body.sites
    .map(({ id, name }) => ({ value: id as string, text: name }))
    .sort((one, other) => compareText(one.text, other.text));
  return (
    <ChoiceField
      label={t('register.site')}
      value={siteId ?? ''}
      choices={[{ value: '', text: t('register.noSite') }, ...choices]}
      onChange={(id) => onChange((id || null) as SiteId | null)}
      testId={testId}
    />
  );
}

type RemovePersonProps = { body: Body; person: Person; onRemoved: () => void };

function RemovePerson({ body, person, onRemoved }: RemovePersonProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const { reload } = useDesk();
  const bodyId = body.id;
  const putBack = async () => {
    if (await command('person.add', { bodyId, person })) await reload();
  };
  const remove = async () => {
    if (!(await command('person.remove', { bodyId, personId: person.id }))) return;
    onRemoved();
    notices.undo(t('register.personRemoved', { name: person.name }), putBack);
    await reload();
  };
  return (
    <div className="remove-person">
      <p className="soft small">{t('register.removePersonText')}</p>
      <Button look="danger" testId="remove-person" onPress={() => void remove()}>
        <TrashIcon />
        {t('register.removePerson')}
      </Button>
    </div>
  );
}
