/** A person of the body: a new one, or one that is being changed. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonId, PersonRole, SiteId } from '#contract';
import { useSession } from '../../session/SessionContext.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { notices } from '../../ui/notices.ts';
import { useForm } from '../../ui/use-form.ts';
import { type Body, choosableRoles, type Person } from './model.ts';

type PersonFormProps = { body: Body; person?: Person; onSaved: () => void };

export function PersonForm({ body, person, onSaved }: PersonFormProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [savedCount, setSavedCount] = useState(0);
  const [name, setName] = useState(person?.name ?? '');
  const [title, setTitle] = useState(person?.title ?? '');
  const [siteId, setSiteId] = useState<string>(person?.siteId ?? '');
  const [usualRole, setUsualRole] = useState<PersonRole>(person?.usualRole ?? 'delegate');
  const { isSending, problem, onSubmit } = useForm(async () => {
    const fields = { name, title, siteId: (siteId || null) as SiteId | null, usualRole };
    if (person) await send('person.change', { bodyId: body.id, person: { id: person.id, ...fields } });
    else {
      const id = crypto.randomUUID() as string as PersonId;
      await send('person.add', { bodyId: body.id, person: { id, ...fields } });
      setName('');
      setSavedCount((count) => count + 1);
      setTitle('');
    }
    notices.show('done', t('desk.saved'));
    onSaved();
  });
  const sites = [
    { value: '', text: t('desk.noSite') },
    ...body.sites.map((site) => ({ value: site.id as string, text: site.name })),
  ];
  const roles = choosableRoles.map((value) => ({ value, text: t(`role.${value}`) }));
  const testId = person ? 'person-edit' : 'person';
  return (
    <form className="form" onSubmit={onSubmit}>
      <TextField
        key={savedCount}
        autoFocus={person !== undefined || savedCount > 0}
        label={t('desk.personName')}
        value={name}
        onChange={setName}
        isRequired
        maxLength={200}
        testId={`${testId}-name`}
      />
      <TextField
        label={t('desk.personTitle')}
        value={title}
        onChange={setTitle}
        maxLength={300}
        testId={`${testId}-title`}
      />
      <ChoiceField
        label={t('desk.personSite')}
        value={siteId}
        choices={sites}
        onChange={setSiteId}
        testId={`${testId}-site`}
      />
      <ChoiceField
        label={t('desk.usualRole')}
        value={usualRole}
        choices={roles}
        onChange={setUsualRole}
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
